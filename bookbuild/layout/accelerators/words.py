"""Words, each shaped once for all lines of its style.

A line is its words set side by side, with the spaces between them, where the rules of its font do not look across a
space (`spaces`). What a font brings closer to a space is in the width of the word and in that of the space before it.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice, pairwise
from typing import Any

from weasyprint.text.ffi import FROM_UNITS, TO_UNITS, pango
from weasyprint.text.fonts import get_pango_font_key
from weasyprint.text.line_break import Layout, line_size

from bookbuild.layout.accelerators.pango_glyphs import Glyph, glyphs_of, runs_of, width_of_glyph, write_word
from bookbuild.layout.accelerators.pango_layout import FEATURES, features_of
from bookbuild.layout.accelerators.spaces import is_context_free
from bookbuild.layout.font_configuration import BookFontConfiguration

_LETTERS = "0-9A-Za-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u024f"
_PLAIN = re.compile(f"[\"'(\u201c\u2018]*[{_LETTERS}]+(?:['\u2019][{_LETTERS}]+)*[\"')\u201d\u2019.,;:!?\u2026]*")
"""A word that may be parted from the next one, and nowhere else, by the rules of Unicode (UAX 14)."""
_COMPOUND = re.compile(
    f"[\"'(\u201c\u2018]*[{_LETTERS}$#&@\u00a3\u00a7\u2013\u2022\u20ac]"
    f"(?:[-{_LETTERS}\"'\u201d\u2019.,:;!?/&@#%+=_~\u2013\u2014\u2026()]*[{_LETTERS}%\"')\u201d\u2019.,;:!?\u2026])?"
)
"""A word that may be parted from the next one, and perhaps elsewhere."""
_CLOSING = re.compile("[\"')\u201d\u2019.,;:!?\u2026]+")
"""What may be parted from the next word, but not from a space before it."""
COLLAPSING = frozenset({"normal", "nowrap"})
"""The ways to set white space of which nothing stays but a space between words."""
_PRESERVING = frozenset({"pre", "pre-wrap"})
_MARGIN = 0.01
"""How near, in ems, a word may come to the end of a line before WeasyPrint decides whether it fits."""
_MOST_WORDS = 1 << 14
"""How many words of a style are remembered."""
_AT_ONCE = 64
"""How many words are shaped at once."""


@dataclass(slots=True, eq=False)
class Word:
    """A word as it is set and drawn, with a space on either side. Widths are in Pango's units.

    `code` is what draws it, but for what is to be taken off behind its last glyph: `rest`, in thousandths of an em.
    `space` is the width of the space before it. `glyphs` are its glyphs with their widths, in thousandths of an em, and
    their texts; `last` is the number of the last letter's, or None if it has several.
    """

    text: str
    code: str
    rest: float
    width: int
    space: int
    glyphs: tuple[tuple[int, int, str], ...]
    last: int | None
    is_plain: bool
    last_width: int | None = None


@dataclass(slots=True, eq=False)
class Words:
    """The words of all styles that shape them alike.

    `font` is Pango's, which `layout` keeps; PDF streams know it by its `key` and as `pdf_font`. Its
    `size`, the `height` and the `baseline` of a line are in pixels. `space` is one that nothing follows, `nothing` the
    word between two of them, and `margin`, in Pango's units, how near to the edge sums of widths are trusted.
    """

    font: Any
    key: int
    size: float
    height: float
    baseline: float
    space: Word
    nothing: Word
    margin: float
    layout: Layout
    pdf_font: Any = None
    words: dict[str, Word | None] = field(default_factory=dict)
    parts: dict[str, Word | None] = field(default_factory=dict)
    widths: dict[int, int] = field(default_factory=dict)
    gains: dict[int, int] = field(default_factory=dict)
    """How much wider letters are at the end of a line than before a space, by their glyphs."""
    ends: dict[Any, Any] = field(default_factory=dict)
    """The ends of lines that are known, by all that they depend on (`lines`)."""

    def among(self, text: str, start: int, stop: int, style: Any) -> Word | None:
        """Return the word from `start` to `stop`, or None if it has to be shaped together with others.

        Those behind it that are not known either are shaped with it.
        """
        known = text[start:stop]
        if known not in self.words:
            self.learn(text[start:].split(" "), style)
        return self.words[known]

    def part(self, text: str, style: Any) -> Word | None:
        """Return the part of a word that ends a line, with its hyphen."""
        if text not in self.parts:
            if len(self.parts) > _MOST_WORDS:
                self.parts.clear()
            self.parts[text] = self._shape([text], style)[0]
        return self.parts[text]

    def last_width(self, word: Word, style: Any) -> int:
        """Return the width of a word that ends a line."""
        if word.last_width is None:
            gain = None if word.last is None else self.gains.get(word.last)
            word.last_width = self._shaped_last(word, style) if gain is None else word.width + gain
        return word.last_width

    def _shaped_last(self, word: Word, style: Any) -> int:
        glyphs = _shaped(f"x {word.text}".encode(), style, self.font) or ()
        width = sum(glyph.width for glyph in glyphs if glyph.cluster > 1)
        if word.last is not None:
            self.gains[word.last] = width - word.width
        return width

    def learn(self, texts: Iterable[str], style: Any) -> None:
        """Shape the words among these texts that are not known yet, many at once."""
        if len(self.words) > _MOST_WORDS:
            self.words.clear()
        unknown = dict.fromkeys(islice((text for text in texts if text not in self.words), _MOST_WORDS))
        self.words.update(unknown)
        known = [text for text in unknown if _COMPOUND.fullmatch(text) or _CLOSING.fullmatch(text)]
        for start in range(0, len(known), _AT_ONCE):
            some = known[start : start + _AT_ONCE]
            self.words.update(zip(some, self._shape(some, style), strict=True))

    def _shape(self, texts: Sequence[str], style: Any) -> list[Word | None]:
        """Shape words, each between the same two letters. Return None for a word that needs another font."""
        if not texts:
            return []
        data = f"x {' x '.join(texts)} x".encode()
        glyphs = _shaped(data, style, self.font)
        if glyphs is not None:
            return list(self._cut(texts, data, glyphs))
        half = len(texts) // 2
        return [*self._shape(texts[:half], style), *self._shape(texts[half:], style)] if half else [None]

    def _cut(self, texts: Iterable[str], data: bytes, glyphs: Sequence[Glyph]) -> Iterator[Word]:
        first = start = len("x ")
        for text in texts:
            stop = start + len(text.encode())
            end = next(index for index in range(first, len(glyphs)) if glyphs[index].cluster >= stop)
            yield self._word(text, data, glyphs[first - 1 : end + 1])
            first, start = end + len(" x "), stop + len(" x ")

    def _word(self, text: str, data: bytes, around: Sequence[Glyph]) -> Word:
        """Make a word of its glyphs and those of the spaces `around` it."""
        before, *glyphs = around[:-1]
        described: dict[tuple[int, int, str], None] = {}
        for glyph, after in pairwise(around[1:]):
            if glyph.number not in self.widths:
                self.widths[glyph.number] = width_of_glyph(self.font, glyph.number, self.size)
            described[glyph.number, self.widths[glyph.number], data[glyph.cluster : after.cluster].decode()] = None
        code, rest = write_word(glyphs, self.widths, self.size)
        width = sum(glyph.width for glyph in glyphs)
        is_one = len(glyphs) == 1 or glyphs[-2].cluster < glyphs[-1].cluster
        last = glyphs[-1].number if is_one else None
        is_plain = _PLAIN.fullmatch(text) is not None
        return Word(text, code, rest, width, before.width, tuple(described), last, is_plain)


def words_of(style: Any) -> Words | None:
    """Return the words of a style, or None if its words are not merely set side by side."""
    try:
        words: Words | None = style.words
    except AttributeError:
        words = style.words = _known_words(style) if _is_simple(style) else None
    return words


def _is_simple(style: Any) -> bool:
    return bool(
        isinstance(style.font_config, BookFontConfiguration)  # a document of ours, which is drawn before the job ends
        and style["white_space"] in COLLAPSING | _PRESERVING
        and style["direction"] == "ltr"
        and style["word_break"] == "normal"
        and style["letter_spacing"] == "normal"
        and style["text_decoration_line"] == "none"
        and not style["word_spacing"]
        and style["font_size"]
    )


_SHAPING = (
    "font_family",
    "font_size",
    "font_style",
    "font_stretch",
    "font_weight",
    "font_variation_settings",
    "font_language_override",
    "lang",
    *FEATURES,
)
"""What the shapes of words depend on."""


def _known_words(style: Any) -> Words | None:
    """Return the words of all styles that shape them alike, which are cached with the fonts."""
    known: dict[str, Words | None] = style.font_config.__dict__.setdefault("words", {})
    key = repr([style[name] for name in _SHAPING])
    if key not in known:
        known[key] = _no_words_yet(style)
    return known[key]


def _no_words_yet(style: Any) -> Words | None:
    layout = Layout(style)
    layout.set_text("x ")
    line, _ = layout.get_first_line()
    item, *others = runs_of(line)
    font = item.item.analysis.font
    key, _, size = get_pango_font_key(font)
    glyphs = None if others else glyphs_of(item)
    if glyphs is None or len(glyphs) != len("x ") or not is_context_free(font, glyphs[1].number, features_of(style)):
        return None
    _, height = line_size(line, style)
    baseline = pango.pango_layout_get_baseline(layout.layout) * FROM_UNITS
    number, width = glyphs[1].number, glyphs[1].width
    described = ((number, width_of_glyph(font, number, size), " "),)
    space = Word(" ", f"{number:04x}", 0, width, width, described, None, is_plain=False)
    nothing = Word("", "", 0, 0, width, (), None, is_plain=False, last_width=0)
    return Words(font, key, size, height, baseline, space, nothing, size * _MARGIN * TO_UNITS, layout)


def _shaped(text: bytes, style: Any, font: Any) -> list[Glyph] | None:
    """Shape a text, or return None if more than one font is needed, or it does not stay on one line (U+2028)."""
    layout = Layout(style)
    layout.set_text(text.decode())
    line, rest = layout.get_first_line()
    item, *others = runs_of(line)
    return None if others or rest is not None or item.item.analysis.font != font else glyphs_of(item)
