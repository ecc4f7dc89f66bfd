"""Diagnostics, outcomes and the exceptions that carry them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from enum import Enum
from typing import Generic, TypeVar

Value_co = TypeVar("Value_co", covariant=True)
Item = TypeVar("Item")


class Severity(Enum):
    """Severity of a diagnostic: an error stops the build, a warning does so with ``--strict``."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"
    OFF = "off"


@dataclass(frozen=True, slots=True, order=True)
class Location:
    """A position in a file: a path relative to the project (POSIX form) and, if known, a line counted from 1."""

    path: str
    line: int | None = None

    def __str__(self) -> str:
        path = self.path if self.path.isprintable() else "".join(map(_printable, self.path))
        return f"{path}:{self.line}" if self.line is not None else path


def _printable(character: str) -> str:
    return character if character.isprintable() else character.encode("unicode_escape").decode()


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """A diagnostic: a stable code, a message, a location, and a hint on how to fix it.

    Layout has no source files: its diagnostics have the name of a page run as path, and the `characters` or the first
    `words` concerned, so that the source line can be found later.

    `cause` names what is at fault, such as a file that several articles refer to: diagnostics of the same cause
    become one message, and `also_at` are the locations of the others. Without a cause, each is a message of its own.
    """

    code: str
    message: str
    location: Location | None = None
    hint: str = ""
    severity: Severity = Severity.ERROR
    characters: str = ""
    words: tuple[str, ...] = ()
    cause: str = ""
    also_at: tuple[Location, ...] = ()

    def __str__(self) -> str:
        location = f"{self.location}: " if self.location else ""
        also = f"\n    also at {', '.join(map(str, self.also_at))}" if self.also_at else ""
        hint = f"\n    hint: {self.hint}" if self.hint else ""
        return f"{location}{self.severity.value}[{self.code}]: {self.message}{also}{hint}"


@dataclass(frozen=True, slots=True)
class Outcome(Generic[Value_co]):
    """A value and the diagnostics of its making."""

    value: Value_co
    diagnostics: tuple[Diagnostic, ...] = ()


def gather(outcomes: Iterable[Outcome[Item | None]]) -> Outcome[tuple[Item, ...]]:
    """Combine outcomes into one, in order; None values are left out."""
    values: list[Item] = []
    diagnostics: list[Diagnostic] = []
    for outcome in outcomes:
        if outcome.value is not None:
            values.append(outcome.value)
        diagnostics.extend(outcome.diagnostics)
    return Outcome(tuple(values), tuple(diagnostics))


class BookError(Exception):
    """Raised when a stage cannot continue, with the diagnostics of the reasons."""

    def __init__(self, *diagnostics: Diagnostic) -> None:
        super().__init__("\n".join(map(str, diagnostics)))
        self.diagnostics = diagnostics


class UsageError(BookError):
    """Raised for errors of the command line or the configuration, not of the book."""


def apply_policy(diagnostics: Iterable[Diagnostic], policy: Mapping[str, Severity]) -> tuple[Diagnostic, ...]:
    """Apply a project's ``[check]`` table: replace severities, and drop diagnostics that are off."""
    effective = (
        replace(diagnostic, severity=policy.get(diagnostic.code, diagnostic.severity)) for diagnostic in diagnostics
    )
    return tuple(diagnostic for diagnostic in effective if diagnostic.severity is not Severity.OFF)
