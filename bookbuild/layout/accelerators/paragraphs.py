"""A fast path for lines that hold a single text, as most lines of a book do.

WeasyPrint's function is ready for links within links, floats, drop capitals and letters of other directions, and walks
through all boxes of a line twice to see that there are none. tests/layout/accelerators/test_paragraphs.py lays
documents out both ways.
"""

from typing import Any

from weasyprint.formatting_structure import boxes
from weasyprint.layout import inline
from weasyprint.layout.inline import get_next_linebox, remove_last_whitespace

from bookbuild.layout.accelerators.words import COLLAPSING, words_of
from bookbuild.layout.chosen_line import chosen_line
from bookbuild.layout.patches import Patch

_A_LITTLE_MORE = 1 + 1e-9
"""What WeasyPrint adds to the width of a line, which may have come of one that was just right."""
_A_LETTER = 0.3
"""The least width of a letter in ems: WeasyPrint makes the line of a text that may be short enough to end on it."""


def _next_line(
    context: Any, linebox: Any, position_y: float, space: float, skip_stack: Any, containing_block: Any, *others: Any
) -> Any:
    """Return the next line of a paragraph and where the one after it begins, as WeasyPrint's does."""
    *_, first_letter_style, first_line_style = others
    if not (context.excluded_shapes or first_letter_style or first_line_style):
        made = _line_of_one_text(context, linebox, position_y, skip_stack, containing_block)
        if made is not None:
            return made
    return get_next_linebox(context, linebox, position_y, space, skip_stack, containing_block, *others)


def _line_of_one_text(context: Any, linebox: Any, position_y: float, skip_stack: Any, containing_block: Any) -> Any:
    """Make a line, if it holds one text and no more."""
    chosen = chosen_line()
    ((index, within),) = skip_stack.items() if skip_stack else ((0, None),)
    child, is_last = linebox.children[index], index == len(linebox.children) - 1
    if child.__class__ is not boxes.TextBox or words_of(child.style) is None or linebox.style["direction"] != "ltr":
        return None
    start, length = _rest_of(child, within)
    left = containing_block.content_box_x()
    right = left + containing_block.width - linebox.margin_right
    left += linebox.margin_left
    is_long = length * child.style["font_size"] * _A_LETTER > right - left
    if not length or not (is_last or (chosen.box is child if chosen else is_long)):
        return None
    linebox.position_x, linebox.position_y = left, position_y
    linebox.width = linebox.height = 0
    child.position_x, child.position_y = left + linebox.text_indent, position_y
    inline.resolve_percentages(child, containing_block)
    max_x = (left + (right - left)) * _A_LITTLE_MORE
    piece, resume_at, preserved = inline.split_text_box(context, child, max_x - child.position_x, start)
    if piece is None or preserved or not (is_last or resume_at):
        return None
    if chosen is None and piece.position_x + piece.margin_width() > max_x:
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
    offset_x = inline.text_align(context, line, available_width, is_last)
    piece.position_y = -piece.baseline
    top = min(-piece.baseline, -line.baseline)
    bottom = max(piece.position_y + piece.margin_height(), -line.baseline + line.margin_height())
    line.baseline, line.position_y, line.height = -top, top, bottom - top
    line.margin_top = line.margin_bottom = 0
    line.translate(offset_x, top_of_line - top)
    line.position_y = top_of_line


ACCELERATOR = Patch(
    "paragraphs",
    replaces={"weasyprint.layout.inline:get_next_linebox": _next_line},
    sources={
        "weasyprint.formatting_structure.boxes:Box": "ff6d62300baf",
        "weasyprint.formatting_structure.boxes:LineBox": "1a068a4d0ed8",
        "weasyprint.formatting_structure.boxes:ParentBox": "2ff6abe36fdc",
        "weasyprint.formatting_structure.boxes:TextBox": "7fcb818c71c2",
        "weasyprint.layout.inline:_adjust_line_height": "822443b08f53",
        "weasyprint.layout.inline:get_next_linebox": "67af458c2545",
        "weasyprint.layout.inline:inline_box_verticality": "5c7109868242",
        "weasyprint.layout.inline:iter_line_boxes": "04aec48abfca",
        "weasyprint.layout.inline:line_box_verticality": "1018aadb3410",
        "weasyprint.layout.inline:remove_last_whitespace": "53f0c79c9fbb",
        "weasyprint.layout.inline:skip_first_whitespace": "deb2f1a5e2a6",
        "weasyprint.layout.inline:split_inline_box": "3a0cb7ca7e34",
        "weasyprint.layout.inline:split_inline_level": "d98c008c8fc0",
        "weasyprint.layout.inline:split_text_box": "8c564329599e",
        "weasyprint.layout.inline:text_align": "e953d41b87cc",
        "weasyprint.layout.percent:resolve_percentages": "71673078096f",
    },
    needs=("lines",),
)
