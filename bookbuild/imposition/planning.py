"""Sizes of pages -> position of each on a sheet, in points. Pure."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bookbuild.diagnostics import BookError, Diagnostic, diagnose
from bookbuild.imposition.marks import Line, crop_marks, fold_marks, staple_marks
from bookbuild.imposition.paper import SheetFormat, Size, choose_format, is_folded_once
from bookbuild.imposition.placing import POINTS, Box, PlacedPage, SheetLayout
from bookbuild.imposition.schemes import ZINE_PAGES, SheetPages, Slot, arrange
from bookbuild.model import SheetSettings


@dataclass(frozen=True, slots=True)
class Side:
    """One printed side of a sheet."""

    placed: tuple[PlacedPage, ...]
    lines: tuple[Line, ...] = ()


@dataclass(frozen=True, slots=True)
class PlacedSheet:
    """Both sides of a sheet; `back` is None if nothing is printed on it."""

    front: Side
    back: Side | None


@dataclass(frozen=True, slots=True)
class Plan:
    """All sheets. `flip` is the edge over which the printer turns them, ``short`` or ``long``, or empty for a single
    side. `has_room` is false if crop marks are set and there is no room for them.
    """

    form: SheetFormat
    sheets: tuple[PlacedSheet, ...]
    flip: str
    has_room: bool = True

    @property
    def size(self) -> Size:
        """Return width and height of a side, in points."""
        return self.form.paper[0] * POINTS, self.form.paper[1] * POINTS


def plan_sheets(pages: Sequence[Size], settings: SheetSettings, *, rtl: bool = False, name: str = "") -> Plan:
    """Return a plan of sheets for pages of these sizes in points. The cell is as wide as the widest and as high as
    the highest page. `name` is the document's name in diagnostics.

    Raises:
        BookError: if the pages do not fit on the paper (``paper-too-small``), or are too many for the scheme
            (``too-many-pages``).
    """
    if settings.scheme == "zine" and len(pages) > ZINE_PAGES:
        raise BookError(_too_many(len(pages), name))
    largest = max(width for width, _ in pages) / POINTS, max(height for _, height in pages) / POINTS
    form = choose_format(largest, settings, name)
    planner = _Planner(form, settings)
    sheets = tuple(map(planner.sheet, arrange(len(pages), form.grid, settings, mirrored=rtl)))
    return Plan(form, sheets, planner.flip if any(sheet.back for sheet in sheets) else "", planner.has_room(sheets[0]))


class _Planner:
    """Places sheets on one format."""

    def __init__(self, form: SheetFormat, settings: SheetSettings) -> None:
        self._settings = settings
        self._layout = SheetLayout(form, settings)
        self._paper = Box(0, 0, self._layout.width, self._layout.height)
        upright = "short" if self._layout.width > self._layout.height else "long"
        self.flip = upright if settings.flip == "auto" else settings.flip
        self._on_its_head = self.flip != upright  # printers then turn the sheet over its lower edge

    def sheet(self, sheet: SheetPages) -> PlacedSheet:
        """Place both sides of a sheet."""
        front = self._side(sheet.front, sheet.depth, front=True)
        if sheet.back is None:
            return PlacedSheet(front, None)
        back = self._side(sheet.back, sheet.depth, front=False)
        return PlacedSheet(front, self._turned(back) if self._on_its_head else back)

    def has_room(self, sheet: PlacedSheet) -> bool:
        """Return whether a sheet has its crop marks, if they are set."""
        crops = crop_marks(sheet.front.placed, self._paper, self._settings)
        return "crop" not in self._settings.marks or bool(crops)

    def _side(self, slots: Sequence[Slot], depth: int, *, front: bool) -> Side:
        placed = tuple(self._layout.place(slot, depth) for slot in slots)
        return Side(placed, tuple(self._lines(placed, depth, front=front)))

    def _lines(self, placed: Sequence[PlacedPage], depth: int, *, front: bool) -> Iterator[Line]:
        """Yield the marks of a side: folds on the inside, staples on the outside."""
        marks, scheme = self._settings.marks, self._settings.scheme
        if "crop" in marks:
            yield from crop_marks(placed, self._paper, self._settings)
        if "fold" in marks and front is not is_folded_once(scheme):
            yield from fold_marks(self._paper, scheme)
        if "staple" in marks and front and depth == 0 and scheme == "saddle":
            yield from staple_marks(placed, self._paper)

    def _turned(self, side: Side) -> Side:
        """Return a side turned upside down."""
        width, height = self._layout.width, self._layout.height

        def turned(box: Box) -> Box:
            return Box(width - box.right, height - box.top, width - box.left, height - box.bottom)

        placed = (
            PlacedPage(page.page, turned(page.cell), turned(page.visible), not page.turned) for page in side.placed
        )
        lines = (
            Line(width - x1, height - y1, width - x2, height - y2, dashed) for x1, y1, x2, y2, dashed in side.lines
        )
        return Side(tuple(placed), tuple(lines))


def _too_many(count: int, name: str) -> Diagnostic:
    message = f"a zine has {ZINE_PAGES} pages, and the document has {count}"
    return diagnose(
        "too-many-pages", message, name or None, hint="impose it as a saddle-stitched booklet, or remove pages"
    )
