"""What is to be kept whole gives way where it would leave too much of a page white.

Importing this module replaces a function of WeasyPrint 70, for which ``break-inside: avoid`` has no measure.
tests/layout/test_wholes.py fails when that seam has moved.
"""

from typing import Any

import weasyprint.layout.block
from weasyprint.layout.block import block_level_layout_switch as _lay_out_block

MOST_WHITE = 0.3
"""How much of a page, from its upper edge to the end of its text, may stay white under a block of the class ``whole``
that goes to the next.
"""


def _lay_out_giving_way(context: Any, box: Any, bottom_space: float, *others: Any, **more: Any) -> Any:
    place = box.position_x, box.position_y
    result = _lay_out_block(context, box, bottom_space, *others, **more)
    if result[0] is None and _is_whole(box) and _white(context, place[1], bottom_space) > MOST_WHITE:
        broken = box.copy()
        broken.style = box.style.copy()
        broken.style["break_inside"] = "auto"
        broken.position_x, broken.position_y = place
        result = _lay_out_block(context, broken, bottom_space, *others, **more)
    return result


def _is_whole(box: Any) -> bool:
    is_kept = box.element is not None and box.style["break_inside"] == "avoid"
    return is_kept and "whole" in box.element.get("class", "").split()


def _white(context: Any, top: float, bottom_space: float) -> float:
    """Return how much of the page lies below a place, as a share of what lies above the end of its text."""
    return float((context.page_bottom - bottom_space - top) / context.page_bottom)


weasyprint.layout.block.block_level_layout_switch = _lay_out_giving_way
