"""The sheet of instructions for printing and folding: pictures of the first sheet, and numbered steps."""

from collections.abc import Iterator, Mapping, Sequence

from bookbuild.imposition.labels import ENGLISH, steps
from bookbuild.imposition.lettering import Lettering
from bookbuild.imposition.paper import paper_name
from bookbuild.imposition.pictures import SideDiagram
from bookbuild.imposition.planning import Plan
from bookbuild.imposition.schemes import sheets_per_signature, signatures
from bookbuild.model import SheetSettings, Typeface

_SHORT_SIDE = 595.0
"""The short side of A4 in points, for which the sizes here are designed; on other papers they are scaled."""
_MARGIN, _GAP, _MEASURE = 56.0, 72.0, 560.0
_TITLE, _TEXT, _CAPTION, _LEADING = 26.0, 14.0, 11.0, 20.0
_PICTURE_SHARE = 0.36
"""The largest share of a side for its picture."""


def instruct(plan: Plan, settings: SheetSettings, typefaces: Sequence[Typeface], words: Mapping[str, str]) -> bytes:
    """Return the drawing operators of the sheet of instructions. `words` are its labels if it is not in English.

    Raises:
        ValueError: if there is no typeface to set it in.
    """
    if not typefaces:
        msg = "a sheet of instructions is set in type, and there is no typeface"
        raise ValueError(msg)
    return "\n".join(_Instructions(plan, settings, typefaces, {**ENGLISH, **words}).drawn()).encode()


class _Instructions:
    """Draws the sheet from top to bottom. Lengths are points on an A4 sheet, scaled by `unit`."""

    def __init__(
        self, plan: Plan, settings: SheetSettings, typefaces: Sequence[Typeface], words: Mapping[str, str]
    ) -> None:
        self._plan, self._settings, self._words = plan, settings, words
        self._plain, self._strong = Lettering(typefaces, 400), Lettering(typefaces, 600)
        self._unit = min(plan.size) / _SHORT_SIDE
        across = (plan.size[0] - (2 * _MARGIN + _GAP) * self._unit) / 2
        share = min(_PICTURE_SHARE, across / plan.size[0])
        self._picture = SideDiagram(settings.scheme, plan.size, share, 0.8 * self._unit)

    def drawn(self) -> Iterator[str]:
        """Yield the drawing operators."""
        unit, left = self._unit, _MARGIN * self._unit
        y = self._plan.size[1] - (_MARGIN + _TITLE) * unit
        yield self._strong.drawn(self._filled("sheets-title"), left, y, _TITLE * unit)
        y -= 1.5 * _LEADING * unit
        yield self._plain.drawn(self._filled("sheets-summary"), left, y, _TEXT * unit)
        y -= _LEADING * unit + self._picture.height
        yield from self._pictures(left, y)
        yield from self._steps(left, y - 3.5 * _LEADING * unit)

    def _pictures(self, left: float, bottom: float) -> Iterator[str]:
        """Draw both sides of the first sheet, and an arrow from one to the other."""
        sheet, unit = self._plan.sheets[0], self._unit
        caption = bottom - _LEADING * unit
        yield from self._picture.drawn(sheet.front, left, bottom, self._strong)
        yield self._plain.drawn(self._filled("sheets-front"), left, caption, _CAPTION * unit)
        if sheet.back:
            right = left + self._picture.width
            yield _arrow(right + 0.2 * _GAP * unit, bottom + self._picture.height / 2, 0.6 * _GAP * unit)
            across = right + _GAP * unit
            yield from self._picture.drawn(sheet.back, across, bottom, self._strong)
            yield self._plain.drawn(self._filled(f"sheets-back-{self._plan.flip}"), across, caption, _CAPTION * unit)

    def _steps(self, left: float, y: float) -> Iterator[str]:
        """Yield the operators of the numbered steps."""
        unit, indent = self._unit, left + 2 * _TEXT * self._unit
        measure = min(_MEASURE * unit, self._plan.size[0] - left - indent)
        trimmed = "crop" in self._settings.marks and self._plan.has_room
        keys = steps(len(self._plan.sheets), self._plan.flip, self._settings, trimmed=trimmed)
        for number, key in enumerate(keys, 1):
            yield self._strong.drawn(f"{number}.", left, y, _TEXT * unit)
            for line in self._plain.lines(self._filled(key), _TEXT * unit, measure):
                yield self._plain.drawn(line, indent, y, _TEXT * unit)
                y -= _LEADING * unit
            y -= 0.4 * _LEADING * unit

    def _filled(self, key: str) -> str:
        """Return a label with its numbers filled in."""
        sheets = self._plan.sheets
        sides = (side for sheet in sheets for side in (sheet.front, sheet.back) if side)
        return self._words[key].format(
            pages=sum(placed.page is not None for side in sides for placed in side.placed),
            sheets=len(sheets),
            paper=paper_name(self._plan.form.paper),
            signatures=" + ".join(map(str, signatures(len(sheets), sheets_per_signature(self._settings)))),
        )


def _arrow(x: float, y: float, length: float) -> str:
    """Return an arrow that curves to the right, from (x, y)."""
    end, rise, head = x + length, 0.7 * length, 0.22 * length
    return (
        f"q 1.2 w 1 J 1 j {x:.3f} {y:.3f} m {x:.3f} {y + rise:.3f} {end:.3f} {y + rise:.3f} {end:.3f} {y:.3f} c S "
        f"{end - head:.3f} {y + head:.3f} m {end:.3f} {y:.3f} l {end + head:.3f} {y + head:.3f} l S Q"
    )
