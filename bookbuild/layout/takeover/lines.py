"""Lines broken by the widths of their words, each measured once, where WeasyPrint 70 breaks them.

To find the end of a line WeasyPrint sets two lines' worth of text, then the line with the next word, then with each
part of that word and a hyphen, then what came of it. The sum of the words' widths tells as much, and only what came of
it is set. Where the sum is too near the edge to tell, or a text is not plain words, WeasyPrint goes its own way.
tests/layout/takeover/test_lines.py lays documents out both ways.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any, NamedTuple

from weasyprint.layout.percent import percentage
from weasyprint.text import line_break
from weasyprint.text.ffi import FROM_UNITS, pango
from weasyprint.text.line_break import Layout, get_next_word_boundaries, line_size, pyphen

from bookbuild.layout.takeover.glyphs import FEATURES

_split_wholly = line_break.split_first_line

_LETTERS = "0-9A-Za-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u024f"
_PLAIN = re.compile(f"[\"'(\u201c\u2018]*[{_LETTERS}]+(?:['\u2019][{_LETTERS}]+)*[\"')\u201d\u2019.,;:!?\u2026]*")
"""A word that may be parted from the next one, and nowhere else, by the rules of Unicode (UAX 14)."""
_CLOSING_QUOTES = "\"'\u201d\u2019"
"""After these and a space, a line does not break before a parenthesis."""
_SOFT_HYPHEN = "\u00ad"
_MARGIN = 0.06
"""How far the sum of widths may be from that of the line, in ems: a font may set a letter closer to a space."""
_TRUST = 0.75
"""How much of that margin the line itself may need: that the next word does not fit is only known by the sum."""
_MOST_WORDS = 1 << 15
"""How many words of a style are remembered."""


@dataclass(slots=True)
class _Words:
    """What is known of the words of a style. A width is in pixels; that of a word that is not plain is none."""

    space: float
    margin: float
    widths: dict[str, float | None] = field(default_factory=dict)
    parts: dict[str, float] = field(default_factory=dict)


class _End(NamedTuple):
    """Where a line ends: its text, how much of that is no hyphen, where the next line begins, and how wide this is.

    Lengths of texts are in bytes, as WeasyPrint counts them.
    """

    text: str
    length: int
    resume_at: int
    width: float


def split_line(text: str, style: Any, context: Any, max_width: Any, justification_spacing: float, **more: Any) -> Any:
    """Split off a line as WeasyPrint's ``split_first_line`` does, and return what that returns."""
    words = None if max_width is None else _words_of(style)
    end = None if words is None else _end_of_line(text, style, words, max_width)
    if words is not None and end is not None:
        layout = Layout(style, justification_spacing, max_width)
        layout.set_text(end.text)
        line, _ = layout.get_first_line()
        width, height = line_size(line, style)
        if width <= max_width and abs(width - end.width) < words.margin * _TRUST:
            baseline = pango.pango_layout_get_baseline(layout.layout) * FROM_UNITS
            layout.deactivate()
            return layout, end.length, end.resume_at, width, height, baseline
    return _split_wholly(text, style, context, max_width, justification_spacing, **more)


def _words_of(style: Any) -> _Words | None:
    """Return what is known of the words of a style; nothing where words are not merely set side by side."""
    try:
        words: _Words | None = style.words
    except AttributeError:
        words = style.words = _known_words(style) if _is_simple(style) else None
    return words


def _is_simple(style: Any) -> bool:
    return bool(
        style["white_space"] == "normal"
        and style["direction"] == "ltr"
        and style["word_break"] == "normal"
        and style["letter_spacing"] == "normal"
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
"""What the widths of words depend on."""


def _known_words(style: Any) -> _Words:
    """Return what is known of the words of all styles that set them alike: it is kept with the fonts."""
    known: dict[str, _Words] = style.font_config.__dict__.setdefault("words", {})
    key = repr([style[name] for name in _SHAPING])
    if key not in known:
        known[key] = _Words(_width_of(" ", style), style["font_size"] * _MARGIN)
    return known[key]


def _width_of(text: str, style: Any) -> float:
    layout = Layout(style)
    layout.set_text(text)
    width: float = line_size(layout.get_first_line()[0], style)[0]
    return width


def _width_within(text: str, style: Any, words: _Words) -> float:
    """Return the width of a piece of a line, the space that ends it not counted in.

    It is set after a space: fonts bring some letters closer to one.
    """
    return _width_of(f" {text}", style) - words.space * (1 + text.endswith(" "))


def _end_of_line(text: str, style: Any, words: _Words, max_width: float) -> _End | None:
    """Find where a line ends; nothing where the whole text fits, or not a single word, or widths do not tell."""
    surely = max_width - words.margin
    start = first = 1 if text.startswith(" ") else 0
    width = words.space * first
    while True:
        stop = text.find(" ", start)
        word = text[start:] if stop < 0 else text[start:stop]
        word_width = words.widths[word] if word in words.widths else _measure(word, style, words)
        if word_width is None or (word[0] == "(" and text[start - 2 : start - 1] in _CLOSING_QUOTES):
            return None
        if width + word_width > surely:
            break
        if stop < 0:
            return None
        width += word_width + words.space
        start = stop + 1
    if start == first or width + word_width < max_width + words.margin or _SOFT_HYPHEN in text:
        return None
    return _end_in_word(text, start, word, style, words, width, max_width)


def _measure(word: str, style: Any, words: _Words) -> float | None:
    if len(words.widths) > _MOST_WORDS:
        words.widths.clear()
    width = words.widths[word] = _width_within(f"{word} ", style, words) if _PLAIN.fullmatch(word) else None
    return width


def _end_in_word(
    text: str, start: int, word: str, style: Any, words: _Words, width: float, max_width: float
) -> _End | None:
    """End a line after a part of the word that begins at `start`, if one fits behind a `width`, else before it."""
    zone = percentage(style["hyphenate_limit_zone"], style, max_width)
    if zone and abs(max_width - width - zone) < words.margin + words.space:
        return None
    is_tried = style["hyphens"] == "auto" and max_width - width > zone
    for part in _parts_of(word, style["lang"], *style["hyphenate_limit_chars"]) if is_tried else ():
        hyphenated = part + style["hyphenate_character"]
        whole = width + _part_width(hyphenated, style, words)
        if whole < max_width - words.margin:
            length = len((text[:start] + part).encode())
            return _End(text[:start] + hyphenated, length, length, whole)
        if whole < max_width + words.margin:
            return None
    length = len(text[: start - 1].encode())
    return _End(text[: start - 1], length, length + 1, width - words.space)


def _part_width(part: str, style: Any, words: _Words) -> float:
    if part not in words.parts:
        if len(words.parts) > _MOST_WORDS:
            words.parts.clear()
        words.parts[part] = _width_within(part, style, words)
    return words.parts[part]


@lru_cache(maxsize=_MOST_WORDS)
def _parts_of(word: str, language: str | None, total: int, left: int, right: int) -> Sequence[str]:
    """Return the parts of a word, the longest first, after which it may be hyphenated.

    At most one of the words is, of which a word may consist where it has an apostrophe.
    """
    known = language and pyphen.language_fallback(language)
    start = 0
    while known and (found := get_next_word_boundaries(word[start:], known)):
        begin, end = found
        if end - begin >= total:
            parts = pyphen.Pyphen(lang=known, left=left, right=right).iterate(word[start + begin : start + end])
            return tuple(word[: start + begin] + part for part, _ in parts)
        start += end
    return ()
