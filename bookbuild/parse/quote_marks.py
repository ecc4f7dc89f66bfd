"""Straight quotes of running text -> quotation marks that open and close, and apostrophes.

A quote opens or closes by what is around it, as a reader sees it: markup counts for nothing. Marks of feet and inches,
and quotes that could be anything, stay as typed.
"""
# ruff: noqa: RUF001 - marks and letters that look alike are what this module is about

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum

from bookbuild.parse.characters import is_within
from bookbuild.parse.elisions import begins_elision, joining_marks, may_end_elision
from bookbuild.parse.quotes import APOSTROPHE, quotes_of
from bookbuild.parse.running_text import RunningText


class _Role(Enum):
    OPENING = "opening"
    CLOSING = "closing"
    EITHER = "either"
    INSIDE = "inside a word"
    ALONE = "alone"


@dataclass(slots=True)
class _Mark:
    """A straight quote. `doubtful`: it may also end a word (the dogs') or a number (6")."""

    position: int
    kind: str
    role: _Role
    doubtful: bool = False
    after_number: bool = False


_RUN = re.compile("['\"\u200e\u200f\u202a-\u202e\u2066-\u2069]+")
"""Quotes, and marks of direction, which are transparent as markup is."""
_QUOTE = re.compile("['\"]")
_OPENERS = frozenset("([{<«‹“„‘‚¿¡=（「『【《〈［")
_OPENING_QUOTES = frozenset("«‹“„‘‚")
"""Marks that begin a quotation: a single quote between a letter and one of them is an apostrophe, ``l'« amour »``."""
_CLOSERS = frozenset(")]}>»›”’.,;:!?…）」』】》〉］。，、；：！？")
_DASHES = frozenset("-–—/|_~*")
_FEET_AND_INCHES = re.compile(
    r"""(?<!\w)\d{1,3}' ?\d{1,2}(?:[.,]\d{1,3}|[ -]?\d/\d{1,2}|[½¼¾⅓⅔⅛⅜⅝⅞])?"|(?<!\w)\d{1,2}'\d{1,2}(?!\w)"""
    r"""|(?<!\w)\d{1,3}['"](?= ?[x×] ?\d)"""
)
_QUOTE_AFTER_NUMBER = re.compile(r"""\d['"]""")
"""Without one, which is found sooner, there are no feet and inches."""
_SMALL_NUMBER = re.compile(r"(?:(?<!\w)\d{1,3}|[½¼¾⅓⅔⅛⅜⅝⅞])$")
_SMALL = 4  # characters that show whether a number is small
_EASTERN = (("\u3040", "\u30ff"), ("\u3400", "\u9fff"), ("\uf900", "\ufaff"))
_HEBREW = (("\u0590", "\u05ff"),)


def set_quotes(text: RunningText, *, continues: bool) -> None:
    """Set the quotes of a paragraph. `continues`: the next one begins with a single quote."""
    for match in _FEET_AND_INCHES.finditer(text.text) if _QUOTE_AFTER_NUMBER.search(text.text) else ():
        text.fix(*match.span())
    for position in joining_marks(text.text):
        text.replace(position, position + 1, APOSTROPHE)
        text.fix(position, position + 1)
    pairing = _Pairing(text, continues=continues)
    for mark in _marks(text):
        pairing.add(mark)


def _marks(text: RunningText) -> Iterator[_Mark]:
    for run in _RUN.finditer(text.text):
        start, end = run.span()
        left = text.text[start - 1] if start else " "
        right = text.text[end] if end < len(text.text) else " "
        role = _role(left, right)
        for quote in _QUOTE.finditer(text.text, start, end):
            position = quote.start()
            if not text.is_fixed(position, position + 1):
                mark = _Mark(position, quote[0], role)
                _look_closer(mark, text, left, right)
                yield mark


def _role(left: str, right: str) -> _Role:  # noqa: PLR0911 - a table of what is around
    if _is_space(left):
        return _Role.ALONE if _is_space(right) else _Role.OPENING
    if _is_space(right):
        return _Role.CLOSING
    if left in _OPENERS:
        return _Role.OPENING
    if right in _CLOSERS:
        return _Role.CLOSING
    if left in _DASHES:
        return _Role.EITHER if right in _DASHES else _Role.OPENING
    if right in _DASHES or right in _OPENERS:
        return _Role.CLOSING
    return _Role.EITHER if left in _CLOSERS or is_within(left, _EASTERN) or is_within(right, _EASTERN) else _Role.INSIDE


def _is_space(character: str) -> bool:
    return character.isspace() or character == "\u200b"


def _look_closer(mark: _Mark, text: RunningText, left: str, right: str) -> None:
    """Note what the words before and after a quote show."""
    position = mark.position
    if mark.kind == "'" and left.isalpha() and right in _OPENING_QUOTES:
        mark.role = _Role.INSIDE
    if mark.role is _Role.INSIDE:
        mark.role = _role_in_word(text.text, mark, left + right)
    if mark.role is not _Role.CLOSING:
        return
    before = text.text[max(0, position - _SMALL) : position]
    mark.after_number = _SMALL_NUMBER.search(before) is not None
    single = mark.kind == "'"
    ends = single and left.isalpha() and may_end_elision(text.text, position, text.language_at(position))
    mark.doubtful = mark.after_number or ends


def _role_in_word(text: str, mark: _Mark, around: str) -> _Role:
    """Return the role of a quote between letters: ``l'"Iliade"``. In Hebrew it is a sign of abbreviation."""
    if any(is_within(one, _HEBREW) for one in around):
        return _Role.ALONE
    return _Role.OPENING if mark.kind == '"' and text[mark.position - 1] == "'" else _Role.INSIDE


class _Pairing:
    """Quotes of one paragraph that wait for their ends."""

    def __init__(self, text: RunningText, *, continues: bool) -> None:
        self._text, self._continues = text, continues
        self._waiting: list[_Mark] = []
        self._count = {"'": 0, '"': 0}
        self._doubtful: dict[str, tuple[_Mark, _Mark] | None] = {"'": None, '"': None}
        self._elision: _Mark | None = None

    def add(self, mark: _Mark) -> None:
        """Add the next quote."""
        role = mark.role
        if role is _Role.EITHER:
            role = _Role.CLOSING if self._count[mark.kind] else _Role.OPENING
        if role is _Role.OPENING:
            self._open(mark)
        elif role is _Role.CLOSING:
            self._close(mark)
        elif role is _Role.INSIDE and mark.kind == "'":
            self._set(mark, APOSTROPHE)
        elif role is _Role.INSIDE and self._count['"']:
            self._close(mark)  # before an ending: "Helsinki"in

    def _open(self, mark: _Mark) -> None:
        if mark.kind == "'" and self._begins_elision(mark.position):
            self._elision = mark
            self._set(mark, APOSTROPHE)
            return
        self._waiting.append(mark)
        self._count[mark.kind] += 1
        self._doubtful[mark.kind] = None
        self._set(mark, self._glyphs(mark)[0] if mark.kind == '"' or self._is_continued(mark) else APOSTROPHE)

    def _begins_elision(self, position: int) -> bool:
        quoted = self._count["'"] > 0
        return begins_elision(self._text.text, position, self._text.language_at(position), quoted=quoted)

    def _close(self, mark: _Mark) -> None:
        kind = mark.kind
        if self._count[kind] and (kind == '"' or not mark.doubtful or self._waiting[-1].kind == kind):
            self._pair(self._take(kind), mark)
        elif mark.after_number:
            return  # feet or inches, minutes or seconds
        elif (earlier := self._doubtful[kind]) and (kind == '"' or not mark.doubtful):
            opening, closing = earlier
            self._set(closing, kind if closing.after_number else APOSTROPHE)
            self._pair(opening, mark)
        elif kind == "'" and self._elision and not mark.doubtful:
            self._pair(self._elision, mark)
        else:
            self._set(mark, APOSTROPHE if kind == "'" else self._glyphs(mark)[1])

    def _take(self, kind: str) -> _Mark:
        """Return the last opening quote of a kind; later ones of the other kind have no end."""
        while (mark := self._waiting.pop()).kind != kind:
            self._count[mark.kind] -= 1
        self._count[kind] -= 1
        return mark

    def _pair(self, opening: _Mark, closing: _Mark) -> None:
        first, last = self._glyphs(opening)
        self._set(opening, first)
        self._set(closing, last)
        self._doubtful[closing.kind] = (opening, closing) if closing.doubtful else None
        if closing.kind == "'":
            self._elision = None

    def _is_continued(self, mark: _Mark) -> bool:
        """Return whether a quotation goes on in the next paragraph if it does not end in this one."""
        before = self._text.text[max(0, mark.position - 2) : mark.position].strip()
        return self._continues and (not before or before in ":,.;-–—")

    def _glyphs(self, mark: _Mark) -> tuple[str, str]:
        outer_and_inner = quotes_of(self._text.language_at(mark.position))
        return outer_and_inner[:2] if mark.kind == '"' else outer_and_inner[2:]

    def _set(self, mark: _Mark, glyph: str) -> None:
        self._text.replace(mark.position, mark.position + 1, glyph)
