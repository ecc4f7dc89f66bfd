"""The sizes of pages -> where each lies on which sheet, in points. Pure."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bookbuild.diagnostics import BookError, Diagnostic, diagnose
from bookbuild.imposition.marks import Line, crop_marks, fold_marks, staple_marks
from bookbuild.imposition.paper import Format, Size, choose_format, is_folded_once
from bookbuild.imposition.placing import POINTS, Box, Layout, Placed
from bookbuild.imposition.schemes import ZINE_PAGES, Sheet, Slot, arrange
from bookbuild.model import SheetSettings


@dataclass(frozen=True, slots=True)
class Side:
    """What is printed on one side of a sheet."""

    placed: tuple[Placed, ...]
    lines: tuple[Line, ...] = ()


@dataclass(frozen=True, slots=True)
class PlacedSheet:
    """Both sides of a sheet; `back` is ``None`` where nothing is printed."""

    front: Side
    back: Side | None


@dataclass(frozen=True, slots=True)
class Plan:
    """All sheets. `flip` is the edge over which the printer turns them: ``short`` or ``long``; empty when there is but
    one side. `has_room` is false when crop marks were asked for and there is no room for them.
    """

    form: Format
    sheets: tuple[PlacedSheet, ...]
    flip: str
    has_room: bool = True

    @property
    def size(self) -> Size:
        """Width and height of a side, in points."""
        return self.form.paper[0] * POINTS, self.form.paper[1] * POINTS


def plan_sheets(pages: Sequence[Size], settings: SheetSettings, *, rtl: bool = False, name: str = "") -> Plan:
    """Lay pages, of which the sizes are given in points, out on sheets. Pages of mixed sizes get the cell of the widest
    and the highest. `name` is what diagnostics call the document.

    Raises:
        BookError: when the pages do not fit on the paper (``paper-too-small``), or are more than the scheme holds
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

    def __init__(self, form: Format, settings: SheetSettings) -> None:
        self._settings = settings
        self._layout = Layout(form, settings)
        self._paper = Box(0, 0, self._layout.width, self._layout.height)
        upright = "short" if self._layout.width > self._layout.height else "long"
        self.flip = upright if settings.flip == "auto" else settings.flip
        self._on_its_head = self.flip != upright  # printers turn the sheet over its lower edge then

    def sheet(self, sheet: Sheet) -> PlacedSheet:
        """Place both sides of a sheet."""
        front = self._side(sheet.front, sheet.depth, front=True)
        if sheet.back is None:
            return PlacedSheet(front, None)
        back = self._side(sheet.back, sheet.depth, front=False)
        return PlacedSheet(front, self._turned(back) if self._on_its_head else back)

    def has_room(self, sheet: PlacedSheet) -> bool:
        """Tell whether crop marks, if they were asked for, are on a sheet."""
        crops = crop_marks(sheet.front.placed, self._paper, self._settings)
        return "crop" not in self._settings.marks or bool(crops)

    def _side(self, slots: Sequence[Slot], depth: int, *, front: bool) -> Side:
        placed = tuple(self._layout.place(slot, depth) for slot in slots)
        return Side(placed, tuple(self._lines(placed, depth, front=front)))

    def _lines(self, placed: Sequence[Placed], depth: int, *, front: bool) -> Iterator[Line]:
        """Yield the marks of a side: folds where they close, staples where they are driven in."""
        marks, scheme = self._settings.marks, self._settings.scheme
        if "crop" in marks:
            yield from crop_marks(placed, self._paper, self._settings)
        if "fold" in marks and front is not is_folded_once(scheme):
            yield from fold_marks(self._paper, scheme)
        if "staple" in marks and front and depth == 0 and scheme == "saddle":
            yield from staple_marks(placed, self._paper)

    def _turned(self, side: Side) -> Side:
        """Turn a side on its head."""
        width, height = self._layout.width, self._layout.height

        def turned(box: Box) -> Box:
            return Box(width - box.right, height - box.top, width - box.left, height - box.bottom)

        placed = (Placed(one.page, turned(one.cell), turned(one.visible), not one.turned) for one in side.placed)
        lines = (
            Line(width - x1, height - y1, width - x2, height - y2, dashed) for x1, y1, x2, y2, dashed in side.lines
        )
        return Side(tuple(placed), tuple(lines))


def _too_many(count: int, name: str) -> Diagnostic:
    message = f"a zine holds {ZINE_PAGES} pages, and the document has {count}"
    return diagnose(
        "too-many-pages", message, name or None, hint="impose it as a saddle-stitched booklet, or take pages out"
    )
