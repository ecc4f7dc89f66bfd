"""Lines that hold nothing but one text, which are most of a book's, put into paragraphs by a shorter way.

Importing this module replaces the function of WeasyPrint 70 that makes the next line of a paragraph. That one is ready
for links within links, floats, drop capitals and letters of other directions, and walks down and up again to see that
there are none. tests/layout/takeover/test_paragraphs.py lays documents out both ways.
"""

from typing import Any

import weasyprint.layout.inline
from weasyprint.formatting_structure import boxes
from weasyprint.layout import inline
from weasyprint.layout.inline import remove_last_whitespace, split_text_box, text_align

from bookbuild.layout.takeover.words import COLLAPSING, words_of

_make_next_line = inline.get_next_linebox
_A_LITTLE_MORE = 1 + 1e-9
"""What WeasyPrint adds to the width of a line, which may have come of one that was just right."""
_A_LETTER = 0.3
"""What the narrowest text takes of an em for each letter: one that may end on the line is left to WeasyPrint."""


def _next_line(
    context: Any, linebox: Any, position_y: float, space: float, skip_stack: Any, containing_block: Any, *others: Any
) -> Any:
    """Return the next line of a paragraph and where the one after it begins, as WeasyPrint's does."""
    *_, first_letter_style, first_line_style = others
    if not (context.excluded_shapes or first_letter_style or first_line_style):
        made = _line_of_one_text(context, linebox, position_y, skip_stack, containing_block)
        if made is not None:
            return made
    return _make_next_line(context, linebox, position_y, space, skip_stack, containing_block, *others)


def _line_of_one_text(context: Any, linebox: Any, position_y: float, skip_stack: Any, containing_block: Any) -> Any:
    """Make a line, if it holds one text and no more."""
    ((index, within),) = skip_stack.items() if skip_stack else ((0, None),)
    child, is_last = linebox.children[index], index == len(linebox.children) - 1
    if child.__class__ is not boxes.TextBox or words_of(child.style) is None or linebox.style["direction"] != "ltr":
        return None
    start, length = _rest_of(child, within)
    left = containing_block.content_box_x()
    right = left + containing_block.width - linebox.margin_right
    left += linebox.margin_left
    is_long = length * child.style["font_size"] * _A_LETTER > right - left
    if not length or not (is_last or is_long):
        return None
    linebox.position_x, linebox.position_y = left, position_y
    linebox.width = linebox.height = 0
    child.position_x, child.position_y = left + linebox.text_indent, position_y
    inline.resolve_percentages(child, containing_block)
    max_x = (left + (right - left)) * _A_LITTLE_MORE
    piece, resume_at, preserved = split_text_box(context, child, max_x - child.position_x, start)
    if piece is None or preserved or piece.position_x + piece.margin_width() > max_x or not (is_last or resume_at):
        return None
    line = linebox.copy_with_children([piece])
    line.remove_decoration(start=bool(skip_stack or start), end=resume_at is not None)
    _place(context, line, piece, right - left, is_last=resume_at is None)
    linebox.width, linebox.height = line.width, line.height
    return line, None if resume_at is None else {index: {resume_at: None}}


def _rest_of(child: Any, within: Any) -> tuple[int, int]:
    """Return where the rest of a text begins, without spaces that go before it, and how much it is, in bytes.

    A text of several lines that stay as they are is nothing.
    """
    ((start, _),) = within.items() if within else ((0, None),)
    text = child.text.encode()
    if child.style["white_space"] not in COLLAPSING:
        return start, 0 if b"\n" in text else len(text) - start
    while text.startswith(b" ", start):
        start += 1
    return start, len(text) - start


def _place(context: Any, line: Any, piece: Any, available_width: float, *, is_last: bool) -> None:
    """Put a line's text on its baseline, and align it."""
    top_of_line = line.position_y
    line.width = piece.position_x + piece.margin_width() - line.content_box_x()
    inline._adjust_line_height(line)  # noqa: SLF001  # the seam
    remove_last_whitespace(context, line)
    offset_x = text_align(context, line, available_width, is_last)
    piece.position_y = -piece.baseline
    top = min(-piece.baseline, -line.baseline)
    bottom = max(piece.position_y + piece.margin_height(), -line.baseline + line.margin_height())
    line.baseline, line.position_y, line.height = -top, top, bottom - top
    line.margin_top = line.margin_bottom = 0
    line.translate(offset_x, top_of_line - top)
    line.position_y = top_of_line


weasyprint.layout.inline.get_next_linebox = _next_line
