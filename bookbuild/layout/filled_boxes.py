"""Boxes made whole lines high, so that the spaces above and below them are those of all others.

What a box lacks is put between its paragraphs, a little in each place, and the rest within its edges.
"""

from itertools import pairwise
from typing import Any

from weasyprint.formatting_structure.boxes import BlockLevelBox

_MOST_WIDENED = 0.25
"""How much of a line a space between two paragraphs may grow."""
_LEAST_SPACE = 0.1
"""The space in lines between two blocks that may grow: where there is none, they belong together."""
_LISTS = frozenset({"ul", "ol"})
"""What a paragraph leads up to stays as near to it as it is."""


def fill(box: Any, height: float, line: float) -> None:
    """Make a box that is laid out as much higher as `height`, in which lines are `line` apart."""
    inside = [child for child in box.children if child.is_in_normal_flow()]
    places = [index for index, (before, after) in enumerate(pairwise(inside), 1) if _may_grow(before, after, line)]
    each = min(height / len(places), _MOST_WIDENED * line) if places else 0.0
    move = (height - each * len(places)) / 2
    box.height += height
    for index, child in enumerate(inside):
        move += each if index in places else 0
        child.translate(0, move)


def _may_grow(before: Any, after: Any, line: float) -> bool:
    if not (isinstance(before, BlockLevelBox) and isinstance(after, BlockLevelBox)):
        return False
    space = after.border_box_y() - before.border_box_y() - before.border_height()
    return bool(space > _LEAST_SPACE * line) and after.element_tag not in _LISTS
