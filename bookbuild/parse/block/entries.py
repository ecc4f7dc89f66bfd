"""Values of a metadata block by dotted key, each a plain text or a list of them, with its line.

A value is the text as it is in the file, so ``010``, ``12:30`` and ``no`` stay what they are.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, time

from bookbuild.diagnostics import Diagnostic, diagnose
from bookbuild.parse.characters import xml_text

MAX_DEPTH = 50
MAX_VALUES = 10_000


@dataclass(frozen=True, slots=True)
class Entry:
    """The value of a dotted key: a text, a list of texts, or None for a nested mapping. `source` is a list as it is
    written, if it is on one line: ``[Draft]``.
    """

    value: str | tuple[str, ...] | None
    line: int
    source: str = ""


class BlockError(Exception):
    """Raised for a fault of a block; `line` counts from 0."""

    def __init__(self, message: str, line: int, hint: str = "", code: str = "metadata-syntax") -> None:
        super().__init__(message)
        self.code, self.line, self.hint = code, line, hint

    def at(self, path: str) -> Diagnostic:
        """Return the fault as a diagnostic of a file."""
        return diagnose(self.code, str(self), path, self.line + 1, self.hint)


def entries_of(values: Mapping[str, object], lines: Mapping[str, int], first: int) -> dict[str, Entry]:
    """Return the entries of values as `tomllib` and `json` return them.

    Args:
        values: the block.
        lines: the line of each dotted key, counted from 1.
        first: the line of a key that is not in `lines`.

    Raises:
        BlockError: if there are too many values, or they are nested too deeply.
    """
    entries: dict[str, Entry] = {}
    for key, value in _flat("", values, 0, first):
        line = lines.get(key, entries[key.rpartition(".")[0]].line if "." in key else first)
        entries.setdefault(key, Entry(value, line))
        if len(entries) > MAX_VALUES:
            raise BlockError(f"there are more than {MAX_VALUES} values", first - 1)
    return entries


def _flat(
    prefix: str, values: Mapping[str, object], depth: int, first: int
) -> Iterator[tuple[str, str | tuple[str, ...] | None]]:
    if depth > MAX_DEPTH:
        raise BlockError(f"keys are nested deeper than {MAX_DEPTH} levels", first - 1)
    for name, value in values.items():
        key = f"{prefix}{xml_text(name)}"
        if isinstance(value, dict):
            yield key, None
            yield from _flat(f"{key}.", value, depth + 1, first)
        elif isinstance(value, list) and any(isinstance(item, dict | list) for item in value):
            yield key, None
            yield from _flat(f"{key}.", {str(index): item for index, item in enumerate(value)}, depth + 1, first)
        elif isinstance(value, list):
            yield key, tuple(plain(item) for item in value if item is not None)
        elif value is not None:
            yield key, plain(value)


def plain(value: object) -> str:
    """Return a single value as text: true or false, a date in ISO 8601."""
    if isinstance(value, bool):
        return str(value).lower()
    return xml_text(value.isoformat() if isinstance(value, date | time) else str(value)).strip()
