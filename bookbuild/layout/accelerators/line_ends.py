"""Where a line of words ends: they are put side by side until it is full, and the last may be hyphenated."""

from collections.abc import Iterator, Sequence
from functools import lru_cache
from math import inf
from typing import Any, NamedTuple

from weasyprint.layout.percent import percentage
from weasyprint.text.ffi import FROM_UNITS, TO_UNITS
from weasyprint.text.line_break import get_next_word_boundaries, pyphen

from bookbuild.layout.accelerators.words import COLLAPSING, Word, Words

_CLOSING_QUOTES = "\"'\u201d\u2019"
"""After these and a space, a line does not break before a parenthesis."""
_SOFT_HYPHEN = "\u00ad"
_MOST_WORDS, _MOST_LINES = 1 << 14, 1 << 13
"""How many words are remembered with their parts, and how many lines of words that are shaped alike."""
_OF_LINES = ("white_space", "hyphens", "hyphenate_character", "hyphenate_limit_chars", "hyphenate_limit_zone")
"""Properties that the end of a line depends on, besides those that words do, and where a word may be broken."""


class LineEnd(NamedTuple):
    """Where a line ends: its text, how much of that is no hyphen, where the next line begins, its words and its width.

    Lengths of texts are in bytes, as WeasyPrint counts them, and widths in Pango's units.
    """

    text: str
    length: int
    resume_at: int | None
    words: tuple[Word, ...]
    width: int


def end_of(text: str, style: Any, known: Words, max_width: float | None, *, may_break: bool) -> LineEnd | None:
    """Return where a line ends, or None if that is not certain; it is known of a text that is laid out again."""
    key = text, max_width, may_break, _facts_of(style)
    if key not in known.ends:
        if len(known.ends) >= _MOST_LINES:
            known.ends.clear()
        known.ends[key] = _Line(text, style, known, max_width, may_break=may_break).end()
    end: LineEnd | None = known.ends[key]
    return end


def _facts_of(style: Any) -> tuple[Any, ...]:
    """Return what the ends of lines depend on, besides the shapes of words."""
    try:
        facts: tuple[Any, ...] = style.facts_of_lines
    except AttributeError:
        facts = style.facts_of_lines = tuple(style[name] for name in _OF_LINES)
    return facts


class _Line:
    """A line that is filled with the words of a text, one after the other."""

    def __init__(self, text: str, style: Any, known: Words, max_width: float | None, *, may_break: bool) -> None:
        self.text, self.style, self.known, self.may_break = text, style, known, may_break
        self.collapses = style["white_space"] in COLLAPSING
        is_single = max_width is None or style["white_space"] in {"nowrap", "pre"} or self._is_of_one_piece()
        self.max_width = inf if is_single else max_width
        self.room = self.max_width * TO_UNITS
        self.words: list[Word] = []
        self.width = 0

    def _is_of_one_piece(self) -> bool:
        """Return whether a text that keeps its spaces is a single letter or number, as before the items of lists."""
        word = self.text.rstrip(" ")
        is_short = len(word) == 1 or word.rstrip(".").isdecimal()
        return is_short and not self.collapses and not self.may_break

    def end(self) -> LineEnd | None:
        """Return where the line ends, or None if no word fits or the widths are not decisive."""
        text, known, style, words = self.text, self.known, self.style, self.words
        surely = self.room - known.margin
        start = 1 if text.startswith(" ") else 0
        while start < len(text):
            stop = text.find(" ", start)
            word = known.among(text, start, stop if stop >= 0 else len(text), style)
            if word is None and stop < 0 and self.room == inf and text.endswith(style["hyphenate_character"]):
                word = known.part(text[start:], style)  # of a line that was chosen before
            if start == stop and not self.collapses:
                word = known.nothing
            if word is None or (text[start] == "(" and text[start - 2 : start - 1] in _CLOSING_QUOTES):
                return None
            space = word.space if start else 0
            if self.width + space + word.width > surely:
                needed = self.width + space + known.last_width(word, style) - self.room
                return self._end_in(word, start) if needed > known.margin else None
            words.append(word)
            self.width += space + word.width
            if stop < 0:
                break
            start = stop + 1
        return self._whole()

    def _width_to_the_last(self) -> int:
        last = self.words[-1]
        return self.width - last.width + self.known.last_width(last, self.style)

    def _whole(self) -> LineEnd | None:
        """Return the end of the text, to which the space at its end belongs, or None."""
        text, length = self.text, len(self.text.encode())
        if not text.endswith(" "):
            return LineEnd(text, length, None, tuple(self.words), self._width_to_the_last()) if text else None
        width = self.width + self.known.space.width
        if width < self.room - self.known.margin:
            return LineEnd(text, length, None, tuple(self.words), width)
        return self._without_last_space() if self.collapses and width > self.room + self.known.margin else None

    def _without_last_space(self) -> LineEnd | None:
        """Return the end of the one word of a text, which has no room for the space behind it, or None."""
        bare, length = self.text[:-1], len(self.text.encode()) - 1
        if self.may_break or not (self.words and self.words[0].text == bare and self.words[0].is_plain):
            return None
        return LineEnd(bare, length, None, tuple(self.words), self._width_to_the_last())

    def _end_in(self, word: Word, start: int) -> LineEnd | None:
        """Return the end of a part of the word that begins at `start`, if one fits, or before it, or else after it."""
        if not self.collapses:
            return None
        is_tried = self._is_hyphenated(is_first=start == 0)
        has_room = self.words or start == 0 or self.room > word.space
        if is_tried is None or not has_room or not word.is_plain or _SOFT_HYPHEN in self.text:
            return None
        end = None
        for end in self._ends_after_parts(word, start) if is_tried else ():
            if end is None or end.width < self.room - self.known.margin:
                return end
            if end.width < self.room + self.known.margin:
                return None
        if start:
            return self._before(start)
        return None if self.may_break else end or self._after_first(word)

    def _is_hyphenated(self, *, is_first: bool) -> bool | None:
        """Return whether so much room is left that a word is hyphenated, or None if that is not certain."""
        space = self.max_width - self.width * FROM_UNITS
        zone = percentage(self.style["hyphenate_limit_zone"], self.style, self.max_width)
        if zone and not is_first and abs(space - zone) < (self.known.margin + self.known.space.width) * FROM_UNITS:
            return None
        return bool(self.style["hyphens"] == "auto" and (is_first or space > zone))

    def _ends_after_parts(self, word: Word, start: int) -> Iterator[LineEnd | None]:
        for part in parts_of(word.text, self.style["lang"], *self.style["hyphenate_limit_chars"]):
            shaped = self.known.part(part + self.style["hyphenate_character"], self.style)
            if shaped is None:
                yield None
                return
            width = self.width + self.known.last_width(shaped, self.style) + (shaped.space if start else 0)
            length = len((self.text[:start] + part).encode())
            yield LineEnd(self.text[:start] + shaped.text, length, length, (*self.words, shaped), width)

    def _before(self, start: int) -> LineEnd:
        line = self.text[: start - 1]
        length = len(line.encode())
        return LineEnd(line, length, length + 1, tuple(self.words), self._width_to_the_last() if self.words else 0)

    def _after_first(self, word: Word) -> LineEnd | None:
        """Return the end of a word that is too long for any line, or None if it may not be parted from the next one."""
        after = self.text[len(word.text) + 1 : len(word.text) + 2]
        if after and not after.isalnum():
            return None
        length = len(word.text.encode())
        more = length + 1 < len(self.text.encode())
        return LineEnd(
            word.text, length, length + 1 if more else None, (word,), self.known.last_width(word, self.style)
        )


@lru_cache(maxsize=_MOST_WORDS)
def parts_of(word: str, language: str | None, total: int, left: int, right: int) -> Sequence[str]:
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
