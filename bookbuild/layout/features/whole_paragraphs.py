"""Paragraphs whose lines are chosen together, so that their spaces are as even as can be (Knuth and Plass).

WeasyPrint fills each line with what it holds, and stretches the spaces. Here all lines of a paragraph are chosen at its
first (`paragraph_lines`), and each ends where it was chosen to, whatever page it comes to stand on. To fill them,
spaces are shrunk too, and letters become a little wider or narrower. A paragraph that cannot be foreseen is set by
WeasyPrint.
"""

from collections.abc import Callable
from math import inf
from typing import Any

from weasyprint.formatting_structure import boxes
from weasyprint.layout import inline
from weasyprint.layout.inline import count_expandable_spaces, split_inline_box, split_text_box, text_align
from weasyprint.matrix import Matrix
from weasyprint.text.ffi import FROM_UNITS, TO_UNITS

from bookbuild.layout.chosen_line import choose_line, chosen_line
from bookbuild.layout.hanging import overhang
from bookbuild.layout.paragraph_lines import line_at
from bookbuild.layout.patches import Patch


def _choosing(make_line: Callable[..., Any]) -> Callable[..., Any]:
    """Return a function that makes the next line of a paragraph, which ends where it was chosen to."""

    def make(
        context: Any, linebox: Any, position_y: float, space: float, skip_stack: Any, block: Any, *others: Any
    ) -> Any:
        *_, first_letter_style, first_line_style = others
        is_special = context.excluded_shapes or first_letter_style or first_line_style
        before = choose_line(None if is_special else line_at(context, linebox, skip_stack, block))
        try:
            return make_line(context, linebox, position_y, space, skip_stack, block, *others)
        finally:
            choose_line(before)

    return make


def _split_box(context: Any, box: Any, position_x: float, max_x: float, *others: Any, **more: Any) -> Any:
    """Split a line box where it was chosen, whatever its width: its spaces will be shrunk."""
    is_chosen = isinstance(box, boxes.LineBox) and chosen_line() is not None
    return split_inline_box(context, box, position_x, inf if is_chosen else max_x, *others, **more)


def _split_text(context: Any, box: Any, available_width: Any, skip: int, **more: Any) -> Any:
    """Split a text at the end of its line, if that was chosen."""
    line = chosen_line()
    if line is None:
        return split_text_box(context, box, available_width, skip, **more)
    if box is not line.box:
        return split_text_box(context, box, None, skip, **more)
    text = box.text[skip : line.stop] if box.text.isascii() else box.text.encode()[skip : line.stop].decode()
    text += line.hyphen
    if not text:
        return None, line.resume_at, False
    piece, *_ = split_text_box(context, box.copy_with_text(text), None, 0, **more)
    return piece, line.resume_at, False


def _align(context: Any, line: Any, available_width: float, last: bool) -> Any:  # noqa: FBT001 - WeasyPrint's
    """Align a line, and leave out of its width what stands in the margins."""
    chosen = getattr(line, "chosen", None)
    if not (chosen and chosen.hangs):
        return _align_whole(context, line, available_width, last)
    before, after = (width * FROM_UNITS for width in overhang(line))
    offset = _align_whole(context, line, available_width + before + after, last)
    line.width -= before + after
    return offset - before


def _align_whole(context: Any, line: Any, available_width: float, last: bool) -> Any:  # noqa: FBT001 - WeasyPrint's
    """Align a line as WeasyPrint does, but have letters change a little too where it fills a line that was chosen."""
    room = available_width - line.width
    is_full = line.style["text_align_all"] == "justify" and (
        room < 0 or not last or line.style["text_align_last"] == "justify"
    )
    if not is_full or chosen_line() is None:
        return text_align(context, line, available_width, last)
    spaces, texts = count_expandable_spaces(line), _width_of_texts(line)
    scale = line.chosen.fit.scale(room * TO_UNITS, spaces)
    _fill(context, line, ((texts + room) / scale - texts) / spaces if spaces else 0, scale, 0)
    return 0


def _width_of_texts(box: Any) -> float:
    if isinstance(box, boxes.TextBox):
        return float(box.width)
    inner = box.children if isinstance(box, boxes.LineBox | boxes.InlineBox) else ()
    return sum((_width_of_texts(child) for child in inner if child.is_in_normal_flow()), 0.0)


def _fill(context: Any, box: Any, spacing: float, scale: float, shift: float) -> float:
    """Move a box by what widens those before it, widen its own spaces and letters, and return what follows moves by."""
    if isinstance(box, boxes.TextBox):
        shift = float(inline.add_word_spacing(context, box, spacing, shift))
        wider = float(box.width) * (scale - 1)
        box.width += wider
        box.scale = scale
        return shift + wider
    if not isinstance(box, boxes.LineBox | boxes.InlineBox):
        box.translate(shift, 0)
        return shift
    before = shift
    box.position_x += shift
    for child in box.children:
        if child.is_in_normal_flow():
            shift = _fill(context, child, spacing, scale, shift)
    box.width += shift - before
    return shift


def _scaling(draw: Callable[..., Any]) -> Callable[..., Any]:
    """Return a function that draws a text in letters that are as wide as they were made."""

    def draw_scaled(stream: Any, box: Any, overflow: str, ellipsis: str, matrix: Any) -> Any:
        scale = getattr(box, "scale", 1)  # the texts of drawings are boxes of another kind
        if scale != 1:
            a, b, c, d, e, f = matrix.values
            matrix = Matrix(a * scale, b * scale, c, d, e, f)
        return draw(stream, box, overflow, ellipsis, matrix)

    return draw_scaled


FEATURE = Patch(
    "whole_paragraphs",
    replaces={
        "weasyprint.layout.inline:split_inline_box": _split_box,
        "weasyprint.layout.inline:split_text_box": _split_text,
        "weasyprint.layout.inline:text_align": _align,
    },
    wraps={
        "weasyprint.layout.inline:get_next_linebox": _choosing,
        "weasyprint.draw.text:draw_first_line": _scaling,
    },
    sources={
        "weasyprint.draw.text:draw_first_line": "1bb8eae6d88e",
        "weasyprint.draw.text:draw_text": "ebaf96239c6c",
        "weasyprint.formatting_structure.boxes:InlineBox": "4feae895b840",
        "weasyprint.formatting_structure.boxes:LineBox": "1a068a4d0ed8",
        "weasyprint.formatting_structure.boxes:TextBox": "7fcb818c71c2",
        "weasyprint.layout.block:_linebox_layout": "e07bbe000974",
        "weasyprint.layout.inline:add_word_spacing": "879516e71f1b",
        "weasyprint.layout.inline:atomic_box": "928f0e7eed56",
        "weasyprint.layout.inline:count_expandable_spaces": "175fe6f42576",
        "weasyprint.layout.inline:get_next_linebox": "67af458c2545",
        "weasyprint.layout.inline:iter_line_boxes": "04aec48abfca",
        "weasyprint.layout.inline:justify_line": "f83b21ff8793",
        "weasyprint.layout.inline:remove_last_whitespace": "53f0c79c9fbb",
        "weasyprint.layout.inline:skip_first_whitespace": "deb2f1a5e2a6",
        "weasyprint.layout.inline:split_inline_box": "3a0cb7ca7e34",
        "weasyprint.layout.inline:split_inline_level": "d98c008c8fc0",
        "weasyprint.layout.inline:split_text_box": "8c564329599e",
        "weasyprint.layout.inline:text_align": "e953d41b87cc",
        "weasyprint.layout.percent:resolve_percentages": "71673078096f",
        "weasyprint.matrix:Matrix": "312bf3b1eee9",
        "weasyprint.text.line_break:can_break_text": "4f3fb5ef1c23",
        "weasyprint.text.line_break:get_log_attrs": "65c1a1c4fa75",
        "weasyprint.text.line_break:split_first_line": "39ad1016863c",
    },
    needs=("lines", "paragraphs"),
)
