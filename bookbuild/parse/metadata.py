"""Metadata block -> Metadata: the keys interpreted, each value checked against its type."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches

from bookbuild.diagnostics import Diagnostic, Outcome, diagnose
from bookbuild.model import MATTERS, Number
from bookbuild.model.languages import is_language
from bookbuild.parse.block import Entry, Vocabulary
from bookbuild.parse.block.scalars import quoted
from bookbuild.parse.characters import one_line
from bookbuild.parse.near_keys import faults, near_keys, with_meant
from bookbuild.parse.publication import FALSE, TRUE, day_of, withheld_by

_PLACE = re.compile(r"[-+]?[0-9]{1,9}(?:\.[0-9]{1,9})?")
_TEXTS = frozenset({"title", "subtitle", "chapter_title", "part_title"})
_SHOWN_TOO = ("draft", "routable", "publish_date", "unpublish_date")
"""Meanings whose keys stay among the extras: templates may show a date."""


@dataclass(frozen=True, slots=True)
class Metadata:
    """A metadata block, typed. A missing key has its default."""

    title: str = ""
    subtitle: str = ""
    chapter_title: str = ""
    background: str = ""
    highlight: str = ""
    language: str = ""
    number: Number | None = None
    chapter: Number | None = None
    after: Number | None = None
    order: float = 0
    tags: tuple[str, ...] = ()
    matter: str = ""
    part: Number | None = None
    part_title: str = ""
    numbered: bool = True
    published: bool = True
    draft: bool = False
    routable: bool = True
    publish_date: date | None = None
    unpublish_date: date | None = None
    withheld: tuple[str, int] | None = None
    key_lines: tuple[tuple[str, int], ...] = ()
    extras: tuple[tuple[str, str], ...] = ()


def interpret(
    entries: Mapping[str, Entry], vocabulary: Vocabulary, path: str, *, is_of_site: bool = False
) -> Outcome[Metadata]:
    """Return the metadata. A key with a wrong value gets a diagnostic, and counts as missing.

    A block of a site may have nothing but keys that only the site knows.
    """
    near = near_keys(entries, vocabulary)
    entries = with_meant(entries, near)
    reader = _Reader(entries, vocabulary.keys, path)
    used = frozenset(key for meaning, key in reader.matched.items() if meaning not in _SHOWN_TOO)
    metadata = Metadata(
        title=reader.text("title"),
        subtitle=reader.text("subtitle"),
        chapter_title=reader.text("chapter_title"),
        background=reader.text("background"),
        highlight=reader.text("highlight"),
        language=reader.language("language"),
        number=reader.number("number"),
        chapter=reader.number("chapter"),
        after=reader.number("after"),
        order=reader.place("order"),
        tags=reader.texts("tags"),
        part=reader.number("part"),
        part_title=_title_of_part(reader.text("part_title")),
        matter=reader.word("matter", tuple(MATTERS), "a kind of matter"),
        numbered=reader.truth("numbered", default=True),
        published=reader.published(),
        draft=reader.truth("draft", default=False),
        routable=reader.truth("routable", default=True),
        publish_date=reader.day("publish_date") or day_of(reader.raw("published")),
        unpublish_date=reader.day("unpublish_date"),
        withheld=withheld_by(entries, reader.matched.values()),
        key_lines=tuple((meaning, entries[key].line) for meaning, key in reader.matched.items()),
        extras=tuple(_extras(entries, used)),
    )
    unknown = [] if is_of_site else _unknown(entries, vocabulary, path)
    return Outcome(metadata, (*faults(near, path), *unknown, *reader.diagnostics))


def _title_of_part(text: str) -> str:
    """Return the title of a part; a number alone is another program's, for the parts of a series."""
    return "" if Number.read(text) else text


def _unknown(entries: Mapping[str, Entry], vocabulary: Vocabulary, path: str) -> list[Diagnostic]:
    """Return a diagnostic if no key of a block is known to anyone: it may be a text between two rules."""
    if not entries or any(vocabulary.resembles(key.partition(".")[0]) for key in entries):
        return []
    key, entry = next(iter(entries.items()))
    message = f"no key of the metadata block is known ({key} …); it is not printed"
    hint = "if it is a text between two rules, write *** for each rule, or put an empty line under the first ---"
    return [diagnose("metadata-unclear", message, path, entry.line, hint)]


def _extras(entries: Mapping[str, Entry], used: frozenset[str]) -> list[tuple[str, str]]:
    return [
        (key, entry.value if isinstance(entry.value, str) else ", ".join(entry.value))
        for key, entry in entries.items()
        if key not in used and entry.value is not None
    ]


class _Reader:
    """Reads the values of a block by meaning. `matched` maps each meaning to the key that it was read from."""

    def __init__(self, entries: Mapping[str, Entry], keys: Mapping[str, tuple[str, ...]], path: str) -> None:
        self.diagnostics: list[Diagnostic] = []
        above = {key.rpartition(".")[0] for names in keys.values() for key in names}
        given = {key for key, entry in entries.items() if entry.value is not None or key not in above}
        self.matched = {
            meaning: next(key for key in candidates if key in given)
            for meaning, candidates in keys.items()
            if any(key in given for key in candidates)
        }
        self._entries, self._path = entries, path

    def text(self, meaning: str) -> str:
        value = self._value(meaning, or_source=meaning in _TEXTS)
        if value is None or isinstance(value, str):
            return one_line(value or "")
        self._refuse(meaning, "must be a single text, not a list")
        return ""

    def raw(self, meaning: str) -> str:
        """Return a single value as it is, or nothing."""
        value = self._entries[self.matched[meaning]].value if meaning in self.matched else ""
        return value if isinstance(value, str) else ""

    def published(self) -> bool:
        """Return whether the article is published. Hugo gives the day of publication the same key."""
        return day_of(self.raw("published")) is not None or self.truth("published", default=True)

    def day(self, meaning: str) -> date | None:
        """Return a date of publication. The key ``date`` is often something else, and may have any value."""
        text = self.text(meaning) if self.matched.get(meaning) != "date" else self.raw(meaning)
        day = day_of(text)
        if text and day is None and self.matched[meaning] != "date":
            self._refuse(meaning, f"must be a date, not {text!r}", "use a date such as 2026-05-01")
        return day

    def texts(self, meaning: str) -> tuple[str, ...]:
        value = self._value(meaning) or ()
        return (value,) if isinstance(value, str) else value

    def number(self, meaning: str) -> Number | None:
        text = self.text(meaning)
        number = Number.read(text)
        if text and number is None:
            self._refuse(meaning, f"must be a number, not {text!r}", "use a number such as 53, 53a or 53.5")
        return number

    def place(self, meaning: str) -> float:
        """Return a place among others, which may be negative."""
        text = self.text(meaning)
        if text and not _PLACE.fullmatch(text):
            self._refuse(meaning, f"must be a number, not {text!r}", "use a number such as 3, 2.5 or -1")
            return 0
        return float(text or 0)

    def truth(self, meaning: str, *, default: bool) -> bool:
        text = self.text(meaning)
        if text and text.lower() not in TRUE | FALSE:
            self._refuse(meaning, f"must be true or false, not {text!r}")
            return default
        return text.lower() in TRUE if text else default

    def word(self, meaning: str, words: tuple[str, ...], what: str) -> str:
        text = self.text(meaning)
        if not text or text.lower() in words:
            return text.lower()
        close = get_close_matches(text.lower(), words, 1)
        hint = f"did you mean {close[0]}?" if close else f"known are {', '.join(words)}"
        self._refuse(meaning, f"must be {what}, not {text!r}", hint)
        return ""

    def language(self, meaning: str) -> str:
        """Return a language tag. The key ``lang`` is other programs' too, and may have any value."""
        is_foreign = self.matched.get(meaning) == "lang"
        text = self.raw(meaning).replace("_", "-") if is_foreign else self.text(meaning)
        if not text or is_language(text):
            return text
        if is_foreign:
            return ""
        self._refuse(meaning, f"must be a language tag, not {text!r}", "use a tag such as en, fr or pt-BR")
        return ""

    def _value(self, meaning: str, *, or_source: bool = False) -> str | tuple[str, ...] | None:
        if meaning not in self.matched:
            return None
        entry = self._entries[self.matched[meaning]]
        value = entry.value
        if or_source and entry.source:
            name = self.matched[meaning].rpartition(".")[2]
            message, hint = (
                f"{entry.source} is a list in YAML; it was read as text",
                f"write {name}: {quoted(entry.source)}",
            )
            self.diagnostics.append(diagnose("metadata-unclear", message, self._path, entry.line, hint))
            return entry.source
        if value is None:
            self._refuse(meaning, "must have a value, not keys of its own")
        return value

    def _refuse(self, meaning: str, fault: str, hint: str = "") -> None:
        key = self.matched[meaning]
        line = self._entries[key].line
        self.diagnostics.append(diagnose("metadata-type", f"the key {key} {fault}", self._path, line, hint))
