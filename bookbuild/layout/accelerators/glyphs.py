"""Drawing of lines: the same glyphs in the same places as WeasyPrint draws them, in less time.

A line that is made of words is written word by word, and the glyphs of any other are read at once instead of by five
calls to C each. Positions differ by up to a point within a line, since WeasyPrint drops fractions that are kept here.
tests/layout/accelerators/test_glyphs.py lays documents out both ways.
"""

import re
from collections.abc import Sequence
from copy import copy
from typing import Any

from weasyprint.draw.text import draw_first_line
from weasyprint.pdf.fonts import Font
from weasyprint.text.ffi import FROM_UNITS, pango
from weasyprint.text.fonts import get_pango_font_key

from bookbuild.layout.accelerators.lines import LineOfWords
from bookbuild.layout.accelerators.pango_glyphs import Glyph, glyphs_of, runs_of, text_of, width_of_glyph, write_word
from bookbuild.layout.accelerators.pango_layout import UNSPREADABLE, reactivate_wholly
from bookbuild.layout.accelerators.words import Word, Words
from bookbuild.layout.patches import Patch

_SPACES = re.compile(b" |\xc2\xa0")
"""What justifying widens: spaces that break and spaces that do not."""
_SPACE = ord(" ")
_SMALLEST = 1e-6
"""The type size that is nothing: what pydyf writes has six digits."""


def _draw_first_line(stream: Any, textbox: Any, text_overflow: str, block_ellipsis: str, matrix: Any) -> list[Any]:
    """Draw a line of plain glyphs on its baseline; the original draws any other."""
    is_plain = text_overflow != "ellipsis" and block_ellipsis == "none"
    if is_plain and textbox.style["font_size"] >= _SMALLEST and textbox.text.strip():
        pieces = _pieces_of_words(stream, textbox.pango_layout) or _pieces_of_runs(stream, textbox)
        if pieces is not None:
            _show(stream, pieces, matrix)
            return []
    reactivate_wholly(textbox.pango_layout, textbox.style)
    emojis: list[Any] = draw_first_line(stream, textbox, text_overflow, block_ellipsis, matrix)
    return emojis


def _show(stream: Any, pieces: list[tuple[Any, float, str]], matrix: Any) -> None:
    stream.set_text_matrix(*matrix.values)
    for index, (font, size, string) in enumerate(pieces):
        stream.set_font_size(font.hash, size)
        if string or index == len(pieces) - 1:
            stream.show_text(string)


# ── Lines of words ───────────────────────────────────────────────────────────────────────────────────────────────────


def _pieces_of_words(stream: Any, line: Any) -> list[tuple[Any, float, str]] | None:
    """Write a line of words. Return None if it is not one, or its font draws or measures a glyph in another way."""
    if not isinstance(line, LineOfWords):
        return None
    known = line.known
    font = stream._fonts.get(known.key) or _add_font(stream, known)  # noqa: SLF001  # by a key that is at hand
    noted = vars(font).setdefault("noted", set())
    used = (*line.words, known.space) if " " in line.text else line.words
    if _is_drawn_by_others(font) or not all(word in noted or _note(font, word, noted) for word in used):
        return None
    return [(font, known.size, _written(line, known))]


def _add_font(stream: Any, known: Words) -> Any:
    """Add a font to a document. What WeasyPrint reads from the font is read once for all documents."""
    if known.pdf_font is None:
        known.pdf_font = _unused(Font(known.font, *get_pango_font_key(known.font)[1:]))
    font = stream._fonts[known.key] = _unused(known.pdf_font)  # noqa: SLF001  # as `add_font` does
    return font


def _unused(font: Any) -> Any:
    """Return a copy of a font that has no glyphs noted yet."""
    other = copy(font)
    vars(other).update({name: copy(value) for name, value in vars(font).items() if isinstance(value, dict)})
    return other


def _note(font: Any, word: Word, noted: set[Word]) -> bool:
    """Note the glyphs of a word in a PDF's font. Return `False` if one of them has another width there."""
    for number, width, text in word.glyphs:
        if font.widths.setdefault(number, width) != width:
            return False
        font.to_unicode.setdefault(number, text)
    noted.add(word)
    return True


def _written(line: LineOfWords, known: Words) -> str:
    ((_, width, _),) = known.space.glyphs
    written = []
    rest = owed = 0.0
    for index, word in enumerate(line.words):
        if index or line.text[0] == " ":
            code, owed = _write_space(known.space.code, width, word.space + line.spread, known.size, rest + owed)
            written.append(code)
        written.append(word.code)
        rest = word.rest
    if line.text[-1] == " ":
        written.append(known.space.code)
    return f"<{''.join(written)}>"


def _write_space(code: str, width: int, advance: int, size: float, owed: float) -> tuple[str, float]:
    """Write a space, behind which a word's rest is made up for. Return also what is left of that."""
    exact = width - advance * 1000 * FROM_UNITS / size + owed
    kerning = round(exact)
    return (f"{code}>{kerning}<" if kerning else code), exact - kerning


# ── Lines that Pango sets ────────────────────────────────────────────────────────────────────────────────────────────


def _pieces_of_runs(stream: Any, textbox: Any) -> list[tuple[Any, float, str]] | None:
    """Write the glyphs of a line, one piece for each change of font. Return None if a glyph is off the baseline."""
    layout = textbox.pango_layout
    if isinstance(layout, LineOfWords):
        layout = layout.set(textbox.style)
    if UNSPREADABLE.search(layout.text):  # else it would be set again for nothing
        pango.pango_layout_set_single_paragraph_mode(layout.layout, 1)
    pieces: list[tuple[Any, float, str]] = []
    before: Any = None
    *_, last = runs = list(runs_of(pango.pango_layout_get_line_readonly(layout.layout, 0)))
    for item in runs:
        pango_font = item.item.analysis.font
        if pango_font != before:
            before = pango_font
            font, size = stream.add_font(pango_font)
            if _is_drawn_by_others(font):
                return None
            pieces.append((font, size, ""))
        string = _glyphs(layout, item, font, size, is_last=item is last)
        if string is None:
            return None
        pieces[-1] = (font, size, pieces[-1][2] + string)
    return pieces


def _is_drawn_by_others(font: Any) -> bool:
    return bool(font.bitmap or font.svg or font.png or font.colr)


def _glyphs(layout: Any, item: Any, font: Any, size: float, *, is_last: bool) -> str | None:
    """Write the glyphs of a run as ``<0012>-15<0013>``, as `write_word` writes a word's.

    WeasyPrint drops what is less than a thousandth of an em, and its lines end up to a point before the margin.
    """
    glyphs = glyphs_of(item)
    if glyphs is None:
        return None
    text, start = layout.text.encode(), item.item.offset
    widened = _widened(text, item, glyphs) if layout.spread else frozenset()
    written, word, owed = ["<"], [], 0.0
    for index, glyph in enumerate(glyphs):
        number = glyph.number
        if number not in font.to_unicode:
            font.to_unicode[number] = text_of(text, item, glyphs, index)
        if number not in font.widths:
            font.widths[number] = width_of_glyph(item.item.analysis.font, number, size)
        if text[start + glyph.cluster] != _SPACE or glyph.offset:
            word.append(glyph._replace(width=glyph.width + layout.spread) if index in widened else glyph)
            continue
        code, rest = write_word(word, font.widths, size)
        word = []
        advance = glyph.width + layout.spread if index in widened else glyph.width
        space, owed = _write_space(f"{number:04x}", font.widths[number], advance, size, rest + owed)
        written.append(code + space)
    code, rest = write_word(word, font.widths, size)
    string = "".join(written) + code
    if is_last:  # behind the last glyph, nothing is to be made up for
        return f"{string.rpartition('>')[0] if string.endswith('<') else string}>"
    kerning = round(rest + owed)
    return f"{string}>{kerning}" if kerning else f"{string}>"


def _widened(text: bytes, item: Any, glyphs: Sequence[Glyph]) -> frozenset[int]:
    """Return the places of the glyphs of a run that stand for spaces, of which each is widened once."""
    start, end = item.item.offset, item.item.offset + item.item.length
    found = {match.start() - start for match in _SPACES.finditer(text, start, end)}
    return frozenset({glyph.cluster: index for index, glyph in enumerate(glyphs) if glyph.cluster in found}.values())


ACCELERATOR = Patch(
    "glyphs",
    replaces={"weasyprint.draw.text:draw_first_line": _draw_first_line},
    sources={
        "weasyprint.draw.text:draw_first_line": "1bb8eae6d88e",
        "weasyprint.draw.text:draw_text": "ebaf96239c6c",
        "weasyprint.pdf.fonts:Font": "1888854798bf",
        "weasyprint.pdf.stream:Stream.add_font": "e4226e111747",
        "weasyprint.pdf.stream:Stream.set_font_size": "34b9096d1555",
        "pydyf:Stream.set_text_matrix": "af511e392ca2",
        "weasyprint.text.ffi": "530e83118f78",
        "weasyprint.text.fonts:get_pango_font_key": "74cbeff1fac3",
        "pydyf:Stream.show_text": "3e008af86f62",
    },
    needs=("pango_layout",),
)
