"""Spaces that are written: words stay apart for those who read a page's text and not the places of its glyphs.

A tagged PDF has a space between any two words (ISO 32000-1, 14.8.2.5), by which screen readers, searches and converters
know them. WeasyPrint writes none where a line ends, and none that is a text of its own, as between two words in
different emphasis, or at the beginning of a line of code.
"""

from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

from weasyprint.formatting_structure import boxes
from weasyprint.text.ffi import FROM_UNITS
from weasyprint.text.fonts import get_pango_font_key
from weasyprint.text.line_break import Layout

from bookbuild.layout.accelerators.pango_glyphs import glyphs_of, runs_of, width_of_glyph
from bookbuild.layout.accelerators.words import words_of
from bookbuild.layout.hyphens import path_of
from bookbuild.layout.patches import Patch

_SMALLEST = 1e-6
"""The type size that is nothing: what pydyf writes has six digits."""


def _parting(make_line: Callable[..., Any]) -> Callable[..., Any]:
    """Return a function that makes the next line of a paragraph, and notes whether it ends between two words."""

    def make(context: Any, linebox: Any, *others: Any) -> Any:
        line, resume_at = make_line(context, linebox, *others)
        if line is not None and resume_at is not None and _is_between_words(linebox, path_of(resume_at)):
            last = next((text for text in _texts_from_the_end(line) if text.text.strip()), None)
            if last is not None and not _is_space(last.text[-1]):
                last.space_follows = True
        return line, resume_at

    return make


def _is_between_words(box: Any, path: tuple[int, ...]) -> bool:
    """Return whether a space stands where a line resumes: before the place to which a path leads, or behind it."""
    around = list[bool]()
    while path and isinstance(box, boxes.LineBox | boxes.InlineBox):
        index, *rest = path
        before, box = box.children[:index], box.children[index] if index < len(box.children) else None
        if before:
            around = [_ends_in_space(before[-1])]
        path = tuple(rest)
    if isinstance(box, boxes.TextBox):
        text = box.text if box.text.isascii() else box.text.encode()
        place = path[0] if path else 0
        around = [_is_space(text[place - 1 : place])] if place else around
        return any(around) or _is_space(text[place : place + 1])
    return any(around)


def _is_space(character: str | bytes) -> bool:
    return character in {" ", "\n", "\t", b" ", b"\n", b"\t"}


def _ends_in_space(box: Any) -> bool:
    text = next(_texts_from_the_end(box), None)
    return text is not None and _is_space(text.text[-1:])


def _texts_from_the_end(box: Any) -> Iterator[Any]:
    if isinstance(box, boxes.TextBox):
        yield box
    elif isinstance(box, boxes.LineBox | boxes.InlineBox):
        for child in reversed(box.children):
            yield from _texts_from_the_end(child)


def _writing(draw: Callable[..., Any]) -> Callable[..., Any]:
    """Return a function that draws a text, and the spaces that it is or that follow it."""

    def draw_spaced(stream: Any, box: Any, overflow: str, ellipsis: str, matrix: Any) -> Any:
        emojis = draw(stream, box, overflow, ellipsis, matrix)
        if not isinstance(box, boxes.TextBox) or box.style["font_size"] < _SMALLEST:
            return emojis  # the texts of drawings are boxes of another kind
        if not box.text.strip():
            _write_spaces(stream, box, len(box.text.strip("\n")), matrix)
        elif getattr(box, "space_follows", False):
            _write_spaces(stream, box, 1, matrix, is_behind=True)
        return emojis

    return draw_spaced


def _write_spaces(stream: Any, box: Any, count: int, matrix: Any, *, is_behind: bool = False) -> None:
    """Write spaces, from the beginning of a text or behind it."""
    space = space_of(box.style) if count else None
    if space is None:
        return
    font = stream._fonts.get(space.key) or stream.add_font(space.font)[0]  # noqa: SLF001  # by a key that is at hand
    if space.number not in font.widths:
        font.widths[space.number] = width_of_glyph(space.font, space.number, space.size)
    font.to_unicode.setdefault(space.number, " ")
    shift = 0.0
    if is_behind:
        is_leftwards = box.pango_layout.first_line_direction % 2
        shift = -space.width * FROM_UNITS if is_leftwards else box.width
    a, b, c, d, e, f = matrix.values
    stream.set_text_matrix(a, b, c, d, e + shift, f)
    stream.set_font_size(font.hash, space.size)
    stream.show_text(f"<{f'{space.number:04x}' * count}>")


class _Space(NamedTuple):
    """The space of a style: its font, which Pango keeps as long as `layout`, its number there, and its width.

    PDF streams know the font by its `key`.
    """

    font: Any
    layout: Any
    key: int
    size: float
    number: int
    width: int


def space_of(style: Any) -> _Space | None:
    """Return the space of a style, or None if its font has none."""
    try:
        space: _Space | None = style.space
    except AttributeError:
        space = style.space = _find_space(style)
    return space


def _find_space(style: Any) -> _Space | None:
    if known := words_of(style):
        (number, *_), *_ = known.space.glyphs
        return _Space(known.font, known.layout, known.key, known.size, number, known.space.width)
    layout = Layout(style)
    layout.set_text(" ")
    line, _ = layout.get_first_line()
    item = next(runs_of(line), None)
    glyphs = glyphs_of(item) if item is not None else None
    if not glyphs:
        return None
    font = item.item.analysis.font  # type: ignore[union-attr]
    key, _, size = get_pango_font_key(font)
    return _Space(font, layout, key, size, glyphs[0].number, glyphs[0].width)


FEATURE = Patch(
    "written_spaces",
    wraps={
        "weasyprint.layout.inline:get_next_linebox": _parting,
        "weasyprint.draw.text:draw_first_line": _writing,
    },
    sources={
        "weasyprint.draw.text:draw_first_line": "1bb8eae6d88e",
        "weasyprint.draw.text:draw_text": "ebaf96239c6c",
        "weasyprint.formatting_structure.boxes:InlineBox": "4feae895b840",
        "weasyprint.formatting_structure.boxes:LineBox": "1a068a4d0ed8",
        "weasyprint.formatting_structure.boxes:TextBox": "7fcb818c71c2",
        "weasyprint.layout.inline:get_next_linebox": "67af458c2545",
        "weasyprint.layout.inline:iter_line_boxes": "04aec48abfca",
        "weasyprint.layout.inline:remove_last_whitespace": "53f0c79c9fbb",
        "weasyprint.layout.inline:skip_first_whitespace": "deb2f1a5e2a6",
        "weasyprint.pdf.fonts:Font": "1888854798bf",
        "weasyprint.pdf.stream:Stream.add_font": "e4226e111747",
        "weasyprint.text.ffi": "530e83118f78",
        "weasyprint.text.fonts:get_pango_font_key": "74cbeff1fac3",
        "weasyprint.text.line_break:Layout": "681b737d1ba5",
        "pydyf:Stream.set_text_matrix": "af511e392ca2",
        "pydyf:Stream.show_text": "3e008af86f62",
    },
)
