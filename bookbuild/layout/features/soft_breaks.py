"""What is kept whole gives way where it would leave too much of a page white.

Importing this module replaces a function of WeasyPrint 70, for which ``break-inside: avoid`` has no measure. A block
says with ``data-white`` how many hundredths of the text block may stay white before it.
tests/layout/accelerators/test_wholes.py fails when the seam has moved.
"""

from typing import Any

from weasyprint.layout.block import block_level_layout_switch as _lay_out_block

from bookbuild.layout.patches import Patch


def _lay_out_giving_way(context: Any, box: Any, bottom_space: float, *others: Any, **more: Any) -> Any:
    left, top = box.position_x, box.position_y
    result = _lay_out_block(context, box, bottom_space, *others, **more)
    if result[0] is None and context.page_bottom - bottom_space - top > _white_allowed(context, box):
        result = _lay_out_block(context, _breakable(box, left, top), bottom_space, *others, **more)
    return result


def _white_allowed(context: Any, box: Any) -> float:
    """Return how much may stay white before a block so that it is whole, in pixels; before most there is no limit."""
    hundredths = box.element.get("data-white") if box.element is not None else None
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
    replaces={"weasyprint.layout.block:block_level_layout_switch": _lay_out_giving_way},
    sources={
        "weasyprint.layout.block:block_level_layout": "c1301dde9284",
        "weasyprint.layout.block:block_level_layout_switch": "b963d5401426",
    },
)
