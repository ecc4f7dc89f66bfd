"""A table of contents that a site states -> the places of its files in a book."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from bookbuild.sites.site import Plan, PlannedChapter, PlannedFile, PlannedPart


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry of a table of contents: a page, a heading without a page (an empty `path`), or a part of the book."""

    title: str
    path: str = ""
    inside: tuple["Entry", ...] = ()
    is_part: bool = False
    names: tuple[str, ...] = ()


def in_versions(entries: Iterable[Entry], versions: Mapping[str, tuple[str, ...]]) -> tuple[Entry, ...]:
    """Return entries with the pages in the language of the book. `versions` are their other files by these."""
    own = {other: path for path, others in versions.items() for other in others}

    def version_of(entry: Entry) -> Entry:
        return replace(entry, path=own.get(entry.path, entry.path), inside=tuple(map(version_of, entry.inside)))

    return tuple(map(version_of, entries)) if own else tuple(entries)


def body_of(entries: Iterable[Entry], path: str) -> Iterator[PlannedPart | PlannedChapter | PlannedFile]:
    """Yield what is in the body of a book. `path` is that of the table of contents.

    Entries with others in them are chapters, and so are their neighbours; a part before them is a page of its own.
    Where no entry has others in it, the parts are the chapters; without parts the book has none.
    """
    entries = tuple(entries)
    chapters = [one for entry in entries for one in (entry.inside if entry.is_part else [entry])]
    if any(chapter.inside for chapter in chapters):
        for entry in entries:
            yield from _part(entry, path) if entry.is_part else [_chapter(entry)]
        return
    for entry in entries:
        if entry.is_part:
            yield _chapter(entry)
        else:
            yield from _files([entry])


def places_of(entries: Iterable[Entry]) -> Iterator[PlannedChapter | PlannedFile]:
    """Yield what is in the body of a book: entries with others in them are chapters, the others articles beside them.
    An entry that all others are in is no chapter.
    """
    entries = tuple(entries)
    if len(entries) == 1 and any(one.inside for one in entries[0].inside):
        yield from _files(entries)
        entries = entries[0].inside
    for entry in entries:
        yield from [_chapter(entry)] if entry.inside else _files([entry])


def _part(part: Entry, path: str) -> Iterator[PlannedPart | PlannedChapter | PlannedFile]:
    if part.path:
        yield from _files([part])
    elif part.title:
        yield PlannedPart(part.title, path)
    yield from map(_chapter, part.inside)


def _chapter(entry: Entry) -> PlannedChapter:
    opening = next(_files([entry]), None)
    return PlannedChapter(tuple(_files(_below(entry))), opening, entry.title)


def _files(entries: Iterable[Entry]) -> Iterator[PlannedFile]:
    for entry in entries:
        if entry.path:
            yield PlannedFile(entry.path, entry.title, entry.names)


def _below(entry: Entry) -> Iterator[Entry]:
    for one in entry.inside:
        yield one
        yield from _below(one)


def paths_of(entries: Iterable[Entry]) -> Iterator[str]:
    """Yield the paths of all entries, each once, in order."""
    seen: set[str] = set()
    for entry in entries:
        for one in (entry, *_below(entry)):
            if one.path and one.path not in seen:
                seen.add(one.path)
                yield one.path


def with_names(plan: Plan, names: Mapping[str, tuple[str, ...]]) -> Plan:
    """Return a plan whose files have the addresses by which links may call them; `names` has these by their paths."""

    def named(file: PlannedFile) -> PlannedFile:
        return replace(file, names=names.get(file.path, ()))

    def completed(item: PlannedPart | PlannedChapter | PlannedFile) -> PlannedPart | PlannedChapter | PlannedFile:
        if isinstance(item, PlannedFile):
            return named(item)
        if isinstance(item, PlannedChapter):
            opening = named(item.opening) if item.opening else None
            return replace(item, opening=opening, articles=tuple(map(named, item.articles)))
        return item

    return replace(plan, body=tuple(map(completed, plan.body)))
