"""The lines of a glossary, divided into entries.

An entry is a line with its term and lines that begin with a colon below it, as in pandoc's definition lists; but no
empty line is needed between entries, nor a space behind the colon, and several lines above a colon are one entry.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

_MEANING = re.compile(r" {0,3}(?::(?!:)|~(?=[ \t]))[ \t]*(?P<words>.*)")
_INDENTED = re.compile(r"(?: {2,}|\t)\s*\S")
_HEADING = re.compile(r" {0,3}#{1,6}[ \t]*(?P<words>[^#]*?)[ \t#]*")
_DEFINITION = re.compile(r" {0,3}\*?\[[^\]]+\]:")
"""A line that defines a note, the address of a link or an abbreviation."""
_LETTERS = 5
"""How long a heading is at most that stands above the entries of a letter or of several: ``A``, ``X-Z``."""
_LONGEST_TERM = 100
_MOST_WORDS = 4
_ENDS = (".", "!", "?", "…", "”", "\u2019", '"', ")", "»", "。", "؟")
"""What a sentence ends with."""

Line = tuple[str, int]
"""A line, and its number in the file."""


@dataclass(slots=True)
class Lines:
    """What the lines of a glossary are. `before` is its introduction, `definitions` are notes and addresses, `stray`
    paragraphs between entries, each with its first line.
    """

    before: list[Line] = field(default_factory=list)
    entries: list["EntryLines"] = field(default_factory=list)
    definitions: list[Line] = field(default_factory=list)
    stray: list[Line] = field(default_factory=list)


@dataclass(slots=True)
class EntryLines:
    """The lines of an entry: its term and other forms of it, and its meanings, as Markdown."""

    terms: list[Line]
    meanings: list[Line] = field(default_factory=list)

    @property
    def has_meaning(self) -> bool:
        """Return whether any words are behind a colon."""
        return any(text.strip(" \t:") for text, _ in self.meanings)


def divide(body: str) -> Lines:
    """Return what the lines of a glossary are."""
    return _Division(body.split("\n")).made()


class _Division:
    def __init__(self, lines: list[str]) -> None:
        self._lines, self._made = lines, Lines()
        self._at = 0

    def made(self) -> Lines:
        while self._at < len(self._lines):
            if terms := self._terms():
                self._add_entry(terms)
            else:
                self._add_other()
        return self._made

    def _text(self, at: int) -> str:
        return self._lines[at] if at < len(self._lines) else ""

    def _terms(self) -> list[Line]:
        """Return the lines of terms that begin here, or none."""
        end = self._at
        while self._is_word(end):
            end += 1
        is_followed = _MEANING.fullmatch(self._text(end)) or (
            end > self._at and not self._text(end).strip() and _MEANING.fullmatch(self._text(end + 1))
        )
        if end == self._at or not is_followed:
            return []
        terms = [(self._lines[at], at + 1) for at in range(self._at, end)]
        return terms if all(len(text) <= _LONGEST_TERM for text, _ in terms) else []

    def _is_word(self, at: int) -> bool:
        text = self._text(at)
        return bool(text.strip()) and not (
            _MEANING.fullmatch(text) or _HEADING.fullmatch(text) or _DEFINITION.match(text)
        )

    def _add_entry(self, terms: list[Line]) -> None:
        entry = EntryLines(terms)
        self._made.entries.append(entry)
        self._at += len(terms)
        while self._at < len(self._lines):
            following = self._at if self._text(self._at).strip() else self._at + 1
            meaning = _MEANING.fullmatch(self._text(following))
            if meaning:
                self._at = following + 1
                first, *more = [(meaning["words"], following + 1), *self._continued()]
                if not first[0] and more:  # the words begin below their colon
                    first, *more = more
                entry.meanings += [(f": {first[0].lstrip()}", first[1]), *more]
            elif following > self._at and _INDENTED.match(self._text(following)):
                entry.meanings += [("", self._at + 1), (self._lines[following], following + 1)]
                self._at = following + 1
                entry.meanings += self._continued()
            else:
                return

    def _continued(self) -> Iterator[Line]:
        """Yield the lines that go on with a meaning: all up to an empty one, but for the term of the next entry."""
        while self._is_word(self._at) and not self._begins_entry():
            yield f"  {self._lines[self._at].lstrip()}", self._at + 1
            self._at += 1

    def _begins_entry(self) -> bool:
        """Return whether the terms of the next entry begin here, right below a meaning: the last line above a colon,
        and short ones before it, unless the words above go on in them.
        """
        end = self._at
        while self._is_word(end):
            end += 1
        if not _MEANING.fullmatch(self._text(end)):
            return False
        is_sentence_over = self._text(self._at - 1).rstrip().endswith(_ENDS)
        return end == self._at + 1 or (is_sentence_over and all(map(_is_short, self._lines[self._at : end])))

    def _add_other(self) -> None:
        """Add a line of the introduction, or a paragraph between entries."""
        line, text = (self._lines[self._at], self._at + 1), self._lines[self._at]
        self._at += 1
        heading = _HEADING.fullmatch(text)
        if heading and len(heading["words"]) <= _LETTERS and heading["words"]:
            return
        if _DEFINITION.match(text) and self._made.entries:
            self._made.definitions.append(line)
        elif not self._made.entries:
            self._made.before.append(line)
        elif text.strip():
            self._made.stray.append(line)
            while self._is_word(self._at):
                self._at += 1


def _is_short(text: str) -> bool:
    """Return whether a line may be a term rather than a part of a sentence."""
    return len(text.split()) <= _MOST_WORDS and not text.rstrip().endswith((".", "!", "?", "…"))
