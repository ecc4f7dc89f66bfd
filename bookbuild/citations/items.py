"""Works as CSL items: the form in which all files of works are read (CSL-JSON)."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias

Item: TypeAlias = Mapping[str, Any]
"""A CSL item without its id: its variables, with hyphens, as in CSL-JSON."""

NAMES = frozenset({
    "author", "collection-editor", "compiler", "composer", "container-author", "contributor", "curator", "director",
    "editor", "editor-translator", "editorial-director", "executive-producer", "guest", "host", "illustrator",
    "interviewer", "narrator", "organizer", "original-author", "performer", "producer", "recipient",
    "reviewed-author", "script-writer", "series-creator", "translator",
})  # fmt: skip
DATES = frozenset({"accessed", "available-date", "event-date", "issued", "original-date", "submitted"})


@dataclass(frozen=True, slots=True)
class Entry:
    """A work of a file: its key, its line from 1, and what it is."""

    key: str
    line: int
    item: Item


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with a file of works, with its line from 1, or 0."""

    message: str
    line: int
    hint: str = ""
