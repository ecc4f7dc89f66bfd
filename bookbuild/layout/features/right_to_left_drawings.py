"""Drawings without a size of their own in text from right to left, of which WeasyPrint makes an error.

Such a drawing in a line gets the width of a block, and blocks from right to left are then moved to the right from a
place that is not known yet. The line says afterwards where the drawing is.
"""

from collections.abc import Callable
from typing import Any

from bookbuild.layout.patches import Patch


def _with_place(measure: Callable[[Any, Any], None]) -> Callable[[Any, Any], None]:
    def measured(box: Any, containing_block: Any) -> None:
        if not hasattr(box, "position_x"):
            box.position_x = 0
        measure(box, containing_block)

    return measured


FEATURE = Patch(
    "right_to_left_drawings",
    wraps={"weasyprint.layout.replaced:inline_replaced_box_width_height": _with_place},
    sources={
        "weasyprint.layout.replaced:inline_replaced_box_width_height": "ae4705bb1c35",
        "weasyprint.layout.block:block_level_width": "f1668591a421",
    },
)
