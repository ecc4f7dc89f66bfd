"""Pages and their margin boxes, made in shorter ways than WeasyPrint 70 makes them: furniture is nothing else.

Importing this module replaces functions of WeasyPrint by others that come to the same.
tests/layout/takeover/test_margins.py lays documents out both ways.
"""

from collections.abc import Iterable
from typing import Any

import weasyprint.layout
import weasyprint.layout.page as room
from weasyprint.formatting_structure.boxes import MarginBox

from bookbuild.layout.takeover import shortcuts  # noqa: F401  # what it has put in the place of WeasyPrint's is built upon

MARGIN_BOXES = tuple(
    f"@{box}"
    for side, boxes in {
        "top": ("left-corner", "left", "center", "right", "right-corner"),
        "bottom": ("left-corner", "left", "center", "right", "right-corner"),
        "left": ("top", "middle", "bottom"),
        "right": ("top", "middle", "bottom"),
    }.items()
    for box in (f"{side}-{place}" for place in boxes)
)

_NO_CONTENT = ("normal", "none", "inhibit")

_make_margin_boxes = weasyprint.layout.make_margin_boxes
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


def _make_declared_margin_boxes(context: Any, page: Any, state: object) -> Iterable[Any]:
    """Make the margin boxes of a page that a stylesheet fills; of the sixteen that there could be, most are not."""
    styles = {box: context.style_for(page.page_type, box) for box in MARGIN_BOXES}
    empty = [box for box, style in styles.items() if style is None or style["content"] in _NO_CONTENT]
    if len(empty) == len(styles):
        return ()
    if empty:  # they are not made, but their neighbours look at them: one style for all, computed once in a document
        shared = context.__dict__.setdefault("empty_margin_box", styles[empty[0]])
        own = {(page.page_type, box): shared for box in empty}
        context.style_for._computed_styles.update(own)  # noqa: SLF001  # the seam: the styles of a page's boxes
    made: Iterable[Any] = _make_margin_boxes(context, page, state)
    return made


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


weasyprint.layout.make_margin_boxes = _make_declared_margin_boxes
room.set_page_type_computed_styles = _style_page_once
room.resolve_percentages = _resolve_if_made
room.OrientedBox.outer = _outer.setter(_set_outer)
