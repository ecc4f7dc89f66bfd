"""Lines made of words that are shaped once, broken where WeasyPrint breaks them.

To find the end of a line, WeasyPrint sets two lines' worth of text, then the line with the next word, then with each
part of that word and a hyphen, then the result. Here a line is its words and the spaces between them, whose widths are
known (`line_ends`). Where their sum is too near the edge to decide, or a text is not made of such words, WeasyPrint
splits it. tests/layout/accelerators/test_lines.py lays documents out both ways.
"""

from collections.abc import Callable
from copy import copy
from typing import Any
from weakref import ref

from weasyprint.formatting_structure.boxes import TextBox
from weasyprint.text.ffi import FROM_UNITS, TO_UNITS
from weasyprint.text.line_break import Layout, split_first_line

from bookbuild.layout.accelerators.line_ends import LineEnd, end_of
from bookbuild.layout.accelerators.words import Words, words_of
from bookbuild.layout.font_configuration import BookFontConfiguration
from bookbuild.layout.patches import Patch

_SHORT, _MOST_SHORT = 12, 64
"""How many letters a line has, such as a box to tick, that is set once where it comes again, and how many are known of
a style.
"""


class LineOfWords(Layout):  # type: ignore[misc]  # WeasyPrint has no types
    """A line of text in the form of WeasyPrint's layouts, made of words with spaces between and around them."""

    is_exact = True
    """It ends where its letters end, whatever space follows them."""

    def __init__(self, end: LineEnd, known: Words, max_width: float | None, spacing: float) -> None:
        """Keep what a line is made of. `max_width`, and the `spacing` that justifies it, are in pixels."""
        self.text, self.words, self.known = end.text, end.words, known
        self.max_width, self.justification_spacing = max_width, spacing
        self.first_line_direction = self.spread = 0

    def set(self, style: Any) -> Layout:
        """Return the line as Pango sets it."""
        layout = Layout(style, self.justification_spacing, self.max_width)
        layout.set_text(self.text, justify=True)
        layout.spread = 0
        return layout

    def reactivate(self, _style: Any) -> None:
        """Use the line as it was set."""
        self.spread = int(self.justification_spacing * TO_UNITS)


def _learning(begin: Callable[[Any, Any], None]) -> Callable[[Any, Any], None]:
    """Return a function that begins to lay out a document of which all words are known."""

    def begin_with_words(context: Any, root_box: Any) -> None:
        _learn_words(root_box)
        begin(context, root_box)

    return begin_with_words


def _learn_words(root_box: Any) -> None:
    """Shape the words of a document that are not known yet; nothing if the same is laid out again."""
    fonts, element = root_box.style.font_config, root_box.element
    if not isinstance(fonts, BookFontConfiguration) or fonts.learned() is element:
        return
    fonts.learned = ref(element)
    texts: dict[Words, tuple[Any, list[str]]] = {}
    for box in root_box.descendants():
        if isinstance(box, TextBox) and (known := words_of(box.style)):
            texts.setdefault(known, (box.style, []))[1].extend(box.text.split(" "))
    for known, (style, words) in texts.items():
        known.learn(words, style)


def _split_line(text: str, style: Any, context: Any, max_width: Any, spacing: float, **more: Any) -> Any:
    """Split off a line as WeasyPrint's ``split_first_line`` does, and return what that returns."""
    line = _split_into_words(text, style, max_width, spacing, **more)
    if line or len(text) > _SHORT or not isinstance(style.font_config, BookFontConfiguration):
        return line or split_first_line(text, style, context, max_width, spacing, **more)
    key = text, max_width, spacing, *more.items()
    known: dict[Any, Any] = vars(style).setdefault("short_lines", {})
    if key not in known:
        if len(known) >= _MOST_SHORT:
            known.clear()
        known[key] = split_first_line(text, style, context, max_width, spacing, **more)
    layout, *others = known[key]
    return copy(layout), *others


def _split_into_words(text: str, style: Any, max_width: Any, spacing: float, **more: Any) -> Any:
    """Split off a line that is made of words, or return None if WeasyPrint has to set it."""
    known = words_of(style)
    if known is None:
        return None
    end = end_of(text, style, known, max_width, may_break=_may_break(style, **more))
    if end is None:
        return None
    line = LineOfWords(end, known, max_width, spacing)
    return line, end.length, end.resume_at, end.width * FROM_UNITS, known.height, known.baseline


def _may_break(style: Any, *, is_line_start: bool = True, minimum: bool = False) -> bool:
    """Return whether a word that is too long for a line may be broken anywhere, as WeasyPrint understands it."""
    wrap = style["overflow_wrap"]
    return is_line_start and (wrap == "anywhere" or (wrap == "break-word" and not minimum))


ACCELERATOR = Patch(
    "lines",
    replaces={
        "weasyprint.layout.inline:split_first_line": _split_line,
        "weasyprint.layout.preferred:split_first_line": _split_line,
    },
    wraps={"weasyprint.layout:initialize_page_maker": _learning},
    sources={
        "weasyprint.formatting_structure.boxes:TextBox": "7fcb818c71c2",
        "weasyprint.layout:initialize_page_maker": "5bb3c878d722",
        "weasyprint.layout:layout_document": "a5cbf437e99c",
        "weasyprint.layout.inline:split_text_box": "8c564329599e",
        "weasyprint.layout.percent:percentage": "ebe404ccd9da",
        "weasyprint.layout.preferred:inline_line_widths": "6c24f789e3ce",
        "weasyprint.layout.preferred:trailing_whitespace_size": "cd005b8042a6",
        "weasyprint.text.ffi": "530e83118f78",
        "weasyprint.text.fonts:get_pango_font_key": "74cbeff1fac3",
        "weasyprint.text.line_break:Layout": "681b737d1ba5",
        "weasyprint.text.line_break:create_layout": "6587192cc0ab",
        "weasyprint.text.line_break:first_line_metrics": "55ec5d0b58b2",
        "weasyprint.text.line_break:get_next_word_boundaries": "3aab26b84151",
        "weasyprint.text.line_break:line_size": "03fa04fd51fc",
        "weasyprint.text.line_break:split_first_line": "39ad1016863c",
        "pyphen:Pyphen": "96656cce4bfa",
    },
    needs=("glyphs", "pango_layout"),  # which draw a line of words
)
