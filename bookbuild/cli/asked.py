"""What was asked for, and what the shell is answered."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import IntEnum
from pathlib import Path

from bookbuild.diagnostics import MACHINE_CODES, Diagnostic, Severity

OUTPUT = "_book"


class Status(IntEnum):
    """What the program answers the shell."""

    MADE = 0
    BOOK_AT_FAULT = 1
    USAGE_AT_FAULT = 2
    INTERRUPTED = 130


def status_of(diagnostics: Iterable[Diagnostic], *, strict: bool) -> Status:
    """Return what the shell is answered when these were found."""
    stopping = [found for found in diagnostics if stops(found, strict=strict)]
    if any(found.code in MACHINE_CODES for found in stopping):
        return Status.USAGE_AT_FAULT
    return Status.BOOK_AT_FAULT if stopping else Status.MADE


def stops(found: Diagnostic, *, strict: bool) -> bool:
    """Say whether a finding keeps a book from being made."""
    return found.severity is Severity.ERROR or (strict and found.severity is Severity.WARNING)


@dataclass(frozen=True, slots=True)
class BuildOptions:
    """What ``build`` was asked for."""

    project: Path
    editions: tuple[str, ...] = ()
    every: bool = False
    all_chapters: bool = False
    chapters: tuple[str, ...] = ()
    articles: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    formats: tuple[str, ...] = ()
    output: Path = Path(OUTPUT)
    jobs: int = 0
    executor: str = ""
    cached: bool = True
    strict: bool = False
    as_json: bool = False
    verbosity: int = 0

    @property
    def is_quiet(self) -> bool:
        """Whether only what is wrong is to be said."""
        return self.verbosity < 0

    @property
    def folder(self) -> Path:
        """Where the books go."""
        return self.project / self.output


@dataclass(frozen=True, slots=True)
class SheetOptions:
    """What ``impose`` was asked for; lengths and papers as they were written."""

    file: Path
    output: Path | None
    scheme: str
    paper: str
    thickness: str
    sheets_per_signature: int | None
    marks: str
    gutter: str
    margin: str
    flip: str
    fit: bool
    rtl: bool
    back_cover: bool
    instructions: bool
