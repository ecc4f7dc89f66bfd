"""Pages and their margin boxes, made in shorter ways than WeasyPrint 70 makes them: furniture is nothing else.

Importing this module replaces functions of WeasyPrint by others that come to the same.
tests/layout/takeover/test_margins.py lays documents out both ways.
"""

from typing import Any

import weasyprint.layout.page as room
from weasyprint.formatting_structure.boxes import MarginBox

from bookbuild.layout.takeover import shortcuts  # noqa: F401  # what it has put in the place of WeasyPrint's is built upon

_style_page = room.set_page_type_computed_styles
_resolve_percentages = room.resolve_percentages
_outer = room.OrientedBox.outer


def _style_page_once(page_type: Any, html: Any, style_for: Any) -> None:
    """Give a page the styles of an earlier one to which the same rules apply, or else its own."""
    rules = (group for sheet, *_ in style_for._sheets for _, group, _ in sheet.page_rules)  # noqa: SLF001  # the seam
    matches = style_for._page_type_match  # noqa: SLF001  # the seam
    applying = tuple(matches(selector, page_type) for group in rules for _, _, selector in group)
    styles, known = style_for.get_computed_styles(), style_for.__dict__.setdefault("known_pages", {})
    if applying not in known:
        _style_page(page_type, html, style_for)
        known[applying] = {box: style for (element, box), style in styles.items() if element == page_type}
    else:
        styles.update({(page_type, box): style for box, style in known[applying].items()})


def _resolve_if_made(box: Any, containing_block: Any) -> None:
    """Give a box its used lengths, but for a margin box that is not made: it gets none in the end."""
    if not isinstance(box, MarginBox) or box.is_generated:
        _resolve_percentages(box, containing_block)


def _set_outer(box: Any, width: float) -> None:
    """Give a margin box the room that there is for it. Where its text fits on a line, its longest word does, too."""
    room_inside = width - box.sugar
    if box.max_content_size <= room_inside:
        box.inner = box.max_content_size
    else:
        _outer.fset(box, width)


room.set_page_type_computed_styles = _style_page_once
room.resolve_percentages = _resolve_if_made
room.OrientedBox.outer = _outer.setter(_set_outer)
