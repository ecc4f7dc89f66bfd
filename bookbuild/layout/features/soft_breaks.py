"""Blocks that avoid a break inside, unless that would leave too much of a page white.

In WeasyPrint ``break-inside: avoid`` has no limit. A block sets with ``data-max-white`` how many hundredths of the text
block may stay white before it; where more would, it is laid out again, with breaks.
"""

from typing import Any

from weasyprint.layout.block import block_level_layout_switch as _lay_out_block

from bookbuild.layout.patches import Patch


def _lay_out_or_break(context: Any, box: Any, bottom_space: float, *others: Any, **more: Any) -> Any:
    left, top = box.position_x, box.position_y
    result = _lay_out_block(context, box, bottom_space, *others, **more)
    if result[0] is None and context.page_bottom - bottom_space - top > _white_allowed(context, box):
        result = _lay_out_block(context, _breakable(box, left, top), bottom_space, *others, **more)
    return result


def _white_allowed(context: Any, box: Any) -> float:
    """Return how much may stay white before a block, in pixels: for most blocks there is no limit."""
    hundredths = box.element.get("data-max-white") if box.element is not None else None
    if hundredths is None or box.style["break_inside"] != "avoid":
        return float("inf")
    _, height = context.style_for.initial_page_sizes["area"]
    return float(height * int(hundredths) / 100)


def _breakable(box: Any, left: float, top: float) -> Any:
    broken = box.copy()
    broken.style = box.style.copy()
    broken.style["break_inside"] = "auto"
    broken.position_x, broken.position_y = left, top
    return broken


FEATURE = Patch(
    "soft_breaks",
    replaces={"weasyprint.layout.block:block_level_layout_switch": _lay_out_or_break},
    sources={
        "weasyprint.layout.block:block_level_layout": "c1301dde9284",
        "weasyprint.layout.block:block_level_layout_switch": "b963d5401426",
    },
)
