"""Positions of the cells of a sheet, in points from the lower left corner of a side. Pure."""

from dataclasses import dataclass
from typing import NamedTuple

from bookbuild.imposition.paper import SheetFormat, has_panels
from bookbuild.imposition.schemes import Slot
from bookbuild.model import SheetSettings

POINTS = 72 / 25.4
"""Points in a millimetre."""


class Box(NamedTuple):
    """A rectangle, in points."""

    left: float
    bottom: float
    right: float
    top: float


@dataclass(frozen=True, slots=True)
class PlacedPage:
    """A page on a side (None: a blank page): its cell, the visible part of the cell, and whether it is upside down."""

    page: int | None
    cell: Box
    visible: Box
    turned: bool = False


class SheetLayout:
    """The cells of a format, with creep and gutters."""

    def __init__(self, form: SheetFormat, settings: SheetSettings) -> None:
        self.width, self.height = (side * POINTS for side in form.paper)
        self._columns, self._rows = form.grid.columns, form.grid.rows
        self._cell = (form.cell[0] * POINTS, form.cell[1] * POINTS)
        self._gutter, self._thickness = settings.gutter * POINTS, settings.thickness * POINTS
        self._panels = has_panels(settings.scheme)

    def place(self, slot: Slot, depth: int) -> PlacedPage:
        """Return a page placed on a side; on inner sheets it is shifted towards the fold (creep), and clipped there."""
        left = self._start(slot.column, self._columns, self.width, self._cell[0])
        bottom = self._start(self._rows - 1 - slot.row, self._rows, self.height, self._cell[1])
        creep = depth * self._thickness * (1 if slot.column == 0 else -1)
        cell = Box(left + creep, bottom, left + creep + self._cell[0], bottom + self._cell[1])
        fold = self.width / 2
        visible = cell
        if creep > 0:
            visible = cell._replace(right=min(cell.right, fold))
        elif creep < 0:
            visible = cell._replace(left=max(cell.left, fold))
        return PlacedPage(slot.page, cell, visible, slot.turned)

    def _start(self, index: int, count: int, paper: float, size: float) -> float:
        """Return the start of a cell on one axis: centred in its panel, or part of a centred block."""
        if self._panels:
            return (index + 0.5) * paper / count - size / 2
        block = count * (size + self._gutter) - self._gutter
        return (paper - block) / 2 + index * (size + self._gutter)
