"""Lines as high as ``line-height`` says, in whatever typeface their text is set.

Where the first typeface of a style lacks characters, their text has the metrics of another. WeasyPrint centres it by
these, so that its base is not that of the line, which becomes higher to hold both. By CSS the first typeface alone
counts (https://www.w3.org/TR/css-inline-3/#inline-height).
"""

from collections.abc import Callable
from typing import Any

from bookbuild.layout.accelerators.shortcuts import strut
from bookbuild.layout.patches import Patch

_LEAST = 0.01
"""Bases that differ by less, in CSS pixels, are the same."""


def _wrap(split: Callable[..., Any]) -> Callable[..., Any]:
    def split_text(context: Any, box: Any, available_width: Any, skip: Any, **more: Any) -> Any:
        result = split(context, box, available_width, skip, **more)
        if result[0] is not None and box.style["line_height"] != "normal":
            _put_on_base(result[0], strut(box.style)[1])
        return result

    return split_text


def _put_on_base(text: Any, base: float) -> None:
    """Move a text within the height of its line so that its base is as far below the top as that of the line."""
    shift = base - text.baseline
    if abs(shift) >= _LEAST:
        text.margin_top += shift
        text.margin_bottom -= shift
        text.baseline = base


FEATURE = Patch(
    "line_heights",
    wraps={"weasyprint.layout.inline:split_text_box": _wrap},
    sources={
        "weasyprint.layout.inline:_adjust_line_height": "822443b08f53",
        "weasyprint.layout.inline:split_text_box": "8c564329599e",
        "weasyprint.text.line_break:strut": "b57885b70dd0",
    },
)
