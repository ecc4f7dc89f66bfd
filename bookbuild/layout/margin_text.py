"""Text in the margin boxes of pages (CSS Paged Media 3): running heads and folios that are cut off, or run into each
other or into the text.
"""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from weasyprint.formatting_structure import boxes

from bookbuild.diagnostics import Diagnostic, diagnose
from bookbuild.layout.page_boxes import page_box

_CUT = "what stands in the margin is cut off at the edge of the page"
_IN_TEXT = "what stands in the margin runs into the text"
_IN_ANOTHER = "what stands in the margin runs into something else there"
_WORDS = 6
"""How many words a diagnostic has to find its line by."""
_TOLERANCE = 1.0
"""How far text may reach beyond its place, in CSS pixels."""
_INK = 0.25
"""The least distance of ink from the edges of a line's box, in heights of the box."""

Line = tuple[float, float, float, float, str]
"""Left, top, right and bottom of the ink of a line, in CSS pixels, and its text."""


class MarginText:
    """Finds faults of margin boxes page by page."""

    def __init__(self) -> None:
        self._faults: dict[tuple[str, str], None] = {}

    def add(self, page: Any) -> None:
        """Add a page."""
        lines = list(_lines(page_box(page)))
        for number, line in enumerate(lines):
            self._faults |= dict.fromkeys(_faults(page, line, lines[:number]))

    def faults(self, name: str) -> Iterator[Diagnostic]:
        """Yield a diagnostic for each kind of fault in a run of this name."""
        hint = "shorten the title, or give it more room in a style"
        for message, text in dict(reversed(self._faults)).items():
            found = diagnose("off-page" if message == _CUT else "overlap", f"{message}: {text}", name, hint=hint)
            yield replace(found, words=tuple(text.split()[:_WORDS]))


def _lines(page_box: Any) -> Iterator[Line]:
    for box in page_box.children:
        if isinstance(box, boxes.MarginBox):
            for text in box.descendants():
                if isinstance(text, boxes.TextBox) and text.text.strip():
                    ink = _INK * text.height
                    left, top = text.position_x, text.position_y + ink
                    yield left, top, left + text.width, top + text.height - 2 * ink, text.text


def _faults(page: Any, line: Line, others: list[Line]) -> Iterator[tuple[str, str]]:
    left, top, right, bottom, text = line
    if max(-left, -top, right - page.width, bottom - page.height) > _TOLERANCE:
        yield _CUT, text
    area = page_box(page)  # its margins
    block = (area.margin_left, area.margin_top, page.width - area.margin_right, page.height - area.margin_bottom)
    if min(area.margin_top, area.margin_bottom) > 0 and _meets(line, block):  # a cover has no margin
        yield _IN_TEXT, text
    for other in others:
        if _meets(line, other[:4]):
            yield _IN_ANOTHER, f"{other[4]} {text}"


def _meets(line: Line, place: tuple[float, float, float, float]) -> bool:
    left, top, right, bottom, _ = line
    across, down = min(right, place[2]) - max(left, place[0]), min(bottom, place[3]) - max(top, place[1])
    return across > _TOLERANCE and down > _TOLERANCE
