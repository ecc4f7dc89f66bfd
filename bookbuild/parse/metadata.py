"""Metadata block -> Metadata: the keys interpreted, each value checked against its type."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from difflib import get_close_matches

from bookbuild.diagnostics import Diagnostic, Outcome, diagnose
from bookbuild.model import Number
from bookbuild.parse.block import Entry
from bookbuild.parse.characters import one_line

_LANGUAGE = re.compile(r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*")
_TRUE = frozenset({"true", "yes", "on", "1"})
_FALSE = frozenset({"false", "no", "off", "0"})
_MATTERS = ("front", "body", "back")
_ZERO = Number("0")


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
    order: Number = _ZERO
    tags: tuple[str, ...] = ()
    matter: str = "body"
    published: bool = True
    key_lines: tuple[tuple[str, int], ...] = ()
    extras: tuple[tuple[str, str], ...] = ()


def interpret(entries: Mapping[str, Entry], keys: Mapping[str, tuple[str, ...]], path: str) -> Outcome[Metadata]:
    """Return the metadata. A key with a wrong value gets a diagnostic, and counts as missing."""
    reader = _Reader(entries, keys, path)
    metadata = Metadata(
        title=reader.text("title"),
        subtitle=reader.text("subtitle"),
        chapter_title=reader.text("chapter_title"),
        background=reader.text("background"),
        highlight=reader.text("highlight"),
        language=reader.language("language"),
        number=reader.number("number"),
        chapter=reader.number("chapter"),
        order=reader.number("order") or _ZERO,
        tags=reader.texts("tags"),
        matter=reader.word("matter", _MATTERS) or "body",
        published=reader.truth("published", default=True),
        key_lines=tuple((meaning, entries[key].line) for meaning, key in reader.matched.items()),
        extras=tuple(_extras(entries, frozenset(reader.matched.values()))),
    )
    return Outcome(metadata, tuple(reader.diagnostics))


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
        self.matched = {
            meaning: next(key for key in candidates if key in entries)
            for meaning, candidates in keys.items()
            if any(key in entries for key in candidates)
        }
        self._entries, self._path = entries, path

    def text(self, meaning: str) -> str:
        value = self._value(meaning)
        if value is None or isinstance(value, str):
            return one_line(value or "")
        self._refuse(meaning, "must be a single text, not a list")
        return ""

    def texts(self, meaning: str) -> tuple[str, ...]:
        value = self._value(meaning) or ()
        return (value,) if isinstance(value, str) else value

    def number(self, meaning: str) -> Number | None:
        text = self.text(meaning)
        number = Number.read(text)
        if text and number is None:
            self._refuse(meaning, f"must be a number, not {text!r}", "use a number such as 53, 53a or 53.5")
        return number

    def truth(self, meaning: str, *, default: bool) -> bool:
        text = self.text(meaning)
        if text and text.lower() not in _TRUE | _FALSE:
            self._refuse(meaning, f"must be true or false, not {text!r}")
            return default
        return text.lower() in _TRUE if text else default

    def word(self, meaning: str, words: tuple[str, ...]) -> str:
        text = self.text(meaning)
        if not text or text.lower() in words:
            return text.lower()
        close = get_close_matches(text.lower(), words, 1)
        self._refuse(meaning, f"must be {_one_of(words)}, not {text!r}", f"did you mean {close[0]}?" if close else "")
        return ""

    def language(self, meaning: str) -> str:
        text = self.text(meaning)
        if not text or _LANGUAGE.fullmatch(text):
            return text
        self._refuse(meaning, f"must be a language tag, not {text!r}", "use a tag such as en, fr or pt-BR")
        return ""

    def _value(self, meaning: str) -> str | tuple[str, ...] | None:
        if meaning not in self.matched:
            return None
        value = self._entries[self.matched[meaning]].value
        if value is None:
            self._refuse(meaning, "must have a value, not keys of its own")
        return value

    def _refuse(self, meaning: str, fault: str, hint: str = "") -> None:
        key = self.matched[meaning]
        line = self._entries[key].line
        self.diagnostics.append(diagnose("metadata-type", f"the key {key} {fault}", self._path, line, hint))


def _one_of(words: tuple[str, ...]) -> str:
    return f"{', '.join(words[:-1])} or {words[-1]}"
