"""Text that a project's stylesheet cuts off: at the edge of a box, with ``overflow: hidden``, ``auto`` or ``scroll``,
or at the edge of the page, to which ``transform`` moves it.
"""

import re
from collections.abc import Iterable, Iterator
from typing import Any

from weasyprint.formatting_structure import boxes

from bookbuild.layout.page_boxes import page_box
from bookbuild.model import Stylesheet

_CLIPPING = re.compile(r"(?<![\w-])(?:overflow|transform)\s*:", re.IGNORECASE)
_LEAST = 0.5
"""The part of a line's height, or of an em of its width, that is cut off at least: signs have bearings."""
_BEARING = 1.0
"""How far text may reach over the edge of the page, in CSS pixels."""
Rectangle = tuple[float, float, float, float]
"""Left, top, right and bottom, in CSS pixels."""
_EVERYWHERE = (float("-inf"), float("-inf"), float("inf"), float("inf"))


def may_clip(sheets: Iterable[Stylesheet]) -> bool:
    """Return whether a stylesheet of the project's own may cut something off."""
    return any(sheet.origins and _CLIPPING.search(sheet.css) for sheet in sheets)


def clipped_texts(box: Any, clip: Rectangle = _EVERYWHERE) -> Iterator[str]:
    """Yield the text of a box and those in it that is cut off, which it is at the edge of a box around it."""
    if isinstance(box, boxes.TextBox):
        if box.text.strip() and _is_cut(box, clip):
            yield box.text
        return
    if clip is not _EVERYWHERE or box.style["overflow"] != "visible":
        clip = _narrowed(box, clip)
    for child in getattr(box, "children", ()):
        yield from clipped_texts(child, clip)


def _narrowed(box: Any, clip: Rectangle) -> Rectangle:
    """Return what of an area is within a box, if that cuts off what is beyond it."""
    if box.style["overflow"] == "visible" or isinstance(box, boxes.PageBox | boxes.InlineBox | boxes.LineBox):
        return clip
    left, top = box.padding_box_x(), box.padding_box_y()
    right, bottom = left + box.padding_width(), top + box.padding_height()
    return max(clip[0], left), max(clip[1], top), min(clip[2], right), min(clip[3], bottom)


def _is_cut(box: Any, clip: Rectangle) -> bool:
    left, top, size = box.position_x, box.position_y, box.style["font_size"]
    beside = max(clip[0] - left, left + box.width - clip[2])
    below = max(clip[1] - top, top + box.height - clip[3])
    return bool(beside > _LEAST * size or below > _LEAST * box.height)


def moved_off_page(page: Any) -> Iterator[str]:
    """Yield the text that is moved beyond an edge of a page."""
    yield from _moved_off(page_box(page), page.width, page.height, None)


def _moved_off(box: Any, width: float, height: float, matrix: Any) -> Iterator[str]:
    own = box.transformation_matrix
    if own:
        matrix = own @ matrix if matrix else own
    if isinstance(box, boxes.TextBox):
        if matrix and box.text.strip() and not _is_within(box, width, height, matrix):
            yield box.text
        return
    for child in getattr(box, "children", ()):
        yield from _moved_off(child, width, height, matrix)


def _is_within(box: Any, width: float, height: float, matrix: Any) -> bool:
    left, top = box.position_x, box.position_y
    for x in (left, left + box.width):
        for y in (top, top + box.height):
            across, down = matrix.transform_point(x, y)
            if not (-_BEARING <= across <= width + _BEARING and -_BEARING <= down <= height + _BEARING):
                return False
    return True
