"""The places where lines may end within a text, with the widths between them.

A text is made of words that are shaped once (`accelerators.words`); what is not made of such words is measured by
itself. Widths are in Pango's units.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any, NamedTuple

from weasyprint.text.ffi import TO_UNITS
from weasyprint.text.line_break import get_log_attrs, split_first_line

from bookbuild.layout.accelerators.line_ends import parts_of
from bookbuild.layout.accelerators.words import words_of
from bookbuild.layout.total_fit import Break

_BEGINS_NO_LINE = re.compile("[-!?%)\\]},.:;/\u00bb\u201d\u2019\u2013\u2014\u2026\u203a\u2030]")
_ENDS_NO_LINE = re.compile("[(\\[{\u00ab\u2018\u201c\u201e\u201a\u2039]$")
_MARKS = "'\"().,;:!?\u2018\u2019\u201c\u201d\u2026"
_SOFT_HYPHEN = "\u00ad"
_FEWEST_LETTERS = 5
"""A last line has no fewer letters."""
_NO_BREAK_SPACE = "\u00a0"


class Place(NamedTuple):
    """Where a line ends: in which text, after how many bytes of it, how many bytes of it are left out before the next
    line, the hyphen that is added, and the path of the text from the paragraph.
    """

    box: Any
    stop: int
    resume_at: int
    hyphen: str
    path: tuple[int, ...]


class _Word(NamedTuple):
    """A word that may be hyphenated, with its style and what is before it."""

    box: Any
    text: str
    start: int
    path: tuple[int, ...]
    width: int
    spaces: int


@dataclass(slots=True)
class Breaks:
    """The places where lines may end, the last being the end of the paragraph. Widths are in Pango's units.

    `space` is the width of the narrowest kind of space, which stands for all.
    """

    places: list[Break] = field(default_factory=list)
    words: dict[int, _Word] = field(default_factory=dict)
    width: int = 0
    spaces: int = 0
    space: int = 0
    letters: list[int] = field(default_factory=list)

    def short(self) -> int:
        """Return from which place on too little follows for a last line."""
        for index in range(len(self.letters) - 1, -1, -1):
            if self.letters[-1] - self.letters[index] >= _FEWEST_LETTERS:
                return index + 1
        return 0

    def parts(self, index: int) -> Iterator[Break]:
        """Yield the hyphens of the word that ends at a place, from the first to the last."""
        word = self.words.get(index)
        known = word and words_of(word.box.style)
        if not word or not known:
            return
        style = word.box.style
        hyphen = style["hyphenate_character"]
        gap = known.part(hyphen, style)
        for part in reversed(parts_of(word.text, style["lang"], *style["hyphenate_limit_chars"])):
            shaped = known.part(part + hyphen, style)
            if shaped is not None and gap is not None:
                stop = word.start + len(part.encode())
                end = word.width + shaped.width
                place = Place(word.box, stop, stop, hyphen, word.path)
                yield Break(end, word.spaces, end - gap.width, word.spaces, is_hyphen=True, mark=place)


class Gathered:
    """What is gathered of a paragraph from its beginning on. `done` are its parts up to written line breaks."""

    def __init__(self) -> None:
        self.done: list[Breaks] = []
        self.found = Breaks()
        self.letters = 0
        self.before = ""
        """The letter before, or nothing at the beginning."""
        self.last: tuple[Any, tuple[int, ...]] | None = None
        """The text before, with its path, if nothing is between."""

    def end(self, mark: Place | None) -> None:
        """End the paragraph, or the part of it up to a line break, at which no space is seen."""
        found = self.found
        width, spaces = found.width, found.spaces
        if self.before == " " and found.places and found.places[-1].after == spaces:
            width, spaces = found.places[-1].end, found.places[-1].spaces
            found.places.pop()
            found.letters.pop()
        self.add(Break(width, spaces, width, spaces, mark=mark))
        self.done.append(found)
        self.found = Breaks()
        self.before, self.last = "", None

    def add(self, place: Break) -> None:
        """Add a place where a line may end."""
        self.found.places.append(place)
        self.found.letters.append(self.letters)


class TextOfWords:
    """A text whose words are added one by one."""

    def __init__(self, gathered: Gathered, box: Any, path: tuple[int, ...]) -> None:
        self.gathered, self.found, self.box, self.path = gathered, gathered.found, box, path
        self.style = box.style
        self.known = words_of(box.style)
        self.wraps = box.style["white_space"] == "normal"
        self.is_hyphenated = box.style["hyphens"] == "auto" and self.wraps

    def add(self) -> None:
        """Add the text."""
        text, found, known = self.box.text, self.found, self.known
        is_ascii, gathered = text.isascii(), self.gathered
        start, offset = 0, 0
        while True:
            stop = text.find(" ", start)
            end = stop if stop >= 0 else len(text)
            token = text[start:end]
            word = known.among(text, start, end, self.style) if known and token else None
            if start:
                width = word.space if word else self._space()
                self._add_space(token, offset - 1, width)
            length = len(token) if is_ascii else len(token.encode())
            if token:
                if word and word.is_plain:
                    if self.is_hyphenated and length >= self.style["hyphenate_limit_chars"][0]:
                        place = len(found.places)
                        found.words[place] = _Word(self.box, token, offset, self.path, found.width, found.spaces)
                    found.width += word.width
                    gathered.letters += len(token.strip(_MARKS))
                else:
                    self._add_compound(token, offset, word)
                gathered.before = token[-1]
            if stop < 0:
                return
            start, offset = stop + 1, offset + length + 1

    def _space(self) -> int:
        return self.known.space.width if self.known else measured(" ", self.box)

    def _add_space(self, after: str, offset: int, width: int) -> None:
        """Add a space at an offset, and the break there."""
        found, gathered = self.found, self.gathered
        before = gathered.before
        space = self._space()
        found.space = min(space, found.space or space)
        if not before:  # at the beginning of a paragraph no space is seen
            return
        if self.wraps and not _BEGINS_NO_LINE.match(after) and not _ENDS_NO_LINE.search(before):
            mark = Place(self.box, offset, offset + 1, "", self.path)
            place = Break(found.width, found.spaces, found.width + width, found.spaces + 1, mark=mark)
            gathered.add(place)
        found.width += width
        found.spaces += 1
        gathered.before = " "

    def _add_compound(self, token: str, offset: int, word: Any) -> None:
        """Add a word that may be parted elsewhere than before a space, or that is shaped by itself."""
        found, gathered = self.found, self.gathered
        width = word.width if word else measured(token, self.box)
        spaces = found.spaces
        for index in _inner_breaks(token, self.style["lang"]) if self.wraps else ():
            part = token[:index]
            is_soft = part.endswith(_SOFT_HYPHEN)
            if is_soft and self.style["hyphens"] == "none":
                continue
            hyphen = self.style["hyphenate_character"] if is_soft else ""
            start = _width_of_part(part, self.known, self.box)
            end = _width_of_part(part + hyphen, self.known, self.box) if hyphen else start
            stop = offset + len(part.encode())
            between = spaces + part.count(_NO_BREAK_SPACE)
            mark = Place(self.box, stop, stop, hyphen, self.path)
            is_hyphen = bool(hyphen) or part.endswith("-")
            gathered.add(Break(found.width + end, between, found.width + start, between, is_hyphen, mark))
        found.width += width
        found.spaces += token.count(_NO_BREAK_SPACE)
        gathered.letters += sum(map(str.isalnum, token))


def _width_of_part(part: str, known: Any, box: Any) -> int:
    shaped = known.part(part, box.style) if known else None
    return shaped.width if shaped else measured(part, box)


def measured(text: str, box: Any) -> int:
    """Return the width of a text that is set by itself."""
    style = box.style
    try:
        widths: dict[str, int] = style.measured
    except AttributeError:
        widths = style.measured = {}
    if text not in widths:
        widths[text] = round(split_first_line(text, style, None, None, 0)[3] * TO_UNITS)
    return widths[text]


@lru_cache(maxsize=1 << 12)
def _inner_breaks(token: str, language: str | None) -> tuple[int, ...]:
    """Return where a word without spaces may be parted, by the rules of Unicode (UAX 14)."""
    attributes = get_log_attrs(token, language)
    return tuple(index for index in range(1, len(token)) if attributes[index].is_line_break)
