"""Values that are written otherwise than they are kept: lengths, trim sizes, papers, names."""

from abc import ABC, abstractmethod
from typing import Generic, TypeVar

import msgspec

from bookbuild.config.geometry import millimetres, points, trim_size
from bookbuild.config.papers import paper_of

Kept = TypeVar("Kept")
Value = TypeVar("Value")
Size = tuple[float, float]
_LONGEST = 500
_SMALLEST_TYPE, _LARGEST_TYPE = 5, 72
_MOST_PAGES = 40


class Written(ABC, Generic[Kept]):
    """A value read from what its author wrote, and `kept` as the model has it.

    Raises:
        ValueError: when what is written is no such value; in words for its author.
    """

    __slots__ = ("kept",)

    def __init__(self, said: object) -> None:
        self.kept = self._read(said)

    @abstractmethod
    def _read(self, said: object) -> Kept: ...


def read(said: object, kind: type[Value]) -> Value:
    """Make a value of a type out of what TOML says.

    Raises:
        msgspec.ValidationError: at the first part that is wrong.
    """
    return msgspec.convert(said, kind, dec_hook=lambda written, value: written(value))


class Length(Written[float]):
    """In millimetres."""

    def _read(self, said: object) -> float:
        return _within(0, millimetres(said), _LONGEST, "mm", said)


class TypeSize(Written[float]):
    """In points."""

    def _read(self, said: object) -> float:
        return _within(_SMALLEST_TYPE, points(said), _LARGEST_TYPE, "pt", said)


class Trim(Written[Size]):
    """Width and height in millimetres."""

    def _read(self, said: object) -> Size:
        return trim_size(said)


class Paper(Written[tuple[Size | None, float | None]]):
    """Size and thickness in millimetres, either left open."""

    def _read(self, said: object) -> tuple[Size | None, float | None]:
        return paper_of(said)


class Names(Written[tuple[str, ...]]):
    """Names or numbers; a single one may stand without brackets."""

    def _read(self, said: object) -> tuple[str, ...]:
        names = said if isinstance(said, list) else [said]
        for name in names:
            if isinstance(name, bool) or not isinstance(name, str | int | float):
                msg = "must be a text, in quotes, or a number, or a list of them, in square brackets"
                raise ValueError(msg)  # noqa: TRY004 - a fault in the file, like all others
        return tuple(map(str, names))


class PageLimit(Written[int | None]):
    """At most so many pages, or ``None`` for as many as it takes, which is written ``false``."""

    def _read(self, said: object) -> int | None:
        if said is False:
            return None
        if isinstance(said, int) and said is not True and 1 <= said <= _MOST_PAGES:
            return said
        msg = f"must be a number of pages from 1 to {_MOST_PAGES}, or false, without quotes"
        raise ValueError(msg)


def _within(least: float, value: float, most: float, unit: str, said: object) -> float:
    if not least <= value <= most:
        msg = f"{said!r} is out of range: it is between {least} {unit} and {most} {unit}"
        raise ValueError(msg)
    return value
