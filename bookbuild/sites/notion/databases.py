"""Databases of an export: each is a table, and a folder with a page for each row."""

import posixpath
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from bookbuild.sites.notion.names import folder_of, identifier_of, title_of


@dataclass(frozen=True, slots=True)
class Databases:
    """The databases of an export. `rows` has the titles of their rows in order, by the folders of these; `first_rows`
    the page of the first row, by the identifiers of the tables.
    """

    rows: Mapping[str, Sequence[str]] = field(default_factory=dict)
    first_rows: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, tables: Mapping[str, Sequence[str]], pages: Iterable[str]) -> "Databases":
        """Return the databases with the titles of rows by the paths of `tables`, among the pages of an export."""
        rows: dict[str, Sequence[str]] = {}
        for path, titles in tables.items():
            rows[folder_of(path)] = max(titles, rows.get(folder_of(path), ()), key=len)
        inside: dict[str, dict[str, str]] = {}
        for page in pages:
            inside.setdefault(folder_of(posixpath.dirname(page)), {}).setdefault(title_of(page), page)
        first: dict[str, str] = {}
        for path in tables:
            there = inside.get(folder_of(path), {})
            if page := next((there[title] for title in rows[folder_of(path)] if title in there), ""):
                first[identifier_of(path)] = page
        return cls(rows, first)
