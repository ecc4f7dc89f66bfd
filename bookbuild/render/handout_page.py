"""The page geometry of a handout: its text, and what is beside it."""

from dataclasses import dataclass

from bookbuild.model import MILLIMETRES, ColumnBounds, Geometry, Stylesheet

EDGE = 20.0
"""The margin on a side with nothing beside the text, in millimetres."""
HANGING = 32.0
"""The least margin for a hanging element beside the text, in millimetres: a QR code with its quiet zone."""
NOTES_SHARE, GUTTER, RULE_PITCH = 1 / 3, 8.0, 8.0
"""The share of the column for notes in what lies between the edges; what parts it from the text, and its lines from
each other, in millimetres.
"""
_LETTER = 0.49
"""The width of a letter of running text with its share of the spaces, in ems."""
_LONGEST_LINE, _SHORTEST_LINE = 75, 44
"""The letters of a line, beyond which it is hard to find the next, and below which the spaces in it are uneven."""


@dataclass(frozen=True, slots=True)
class HandoutPage:
    """What is beside the text, in millimetres: the margins on the sides where lines start and end, and in the latter
    the column for notes, with as many `rules` to write on. `width` is that of the paper.
    """

    width: float
    start: float
    end: float
    notes: float = 0.0
    rules: int = 0

    @classmethod
    def of(cls, page: Geometry, *, with_notes: bool) -> "HandoutPage":
        """Return a page with the same measure at the end side of the paper; with notes, two thirds of the paper."""
        if with_notes:
            notes = NOTES_SHARE * (page.width - 2 * EDGE)
            rules = int((page.height - page.top - page.bottom) // RULE_PITCH)
            return cls(page.width, EDGE, EDGE + notes + GUTTER, notes, rules)
        return cls(page.width, max(EDGE, page.inner + page.outer - EDGE), EDGE)

    @property
    def is_hung(self) -> bool:
        """Return whether the start margin has room for a hanging element."""
        return self.start >= EDGE + HANGING

    @property
    def column_bounds(self) -> ColumnBounds | None:
        """Return which type goes into one column and into two, or None if a column for notes leaves room for one."""
        if self.notes:
            return None
        one, two = self.width - self.start - self.end, self.column
        points = MILLIMETRES["pt"] * _LETTER
        return ColumnBounds(one / (points * _LONGEST_LINE), two / (points * _SHORTEST_LINE))

    @property
    def column(self) -> float:
        """Return the width of each of two columns between the edges of the page, in millimetres."""
        return (self.width - 2 * EDGE - GUTTER) / 2

    def stylesheet(self, page: Geometry, direction: str) -> Stylesheet:
        """Return the stylesheet of the page that handouts are laid out on, with its measures.

        Sizes of type are shares of the root element's, which each handout has of its own.
        """
        left, right = (self.start, self.end) if direction == "ltr" else (self.end, self.start)
        lengths = {
            "page-width": page.width,
            "page-height": page.height,
            "top-margin": page.top,
            "bottom-margin": page.bottom,
            "side-margin": (left + right) / 2,
            "start-margin": self.start,
            "end-margin": self.end,
            "edge": EDGE,
            "notes": self.notes,
            "gutter": GUTTER,
            "rule-pitch": RULE_PITCH,
        }
        constants = "; ".join(f"--{name}: {round(value, 3):g}mm" for name, value in lengths.items())
        css = (
            f"@page {{ size: {page.width:g}mm {page.height:g}mm; "
            f"margin: {page.top:g}mm {round(right, 3):g}mm {page.bottom:g}mm {round(left, 3):g}mm }}\n"
            f"@page columns {{ margin-left: {EDGE:g}mm; margin-right: {EDGE:g}mm }}\n"
            f"@page turned {{ size: {page.height:g}mm {page.width:g}mm; "
            f"margin: {EDGE:g}mm {page.top:g}mm {EDGE:g}mm {page.bottom:g}mm }}\n"
            f":root {{ {constants}; --text-size: 1rem; --leading: {page.leading / page.text_size:.4g}rem }}\n"
        )
        return Stylesheet("page.css", css)
