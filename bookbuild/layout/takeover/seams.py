"""Where we take over from WeasyPrint 70. tests/layout/takeover/test_seams.py fails when a seam has moved.

Importing this module replaces two functions. Of the sixteen margin boxes that each page could have, those that no
stylesheet fills cost nothing, which saves 4 % of the text's layout and a quarter of the furniture's. And a line that
what follows its last letter makes too long, the space before a link or its share of letter-spacing, is not broken after
its first word.
"""

from collections.abc import Iterable
from typing import Any

import weasyprint.layout
import weasyprint.layout.inline
import weasyprint.layout.preferred
from weasyprint.layout import make_margin_boxes as _make_margin_boxes

from bookbuild.layout.takeover.lines import LineOfWords
from bookbuild.layout.takeover.lines import split_line as _split_first_line

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

_COLLAPSING = ("normal", "pre-line")
_NARROWEST = 4
"""How many letters at most stand in the width of an em; a longer text is not worth the trial."""
_NO_CONTENT = ("normal", "none", "inhibit")


def _make_declared_margin_boxes(context: Any, page: Any, state: object) -> Iterable[Any]:
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


def _split_line(text: str, style: Any, context: Any, max_width: float | None, *others: Any, **more: Any) -> Any:
    """Split off a line, which is not to end after its first word because something behind its last has no room.

    That is the space between the text and a link, which nobody would see; or, where letters and words are both spaced,
    a share of spacing that Pango leaves out of a line's length and WeasyPrint counts in.
    """
    split = _split_first_line(text, style, context, max_width, *others, **more)
    if split[2] is None or not max_width or isinstance(split[0], LineOfWords):
        return split
    first = text.encode()[: split[1]].decode().strip(" ")
    if " " in first or style["white_space"] not in _COLLAPSING:
        return split
    if (bare := text.rstrip(" ")) != text and len(bare) * style["font_size"] <= max_width * _NARROWEST:
        layout, length, resume_at, width, *rest = _split_first_line(bare, style, context, max_width, *others, **more)
        if resume_at is None and width <= max_width:
            return (layout, length, len(bare.encode()) + 1, width, *rest)
    if style["word_spacing"] and style["letter_spacing"] != "normal" and style["letter_spacing"] < max_width:
        again = _split_first_line(text, style, context, max_width - style["letter_spacing"], *others, **more)
        return again if again[1] > split[1] else split
    return split


weasyprint.layout.inline.split_first_line = _split_line
weasyprint.layout.preferred.split_first_line = _split_first_line
weasyprint.layout.make_margin_boxes = _make_declared_margin_boxes
