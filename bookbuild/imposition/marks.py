"""Marks beside the pages for folding, stapling and cutting. Pure."""

from collections.abc import Iterator, Sequence
from math import hypot
from typing import NamedTuple

from bookbuild.imposition.paper import has_panels, is_folded_once
from bookbuild.imposition.placing import POINTS, Box, PlacedPage
from bookbuild.model import SheetSettings

_CROP_OFFSET, _CROP_LENGTH, _LEAST_CROP = 2 * POINTS, 5 * POINTS, 1.5 * POINTS
_FOLD_LENGTH, _STAPLE_LENGTH = 4 * POINTS, 12 * POINTS
_STAPLES = (0.25, 0.75)
"""Positions of staples, in heights of a page."""

_ZINE_FOLDS = (1 / 4, 1 / 2, 3 / 4)


class Line(NamedTuple):
    """A hairline from (x1, y1) to (x2, y2), in points."""

    x1: float
    y1: float
    x2: float
    y2: float
    dashed: bool = False


def crop_marks(placed: Sequence[PlacedPage], paper: Box, settings: SheetSettings) -> tuple[Line, ...]:
    """Return the crop marks for which there is room outside the pages."""
    if has_panels(settings.scheme):
        return (zine_cut(paper),)
    cells = [page.cell for page in placed]
    across = sorted({round(side, 3) for cell in cells for side in (cell.left, cell.right)})
    upwards = sorted({round(side, 3) for cell in cells for side in (cell.bottom, cell.top)})
    cuts = (across[0], across[-1]) if is_folded_once(settings.scheme) else across
    return (
        *(Line(x, start, x, end) for x in cuts for start, end in _strokes(upwards, paper.top)),
        *(Line(start, y, end, y) for y in upwards for start, end in _strokes(across, paper.right)),
    )


def fold_lines(paper: Box, scheme: str) -> tuple[Line, ...]:
    """Return the lines along which a scheme folds the paper."""
    folds = (1 / 2,) if is_folded_once(scheme) else _ZINE_FOLDS if has_panels(scheme) else ()
    lengthwise = (1 / 2,) if has_panels(scheme) else ()
    return (
        *(Line(fold * paper.right, 0, fold * paper.right, paper.top, dashed=True) for fold in folds),
        *(Line(0, fold * paper.top, paper.right, fold * paper.top, dashed=True) for fold in lengthwise),
    )


def fold_marks(paper: Box, scheme: str) -> Iterator[Line]:
    """Yield short dashes where the folds meet the edges of the paper."""
    for x1, y1, x2, y2, dashed in fold_lines(paper, scheme):
        share = _FOLD_LENGTH / hypot(x2 - x1, y2 - y1)
        across, upwards = share * (x2 - x1), share * (y2 - y1)
        yield Line(x1, y1, x1 + across, y1 + upwards, dashed)
        yield Line(x2 - across, y2 - upwards, x2, y2, dashed)


def staple_marks(placed: Sequence[PlacedPage], paper: Box) -> tuple[Line, ...]:
    """Return two strokes in the fold, of the length of staples."""
    bottom, top, x = placed[0].cell.bottom, placed[0].cell.top, paper.right / 2
    heights = (bottom + share * (top - bottom) for share in _STAPLES)
    return tuple(Line(x, y - _STAPLE_LENGTH / 2, x, y + _STAPLE_LENGTH / 2) for y in heights)


def zine_cut(paper: Box) -> Line:
    """Return the one cut of a zine: the middle half of its lengthwise fold."""
    return Line(paper.right / 4, paper.top / 2, 3 * paper.right / 4, paper.top / 2)


def _strokes(edges: Sequence[float], paper: float) -> Iterator[tuple[float, float]]:
    """Yield start and end of the strokes before the first edge and after the last one."""
    before, behind = edges[0] - _CROP_OFFSET, edges[-1] + _CROP_OFFSET
    if before >= _LEAST_CROP:
        yield max(0, before - _CROP_LENGTH), before
    if paper - behind >= _LEAST_CROP:
        yield behind, min(paper, behind + _CROP_LENGTH)
