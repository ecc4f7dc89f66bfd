"""Paragraphs whose lines are chosen together, so that their spaces are as even as can be (Knuth and Plass).

WeasyPrint fills each line with what it holds, and stretches the spaces. Here all lines of a paragraph are chosen at its
first (`total_fit`), and each ends where it was chosen to, whatever page it comes to stand on; spaces are shrunk too. A
paragraph that cannot be foreseen is set by WeasyPrint.
"""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Any

from weasyprint.formatting_structure import boxes
from weasyprint.layout import inline
from weasyprint.layout.inline import justify_line, split_inline_box, split_text_box, text_align
from weasyprint.text.ffi import TO_UNITS

from bookbuild.layout.chosen_line import ChosenLine, chosen_line, ending
from bookbuild.layout.paragraph_breaks import Breaks, breaks_of
from bookbuild.layout.patches import Patch
from bookbuild.layout.total_fit import Break, Fit, Justified, Ragged, choose_breaks

_STRETCH, _SHRINK = 0.5, 0.28
"""How much a space stretches easily, and shrinks at most, in shares of its width."""
_EASY = 1.0
"""The stretch up to which a paragraph is set without hyphens."""
_LOOSE = 3.0
_INFINITY = float("inf")
_NO_LINES: dict[tuple[int, ...], ChosenLine] = {}


@dataclass(slots=True)
class _Chosen:
    """The lines of a paragraph by where they begin, for each width."""

    breaks: Breaks | None
    lines: dict[tuple[float, float], dict[tuple[int, ...], ChosenLine]] = field(default_factory=dict)


def _choosing(make_line: Callable[..., Any]) -> Callable[..., Any]:
    """Return a function that makes the next line of a paragraph, which ends where it was chosen to."""

    def make(
        context: Any, linebox: Any, position_y: float, space: float, skip_stack: Any, block: Any, *others: Any
    ) -> Any:
        *_, first_letter_style, first_line_style = others
        line = None
        if not (context.excluded_shapes or first_letter_style or first_line_style):
            line = _line_at(context, linebox, skip_stack, block)
        with ending(line):
            return make_line(context, linebox, position_y, space, skip_stack, block, *others)

    return make


def _line_at(context: Any, linebox: Any, skip_stack: Any, block: Any) -> ChosenLine | None:
    """Return where the line ends that begins at a place, or None if that is for WeasyPrint to find."""
    try:
        chosen: _Chosen = linebox.chosen
    except AttributeError:
        is_plain = linebox.style["direction"] == "ltr" and linebox.style["white_space"] == "normal"
        chosen = linebox.chosen = _Chosen(breaks_of(context, linebox, block) if is_plain else None)
    if chosen.breaks is None:
        return None
    width = block.width - linebox.margin_left - linebox.margin_right
    indent = linebox.text_indent if skip_stack is None else getattr(linebox, "first_indent", 0)
    if skip_stack is None:
        linebox.first_indent = indent
    key = width, indent
    if key not in chosen.lines:
        chosen.lines[key] = _lines(linebox, chosen.breaks, width, indent)
    return chosen.lines[key].get(_path(skip_stack))


def _path(skip_stack: Any) -> tuple[int, ...]:
    path = []
    while skip_stack:
        ((index, skip_stack),) = skip_stack.items()
        path.append(index)
    return tuple(path)


def _lines(linebox: Any, breaks: Breaks, width: float, indent: float) -> dict[tuple[int, ...], ChosenLine]:
    room, first = width * TO_UNITS, indent * TO_UNITS
    if breaks.places[-1].end + first <= room + linebox.style["font_size"] * TO_UNITS * 0.01:
        return _NO_LINES
    ends = _ends(linebox, breaks, room, first)
    if ends is None:
        return _NO_LINES
    lines, path = {}, ()
    for end in ends:
        place = end.mark
        lines[path] = ChosenLine(place.box, place.stop, place.resume_at, place.hyphen) if place else ChosenLine()
        if place:
            path = (*place.path, place.resume_at)
    return lines


def _ends(linebox: Any, breaks: Breaks, width: float, indent: float) -> list[Break] | None:
    space = breaks.space or linebox.style["font_size"] * TO_UNITS / 4
    ways: list[tuple[Fit, bool]]
    if linebox.style["text_align_all"] == "justify":
        fit = Justified(_STRETCH * space, _SHRINK * space)
        ways = [(replace(fit, loosest=_EASY), False), (replace(fit, loosest=_LOOSE), True), (fit, True)]
    else:
        is_balanced = any(getattr(token, "value", "") == "balance" for token in linebox.style["__text_wrap"] or ())
        ragged = Ragged(width, is_balanced=is_balanced)
        ways = [(replace(ragged, loosest=0.5), True), (ragged, True)]
    for fit, is_hyphenated in ways:
        parts = breaks.parts if is_hyphenated and breaks.words else None
        ends = choose_breaks(breaks.places, width, fit, indent=indent, parts=parts, short=breaks.short())
        if ends:
            return ends
    return None


def _split_box(context: Any, box: Any, position_x: float, max_x: float, *others: Any, **more: Any) -> Any:
    """Split a line box where it was chosen, whatever its width: its spaces will be shrunk."""
    is_chosen = isinstance(box, boxes.LineBox) and chosen_line() is not None
    return split_inline_box(context, box, position_x, _INFINITY if is_chosen else max_x, *others, **more)


def _split_text(context: Any, box: Any, available_width: Any, skip: int, **more: Any) -> Any:
    """Split a text at the end of its line, if that was chosen."""
    line = chosen_line()
    if line is None:
        return split_text_box(context, box, available_width, skip, **more)
    if box is not line.box:
        return split_text_box(context, box, None, skip, **more)
    text = box.text.encode()[skip : line.stop].decode() + line.hyphen
    if not text:
        return None, line.resume_at, False
    piece, *_ = split_text_box(context, box.copy_with_text(text), None, 0, **more)
    return piece, line.resume_at, False


def _align(context: Any, line: Any, available_width: float, last: bool) -> Any:  # noqa: FBT001 - WeasyPrint's
    """Align a line as WeasyPrint does, and shrink the spaces of one that is too full."""
    excess = line.width - available_width
    if excess > 0 and chosen_line() is not None and line.style["text_align_all"] == "justify":
        justify_line(context, line, -excess)
        return 0
    return text_align(context, line, available_width, last)


FEATURE = Patch(
    "whole_paragraphs",
    replaces={
        "weasyprint.layout.inline:split_inline_box": _split_box,
        "weasyprint.layout.inline:split_text_box": _split_text,
        "weasyprint.layout.inline:text_align": _align,
    },
    wraps={"weasyprint.layout.inline:get_next_linebox": _choosing},
    sources={
    },
    needs=("lines", "paragraphs"),
)
