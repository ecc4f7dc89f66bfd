"""Entries of an index, by name, and those that refer to others that there are not."""

from collections.abc import Iterator
from difflib import get_close_matches

from bookbuild.diagnostics import Diagnostic, diagnose
from bookbuild.model import Book
from bookbuild.render.apparatus.index import Entry, has_marks, index_of


def index_faults(book: Book) -> Iterator[Diagnostic]:
    """Yield a diagnostic for each entry that refers to one that there is not."""
    if not has_marks(book):
        return
    root = index_of(book)
    names = list(names_of(root))
    for name, entry in _entries(root):
        for other in (*entry.see, *entry.see_also):
            if root.find(other) is None:
                near = get_close_matches(other, names, 1)
                message = f"the entry {name!r} of the index refers to {other!r}, which is no entry"
                hint = f"did you mean {near[0]!r}?" if near else f'mark a place for it: [words]{{.index key="{other}"}}'
                yield diagnose("undefined-reference", message, entry.path or None, hint=hint)


def names_of(root: Entry) -> Iterator[str]:
    """Yield the entries of an index as they are written in keys: ``pay!minimum``."""
    return (name for name, _ in _entries(root))


def _entries(root: Entry, before: str = "") -> Iterator[tuple[str, Entry]]:
    for entry in root.inside.values():
        yield f"{before}{entry.words}", entry
        yield from _entries(entry, f"{before}{entry.words}!")
