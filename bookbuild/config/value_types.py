"""Types of values in bookbuild.toml that are parsed from texts: lengths, trim sizes, papers, names."""

import re
import shlex
from abc import ABC, abstractmethod
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any, ClassVar, Generic, TypeVar

import msgspec

from bookbuild.config.geometry import millimetres, points, trim_size
from bookbuild.config.papers import paper_of
from bookbuild.model import isbn13

T = TypeVar("T")
Size = tuple[float, float]
_LONGEST = 500
_SMALLEST_TYPE, _LARGEST_TYPE = 5, 72
_MOST_PAGES = 40
_FORMS = ("print", "epub", "pdf", "html")
"""The forms of a book that have an ISBN each."""
_TEXT: Mapping[str, Any] = {"type": "string"}


class Parsed(ABC, Generic[T]):
    """A value parsed from TOML; `value` is what the model holds.

    `description` names the kind of value with its article, and `json_schema` is its JSON Schema.

    Raises:
        ValueError: when it cannot be parsed, with a message for the author of the file.
    """

    __slots__ = ("value",)

    description: ClassVar[str]
    json_schema: ClassVar[Mapping[str, Any]] = _TEXT

    def __init__(self, raw: object) -> None:
        self.value = self._parse(raw)

    @abstractmethod
    def _parse(self, raw: object) -> T: ...


def read(raw: object, kind: type[T]) -> T:
    """Convert a TOML value to a type.

    Raises:
        msgspec.ValidationError: at the first part that is wrong.
    """
    return msgspec.convert(raw, kind, dec_hook=lambda wanted, value: wanted(value))


class Length(Parsed[float]):
    """A length, in millimetres."""

    __slots__ = ()
    description = "a length such as 17mm, 1.7cm, 0.7in or 48pt"

    def _parse(self, raw: object) -> float:
        return _within(0, millimetres(raw), _LONGEST, "mm", raw)


class TypeSize(Parsed[float]):
    """A size of type, in points."""

    __slots__ = ()
    description = f"a length such as 10.5pt, from {_SMALLEST_TYPE} pt to {_LARGEST_TYPE} pt"

    def _parse(self, raw: object) -> float:
        return _within(_SMALLEST_TYPE, points(raw), _LARGEST_TYPE, "pt", raw)


class Trim(Parsed[Size]):
    """A trim size: width and height in millimetres."""

    __slots__ = ()
    description = (
        "a trim size by name (a4, a5, a6, b5, letter, half-letter, 5x8in, 6x9in) or as 120mm x 190mm, 8.5x8.5in"
    )

    def _parse(self, raw: object) -> Size:
        return trim_size(raw)


class Paper(Parsed[tuple[Size | None, float | None]]):
    """Size and thickness of paper in millimetres; None for what is not given."""

    __slots__ = ()
    description = "a paper: size (a5, a4, a3, letter, legal, tabloid, auto, or 320mm x 450mm), weight, or both"

    def _parse(self, raw: object) -> tuple[Size | None, float | None]:
        return paper_of(raw)


class Names(Parsed[tuple[str, ...]]):
    """Names or numbers; a single one may stand without brackets."""

    __slots__ = ()
    description = "a text or a number, or a list of them"
    json_schema: ClassVar[Mapping[str, Any]] = {
        "anyOf": [{"type": ["string", "number"]}, {"type": "array", "items": {"type": ["string", "number"]}}]
    }

    def _parse(self, raw: object) -> tuple[str, ...]:
        names = raw if isinstance(raw, list) else [raw]
        for name in names:
            if isinstance(name, bool) or not isinstance(name, str | int | float):
                msg = "must be a text, in quotes, or a number, or a list of them, in square brackets"
                raise ValueError(msg)  # noqa: TRY004 - a fault in the file, like all others
        return tuple(map(str, names))


class Isbns(Parsed[tuple[tuple[str, str], ...]]):
    """ISBNs with the form of the book that each is of; a single text is that of the printed book."""

    __slots__ = ()
    description = f"an ISBN, or a table of them with the keys {', '.join(_FORMS)}"
    json_schema: ClassVar[Mapping[str, Any]] = {
        "anyOf": [_TEXT, {"type": "object", "propertyNames": {"enum": list(_FORMS)}, "additionalProperties": _TEXT}]
    }

    def _parse(self, raw: object) -> tuple[tuple[str, str], ...]:
        numbers: dict[str, str] = {}
        for form, number in (raw if isinstance(raw, dict) else {"print": raw}).items():
            if form not in _FORMS:
                msg = f"has ISBNs for {', '.join(_FORMS)}, not for {form!r}"
                raise ValueError(msg)
            if not isinstance(number, str):
                msg = "must be a text, in quotes: hyphens are allowed"
                raise ValueError(msg)  # noqa: TRY004 - a fault in the file, like all others
            if number:
                isbn13(number)
                numbers[form] = number
        return tuple(numbers.items())


class Command(Parsed[tuple[str, ...]]):
    """A program and its arguments; no words for none."""

    __slots__ = ()
    description = "a command, or a list of its words"
    json_schema: ClassVar[Mapping[str, Any]] = {"anyOf": [_TEXT, {"type": "array", "items": _TEXT}]}

    def _parse(self, raw: object) -> tuple[str, ...]:
        words = raw
        if isinstance(raw, str):
            try:
                words = shlex.split(raw)
            except ValueError as error:
                msg = "has a quotation mark that is not closed"
                raise ValueError(msg) from error
        if not isinstance(words, list) or not all(isinstance(word, str) for word in words):
            msg = "must be a command, in quotes, or a list of its words, in square brackets"
            raise ValueError(msg)
        return tuple(words)


class Variables(Parsed[tuple[tuple[str, str], ...]]):
    """Words by name; those in a table of their own have its name and a dot before theirs."""

    __slots__ = ()
    description = "a table of texts, numbers and dates, by names of letters, digits and hyphens"
    json_schema: ClassVar[Mapping[str, Any]] = {"type": "object"}

    def _parse(self, raw: object) -> tuple[tuple[str, str], ...]:
        return tuple(_words_by_name(raw, ""))


def _words_by_name(raw: object, before: str) -> Iterator[tuple[str, str]]:
    if not isinstance(raw, dict):
        msg = "must be a table"
        raise ValueError(msg)  # noqa: TRY004 - a fault in the file, like all others
    for key, value in raw.items():
        name = f"{before}{key}"
        if not re.fullmatch(r"[A-Za-z][\w-]*", str(key)):
            msg = f"has the name {name!r}: a name begins with a letter, and has letters, digits and hyphens"
            raise ValueError(msg)
        if isinstance(value, dict):
            yield from _words_by_name(value, f"{name}.")
        elif isinstance(value, str | int | float | date) and not isinstance(value, bool):
            yield name, " ".join(str(value).split())
        else:
            msg = f"has a value for {name!r} that is no text, number or date"
            raise ValueError(msg)  # noqa: TRY004 - a fault in the file, like all others


class PageLimit(Parsed[int | None]):
    """The largest number of pages, or None for no limit, which is written ``false``."""

    __slots__ = ()
    description = f"a number of pages from 1 to {_MOST_PAGES}, or false for no limit"
    json_schema: ClassVar[Mapping[str, Any]] = {
        "anyOf": [{"type": "integer", "minimum": 1, "maximum": _MOST_PAGES}, {"const": False}]
    }

    def _parse(self, raw: object) -> int | None:
        if raw is False:
            return None
        if isinstance(raw, int) and raw is not True and 1 <= raw <= _MOST_PAGES:
            return raw
        msg = f"must be a number of pages from 1 to {_MOST_PAGES}, or false, without quotes"
        raise ValueError(msg)


def _within(least: float, value: float, most: float, unit: str, raw: object) -> float:
    if not least <= value <= most:
        msg = f"{raw!r} is out of range: it must be between {least} {unit} and {most} {unit}"
        raise ValueError(msg)
    return value
