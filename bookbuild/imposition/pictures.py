"""Small pictures of the sides of a sheet: pages, folds and cuts."""

from collections.abc import Iterator

from bookbuild.imposition.lettering import Lettering
from bookbuild.imposition.marks import Line, fold_lines, zine_cut
from bookbuild.imposition.paper import has_panels
from bookbuild.imposition.placing import Box
from bookbuild.imposition.planning import Side

_CUT_APART = frozenset({"cut-stack", "cards"})
_NUMERAL_SHARE, _NUMERAL_HEIGHT = 0.3, 0.66
"""The size of a page's number, in heights of the page's shorter side; the height of a numeral, in ems."""


class SideDiagram:
    """Draws the sides of sheets of one scheme, scaled by `share`, with lines of the width `pen`."""

    def __init__(self, scheme: str, size: tuple[float, float], share: float, pen: float) -> None:
        self.width, self.height = size[0] * share, size[1] * share
        self._scheme, self._paper = scheme, Box(0, 0, *size)
        self._share, self._pen = share, pen / share

    def drawn(self, side: Side, x: float, y: float, lettering: Lettering) -> Iterator[str]:
        """Yield the operators that draw a side, its lower left corner at (x, y)."""
        yield f"q {self._share:.4f} 0 0 {self._share:.4f} {x:.3f} {y:.3f} cm"
        yield f"0 g 0.7 G {self._pen:.3f} w"
        for placed in side.placed:
            yield f"{_rectangle(placed.visible)} S"
            if placed.page is not None:
                yield _numeral(str(placed.page + 1), placed.cell, lettering, turned=placed.turned)
        yield f"0 G {_rectangle(self._paper)} S"
        for line in fold_lines(self._paper, self._scheme):
            yield self._stroke(line)
        for line in self._cuts(side):
            yield self._stroke(line)
        yield "Q"

    def _cuts(self, side: Side) -> Iterator[Line]:
        if has_panels(self._scheme):
            yield zine_cut(self._paper)
        if self._scheme in _CUT_APART:
            for left, bottom, right, top in (placed.cell for placed in side.placed):
                yield from (Line(left, bottom, right, bottom), Line(left, top, right, top))
                yield from (Line(left, bottom, left, top), Line(right, bottom, right, top))

    def _stroke(self, line: Line) -> str:
        dashes = f"{4 * self._pen:.3f}" if line.dashed else ""
        width = self._pen * (1 if line.dashed else 2)
        return f"[{dashes}] 0 d {width:.3f} w {line.x1:.3f} {line.y1:.3f} m {line.x2:.3f} {line.y2:.3f} l S"


def _rectangle(box: Box) -> str:
    return f"{box.left:.3f} {box.bottom:.3f} {box.right - box.left:.3f} {box.top - box.bottom:.3f} re"


def _numeral(text: str, cell: Box, lettering: Lettering, *, turned: bool) -> str:
    """Return the number of a page in the middle of its cell, upside down if the page is."""
    size = _NUMERAL_SHARE * min(cell.right - cell.left, cell.top - cell.bottom)
    x, y = (cell.left + cell.right) / 2, (cell.bottom + cell.top) / 2
    sign = -1 if turned else 1
    outline = lettering.drawn(text, -lettering.width(text, size) / 2, -_NUMERAL_HEIGHT * size / 2, size)
    return f"q {sign} 0 0 {sign} {x:.3f} {y:.3f} cm {outline} Q"
