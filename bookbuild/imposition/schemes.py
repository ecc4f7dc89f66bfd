"""The assignment of pages to sheets and cells, without lengths. Pure.

Every scheme is for sheets that are turned over like the leaves of a book, and for documents that read from left to
right; for the other direction the columns are mirrored.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from math import ceil

from bookbuild.model import SheetSettings

Pages = Sequence[int | None]
"""Pages in reading order, counted from 0; None is a blank one."""

PERFECT_SHEETS = 4
"""Sheets in a signature of a perfect-bound book: what folds well by hand."""
ZINE_PAGES = 8


@dataclass(frozen=True, slots=True)
class Grid:
    """The cells of a side."""

    columns: int
    rows: int

    @property
    def cells(self) -> int:
        """Return the number of pages on a side."""
        return self.columns * self.rows

    def position(self, cell: int) -> tuple[int, int]:
        """Return column and row of a cell, counted row by row from the upper left."""
        return cell % self.columns, cell // self.columns


@dataclass(frozen=True, slots=True)
class Slot:
    """A page in a cell, columns counted from the left, rows from the top. A `turned` page is upside down."""

    page: int | None
    column: int
    row: int
    turned: bool = False


@dataclass(frozen=True, slots=True)
class SheetPages:
    """The pages on both sides of a sheet; `back` is None if nothing is printed on it. `depth` is the number of
    sheets of the same signature outside this one.
    """

    front: tuple[Slot, ...]
    back: tuple[Slot, ...] | None
    depth: int = 0


Scheme = Callable[[int, Grid, SheetSettings], Iterator[SheetPages]]
"""Yields the sheets for a number of pages, in print order."""


def arrange(count: int, grid: Grid, settings: SheetSettings, *, mirrored: bool = False) -> tuple[SheetPages, ...]:
    """Return the sheets of a document of `count` pages; `mirrored` for one that reads from right to left."""
    sheets = tuple(_SCHEMES[settings.scheme](count, grid, settings))
    if not mirrored:
        return sheets
    return tuple(
        replace(sheet, front=_mirrored(sheet.front, grid), back=sheet.back and _mirrored(sheet.back, grid))
        for sheet in sheets
    )


def signatures(sheets: int, max_sheets: int | None) -> tuple[int, ...]:
    """Return the sizes of signatures, in sheets: as equal as possible, the thicker ones first."""
    count = ceil(sheets / (max_sheets or sheets))
    size, over = divmod(sheets, count)
    return tuple(size + (index < over) for index in range(count))


def sheets_per_signature(settings: SheetSettings) -> int | None:
    """Return the most sheets in a signature, or None for no limit."""
    return settings.sheets_per_signature or (PERFECT_SHEETS if settings.scheme == "perfect" else None)


def _mirrored(side: tuple[Slot, ...], grid: Grid) -> tuple[Slot, ...]:
    return tuple(replace(slot, column=grid.columns - 1 - slot.column) for slot in side)


def _padded(count: int, multiple: int, *, back_cover: bool = False) -> list[int | None]:
    """Return pages filled up with blank ones, at the end or before the back cover."""
    pages: list[int | None] = list(range(count))
    end = count - 1 if back_cover else count
    return pages[:end] + [None] * (-count % multiple) + pages[end:]


def _folded(count: int, _grid: Grid, settings: SheetSettings) -> Iterator[SheetPages]:
    pages = _padded(count, 4, back_cover=settings.back_cover)
    start = 0
    for size in signatures(len(pages) // 4, sheets_per_signature(settings)):
        yield from _signature(pages[start : start + 4 * size])
        start += 4 * size


def _signature(pages: Pages) -> Iterator[SheetPages]:
    """Yield sheets of one signature, the outermost first."""
    for depth in range(len(pages) // 4):
        first, last = 2 * depth, len(pages) - 1 - 2 * depth
        front = (Slot(pages[last], 0, 0), Slot(pages[first], 1, 0))
        back = (Slot(pages[first + 1], 0, 0), Slot(pages[last - 1], 1, 0))
        yield SheetPages(front, back, depth)


def _many_up(count: int, grid: Grid, _settings: SheetSettings) -> Iterator[SheetPages]:
    pages = _padded(count, grid.cells)
    sides = [_front(pages[start : start + grid.cells], grid) for start in range(0, len(pages), grid.cells)]
    for index in range(0, len(sides), 2):
        yield SheetPages(sides[index], sides[index + 1] if index + 1 < len(sides) else None)


def _cut_stack(count: int, grid: Grid, settings: SheetSettings) -> Iterator[SheetPages]:
    """Yield sheets whose leaves, once cut, form piles in page order."""
    pages = _padded(count, 2 * grid.cells, back_cover=settings.back_cover)
    sheets = len(pages) // (2 * grid.cells)
    for sheet in range(sheets):
        yield _sheet_of_leaves([2 * (cell * sheets + sheet) for cell in range(grid.cells)], pages, grid)


def _cards(count: int, grid: Grid, _settings: SheetSettings) -> Iterator[SheetPages]:
    pages = _padded(count, 2 * grid.cells)
    for start in range(0, len(pages), 2 * grid.cells):
        yield _sheet_of_leaves(range(start, start + 2 * grid.cells, 2), pages, grid)


def _zine(count: int, _grid: Grid, settings: SheetSettings) -> Iterator[SheetPages]:
    pages = _padded(count, ZINE_PAGES, back_cover=settings.back_cover)
    above = (Slot(pages[4 - column], column, 0, turned=True) for column in range(4))
    below = (Slot(pages[(5 + column) % ZINE_PAGES], column, 1) for column in range(4))
    yield SheetPages((*above, *below), None)


def _sheet_of_leaves(starts: Sequence[int], pages: Pages, grid: Grid) -> SheetPages:
    """Return a sheet of leaves that begin with these pages; on the back the columns are mirrored."""
    front = _front([pages[start] for start in starts], grid)
    back = _front([pages[start + 1] for start in starts], grid)
    return SheetPages(front, _mirrored(back, grid))


def _front(pages: Pages, grid: Grid) -> tuple[Slot, ...]:
    return tuple(Slot(page, *grid.position(cell)) for cell, page in enumerate(pages))


_SCHEMES: Mapping[str, Scheme] = {
    "saddle": _folded,
    "perfect": _folded,
    "2up": _many_up,
    "4up": _many_up,
    "cut-stack": _cut_stack,
    "zine": _zine,
    "cards": _cards,
}
