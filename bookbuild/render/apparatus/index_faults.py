"""What is wrong with an index: entries that refer to missing ones, ranges without a beginning or an end."""

from collections.abc import Iterator
from difflib import get_close_matches

from bookbuild.diagnostics import Diagnostic, diagnose
from bookbuild.model import Book
from bookbuild.model.index_entries import name_of
from bookbuild.render.apparatus.index import Entry, Mark, index_of
from bookbuild.render.apparatus.signs import has_marks

_OPEN = (
    "the range of {name!r} in the index begins here, and does not end: only this page is printed",
    'write []{{.index .end key="{name}"}} where it ends',
)
_UNBEGUN = (
    "the range of {name!r} in the index ends here, and does not begin: only this page is printed",
    'write []{{.index .start key="{name}"}} where it begins',
)


def index_faults(book: Book) -> Iterator[Diagnostic]:
    """Yield a diagnostic for each entry that refers to a missing one, and for each half of a range."""
    if not has_marks(book):
        return
    root = index_of(book)
    entries = dict(_entries(root))
    for name, entry in entries.items():
        yield from _missing(root, name, entry, list(entries))
        yield from _halves(name, entry, entries)


def _missing(root: Entry, name: str, entry: Entry, names: list[str]) -> Iterator[Diagnostic]:
    for other in (*entry.see, *entry.see_also):
        if root.find(other) is None and entry.sender:
            near = get_close_matches(other, names, 1)
            message = f"the entry {name!r} of the index refers to {other!r}, which is no entry"
            hint = f"did you mean {near[0]!r}?" if near else f'mark a place for it: [words]{{.index key="{other}"}}'
            yield diagnose("undefined-reference", message, entry.sender.path or None, entry.sender.line, hint)


def _halves(name: str, entry: Entry, entries: dict[str, Entry]) -> Iterator[Diagnostic]:
    """Yield a diagnostic for each mark of a range whose other mark is missing; both may have names that differ."""
    for mark in half_ranges(entry.marks):
        wanted = "end" if mark.kind == "start" else "start"
        near = get_close_matches(name, [one for one, other in entries.items() if _has_half(other, wanted)], 1)
        message, hint = _OPEN if mark.kind == "start" else _UNBEGUN
        hint = f"did you mean {near[0]!r}, as where it {wanted}s?" if near else hint.format(name=name)
        yield diagnose("undefined-reference", message.format(name=name), mark.path or None, mark.line, hint)


def _has_half(entry: Entry, kind: str) -> bool:
    return any(mark.kind == kind for mark in half_ranges(entry.marks))


def half_ranges(marks: list[Mark]) -> list[Mark]:
    """Return the marks that begin a range which does not end, or end one which has not begun."""
    found: list[Mark] = []
    begun: Mark | None = None
    for mark in marks:
        if mark.kind == "start":
            found += [begun] if begun else []
            begun = mark
        elif mark.kind == "end":
            found += [] if begun else [mark]
            begun = None
    return [*found, *([begun] if begun else [])]


def names_of(root: Entry) -> Iterator[str]:
    """Yield the entries of an index as they are written in keys: ``pay!minimum``."""
    return (name for name, _ in _entries(root))


def _entries(root: Entry, above: tuple[str, ...] = ()) -> Iterator[tuple[str, Entry]]:
    for entry in root.inside.values():
        parts = (*above, entry.words)
        yield name_of(parts), entry
        yield from _entries(entry, parts)
