"""Lines that WeasyPrint ends after their first word, though there is room for more.

It does so where something behind the last word has no room: the space between the text and a link, which no reader
would see; or, where letters and words are both spaced, a share of spacing that Pango leaves out of a line's length and
WeasyPrint counts in. Such a text is split again without that.
"""

from collections.abc import Callable
from functools import partial
from typing import Any

from bookbuild.layout.patches import Patch

_FOLDING = ("normal", "pre-line")
"""How texts are set of which more than one line is made, and one space of many."""
_NARROWEST = 4
"""How many letters at most stand in the width of an em; a longer text is not worth the trial."""


def _split_line(
    split: Callable[..., Any], text: str, style: Any, context: Any, max_width: Any, spacing: float, **more: Any
) -> Any:
    """Split off a line by `split`, WeasyPrint's ``split_first_line`` or what stands for it, and return the same."""
    line = split(text, style, context, max_width, spacing, **more)
    layout, length, resume_at, *_ = line
    if resume_at is None or getattr(layout, "is_exact", False):
        return line
    if not max_width or style["white_space"] not in _FOLDING or " " in text.encode()[:length].decode().strip(" "):
        return line
    if (bare := text.rstrip(" ")) != text and len(bare) * style["font_size"] <= max_width * _NARROWEST:
        layout, length, resume_at, width, *rest = split(bare, style, context, max_width, spacing, **more)
        if resume_at is None and width <= max_width:
            return (layout, length, len(bare.encode()) + 1, width, *rest)
    if style["word_spacing"] and style["letter_spacing"] != "normal" and style["letter_spacing"] < max_width:
        again = split(text, style, context, max_width - style["letter_spacing"], spacing, **more)
        return again if again[1] > line[1] else line
    return line


def _mended(split: Callable[..., Any]) -> Callable[..., Any]:
    return partial(_split_line, split)


FEATURE = Patch(
    "one_word_lines",
    wraps={
        "weasyprint.layout.inline:split_first_line": _mended,
        "weasyprint.layout.preferred:split_first_line": _mended,
    },
    sources={
        "weasyprint.layout.inline:split_text_box": "8c564329599e",
        "weasyprint.text.line_break:create_layout": "6587192cc0ab",
        "weasyprint.text.line_break:first_line_metrics": "55ec5d0b58b2",
        "weasyprint.text.line_break:line_size": "03fa04fd51fc",
        "weasyprint.text.line_break:split_first_line": "39ad1016863c",
    },
)
