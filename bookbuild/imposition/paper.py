"""Choice of paper, its orientation, and the pages on a side. Sizes are in millimetres."""

from dataclasses import dataclass, replace
from math import floor

from bookbuild.diagnostics import BookError, diagnose
from bookbuild.imposition.schemes import Grid
from bookbuild.model import PAPERS, SheetSettings

_SLACK = 0.5
"""Tolerance for pages larger than the paper: sizes in PDF files are often rounded."""
_EIGHTH_INCH, _ROUNDING = 25.4 / 8, 0.05
_METRIC = ("A4", "A3", "Letter", "Tabloid")
_INCH = ("Letter", "Tabloid", "A4", "A3")
_GRIDS = {
    "saddle": (Grid(2, 1),),
    "perfect": (Grid(2, 1),),
    "2up": (Grid(2, 1), Grid(1, 2)),
    "4up": (Grid(2, 2),),
    "zine": (Grid(4, 2),),
    "cut-stack": (Grid(2, 1), Grid(1, 2)),
    "cards": (Grid(1, 1),),
}
_AS_MANY_AS_FIT = frozenset({"cut-stack", "cards"})
"""Schemes that fill sheets with as many pages as fit; their grids here are the smallest ones."""

Size = tuple[float, float]
"""Width and height."""


@dataclass(frozen=True, slots=True)
class SheetFormat:
    """A paper in its orientation, the grid on it, the cell of a page, and the scale of pages."""

    paper: Size
    grid: Grid
    cell: Size
    scale: float = 1.0


def choose_format(page: Size, settings: SheetSettings, name: str) -> SheetFormat:
    """Return the format for pages of at most this width and height.

    Raises:
        BookError: if they do not fit on the given paper, or on any usual one (``paper-too-small``).
    """
    for paper in (settings.paper,) if settings.paper else _usual(page):
        if best := _best(page, paper, settings):
            return best
    misfit, remedy = _misfit(page, settings), _remedy(page, settings)
    raise BookError(diagnose("paper-too-small", misfit, name or None, hint=remedy))


def paper_name(paper: Size) -> str:
    """Return the name of a paper in either orientation, or its size if it has no name."""
    short, long = sorted(paper)
    near = (name for name, (width, height) in PAPERS.items() if abs(short - width) + abs(long - height) < _ROUNDING)
    return next(near, _size_text(paper))


def is_folded_once(scheme: str) -> bool:
    """Return whether sheets are folded once, in the middle between two pages."""
    return scheme in {"saddle", "perfect"}


def has_panels(scheme: str) -> bool:
    """Return whether paper is folded edge to edge both ways: each page is then centred in its panel."""
    return scheme == "zine"


def _usual(page: Size) -> tuple[Size, ...]:
    """Return the papers to try, in order; those of inches first for a page that is measured in inches."""
    inch = all(abs(side - _EIGHTH_INCH * round(side / _EIGHTH_INCH)) < _ROUNDING for side in page)
    return tuple(PAPERS[name] for name in (_INCH if inch else _METRIC))


def _best(page: Size, paper: Size, settings: SheetSettings) -> SheetFormat | None:
    """Return the format with the most pages on a paper, then the most room, or None if none fits."""
    formats = {
        (grid.cells, _room(page, grid, oriented, settings)): SheetFormat(
            oriented, grid, (page[0] * scale, page[1] * scale), scale
        )
        for oriented in ((min(paper), max(paper)), (max(paper), min(paper)))
        for grid in _grids(page, oriented, settings)
        if (scale := _scale(page, grid, oriented, settings)) is not None
    }
    return formats[max(formats)] if formats else None


def _grids(page: Size, paper: Size, settings: SheetSettings) -> tuple[Grid, ...]:
    least = _GRIDS[settings.scheme]
    if settings.scheme not in _AS_MANY_AS_FIT:
        return least
    columns, rows = (
        floor((side - 2 * settings.margin + settings.gutter + _SLACK) / (size + settings.gutter))
        for side, size in zip(paper, page, strict=True)
    )
    return (Grid(columns, rows),) if min(columns, rows) > 0 and columns * rows >= least[0].cells else least


def _scale(page: Size, grid: Grid, paper: Size, settings: SheetSettings) -> float | None:
    """Return the scale of the pages, or None if they do not fit."""
    if settings.fit:
        room = _room(page, grid, paper, settings)
        return room if room > 0 else None
    roomy = (paper[0] + _SLACK, paper[1] + _SLACK)
    return 1.0 if _room(page, grid, roomy, settings) >= 1 else None


def _room(page: Size, grid: Grid, paper: Size, settings: SheetSettings) -> float:
    """Return the scale at which the pages would fill the paper."""
    spaces = _needed((0, 0), grid, settings)
    counts = (grid.columns, grid.rows)
    return min((paper[axis] - spaces[axis]) / (counts[axis] * page[axis]) for axis in (0, 1))


def _needed(page: Size, grid: Grid, settings: SheetSettings) -> Size:
    """Return the size of the pages of a side, with gutters and margins."""
    if has_panels(settings.scheme):
        space = max(settings.gutter, 2 * settings.margin)
        return grid.columns * (page[0] + space), grid.rows * (page[1] + space)
    gutter, margins = settings.gutter, 2 * settings.margin
    return (
        grid.columns * (page[0] + gutter) - gutter + margins,
        grid.rows * (page[1] + gutter) - gutter + margins,
    )


def _misfit(page: Size, settings: SheetSettings) -> str:
    grid = _GRIDS[settings.scheme][0]
    spaces = (("gutter", settings.gutter), ("margin", settings.margin))
    around = " and ".join(f"a {name} of {size:g} mm" for name, size in spaces if size)
    pages = f"{grid.columns} x {grid.rows} pages of {_size_text(page)}" + (f" with {around}" if around else "")
    paper = f"{paper_name(settings.paper)} is too small" if settings.paper else "no usual paper is large enough"
    return f"{pages} need {_size_text(_needed(page, grid, settings))}, and {paper}"


def _remedy(page: Size, settings: SheetSettings) -> str:
    """Return a hint with papers that are large enough, and the scale at which the pages would fit."""
    needed = _needed(page, _GRIDS[settings.scheme][0], settings)
    larger = [name for name, paper in PAPERS.items() if _best(page, paper, settings)] or [_size_text(needed)]
    fitted = _best(page, settings.paper or _usual(page)[0], replace(settings, fit=True))
    scaled = f", or scale the pages to {floor(100 * fitted.scale)} % (fit)" if fitted else ""
    return f"take {' or '.join(larger)}{scaled}"


def _size_text(size: Size) -> str:
    return " x ".join(f"{round(length, 1):,.6g}" for length in size) + " mm"
