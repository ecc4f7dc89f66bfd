"""What was asked for, and what the shell is answered."""

from dataclasses import dataclass
from enum import IntEnum
from pathlib import Path

OUTPUT = "_book"


class Status(IntEnum):
    """What the program answers the shell."""

    MADE = 0
    BOOK_AT_FAULT = 1
    USAGE_AT_FAULT = 2
    INTERRUPTED = 130


@dataclass(frozen=True, slots=True)
class BuildOptions:
    """What ``build`` was asked for."""

    project: Path
    editions: tuple[str, ...] = ()
    chapters: tuple[str, ...] = ()
    articles: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    formats: tuple[str, ...] = ()
    output: Path = Path(OUTPUT)
    jobs: int = 0
    strict: bool = False
    as_json: bool = False
    verbosity: int = 0
