"""Former names of keys, which are still accepted."""

from collections.abc import Iterator

from bookbuild.config.faults import FILE_NAME, line_of
from bookbuild.diagnostics import Diagnostic, Outcome, diagnose

FORMER_KEYS = {"taste": "sample", "each": "split-by"}
"""Keys of ``[editions.NAME]`` by their former names."""


def with_current_names(raw: dict[str, object], text: str) -> Outcome[dict[str, object]]:
    """Return the parsed TOML with current names of keys, and a note on each former name.

    Where both names stand in a table the former one is left, and refused as an unknown key.
    """
    editions = raw.get("editions")
    if not isinstance(editions, dict):
        return Outcome(raw)
    tables = {name: table for name, table in editions.items() if isinstance(table, dict)}
    renamed = {name: _renamed(table) for name, table in tables.items()}
    return Outcome({**raw, "editions": {**editions, **renamed}}, tuple(_notes(tables, text)))


def _renamed(table: dict[str, object]) -> dict[str, object]:
    return {FORMER_KEYS[key] if _is_former(key, table) else key: value for key, value in table.items()}


def _is_former(key: str, table: dict[str, object]) -> bool:
    return key in FORMER_KEYS and FORMER_KEYS[key] not in table


def _notes(tables: dict[str, dict[str, object]], text: str) -> Iterator[Diagnostic]:
    for name, table in tables.items():
        for key in table:
            if _is_former(key, table):
                keys = ("editions", name, key)
                message = f"the key {'.'.join(keys)!r} is now called {FORMER_KEYS[key]!r}"
                hint = f"write {FORMER_KEYS[key]!r} instead of {key!r}: the former name is still accepted"
                yield diagnose("config-renamed", message, FILE_NAME, line_of(keys, text), hint)
