"""The index of a book: its entries, from the marks in the text, in the order of the book's language."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from html import escape

from bookbuild.model import Article, Book
from bookbuild.model.index_entries import name_of, parts_of
from bookbuild.render.apparatus.collation import initial, sort_key
from bookbuild.render.apparatus.lone_marks import move_lone_marks
from bookbuild.render.apparatus.signs import IN_INDEX_ANCHOR, INDEX_MARK
from bookbuild.render.trees import Element, pop_attribute, tree_of, words_of

_HEADINGS = ("h2", "h3", "h4", "h5", "h6")


@dataclass(frozen=True, slots=True)
class Mark:
    """A mark: its article (its key), its id in the book, its kind (``start``, ``end`` or empty), the title of the
    section that it is in, whether it is the main place, and its file and line.
    """

    key: str
    anchor: str
    kind: str
    section: str
    is_main: bool = False
    path: str = ""
    line: int | None = None


@dataclass(slots=True)
class Entry:
    """An entry: the marks of its places, entries that it refers to, and its sub-entries."""

    words: str
    marks: list[Mark] = field(default_factory=list)
    see: dict[str, None] = field(default_factory=dict)
    see_also: dict[str, None] = field(default_factory=dict)
    inside: dict[str, "Entry"] = field(default_factory=dict)
    sort: str = ""
    """The words by which it is sorted, if they are others."""
    sender: Mark | None = None
    """The first mark that refers to other entries."""

    def at(self, path: str) -> "Entry":
        """Return the entry at a path, ``pay!minimum``, which is made if there is none."""
        entry = self
        for words in parts_of(path):
            entry = entry.inside.setdefault(words, Entry(words))
        return entry

    def find(self, path: str) -> "Entry | None":
        """Return the entry at a path, or None."""
        entry: Entry | None = self
        for words in parts_of(path):
            entry = entry.inside.get(words) if entry else None
        return entry

    def sorted(self, language: str) -> "list[Entry]":
        """Return its sub-entries in the order of a language."""
        return sorted(self.inside.values(), key=lambda entry: sort_key(entry.sort or entry.words, language))

    def sort_as(self, path: str, words: str) -> None:
        """Sort the last of the entries at a path by other words, ``kanji!reading`` the last two."""
        entries = [self]
        for part in parts_of(path):
            entries.append(entries[-1].inside[part])
        for entry, other in zip(reversed(entries[1:]), reversed(parts_of(words)), strict=False):
            entry.sort = entry.sort or other


def mark_id(key: str, number: int) -> str:
    """Return the id in the book of an article's mark, counted from 1."""
    return f"{key}{IN_INDEX_ANCHOR}{number}"


def index_of(book: Book, full: Book | None = None) -> Entry:
    """Return an entry with all entries of a book as its sub-entries.

    Those of a part of a `full` book have the marks of the rest of that behind their own.
    """
    root = Entry("")
    for path, element, mark in _marks(book.articles()):
        _add(root.at(path), element, mark, is_own=True)
        if words := element.get("data-index-sort"):
            root.sort_as(path, words)
    held = {article.key for article in book.articles()}
    rest = (article for article in full.articles() if article.key not in held) if full else ()
    for path, element, mark in _marks(rest):
        if entry := root.find(path):
            _add(entry, element, mark, is_own=False)
    return root


def _marks(articles: Iterable[Article]) -> Iterator[tuple[str, Element, Mark]]:
    """Yield each mark with the path of its entry and its element."""
    for article in articles:
        number = 0
        section = article.title
        for element in _elements(article):
            if element.tag in _HEADINGS:
                section = words_of(element)
            elif path := element.get("data-index"):
                number += 1
                kinds = (element.get("data-index-kind") or "").split()
                kind = next((name for name in ("start", "end") if name in kinds), "")
                line = article.mark_lines[number - 1] if number <= len(article.mark_lines) else None
                anchor = mark_id(article.key, number)
                yield path, element, Mark(article.key, anchor, kind, section, "main" in kinds, article.path, line)


def _elements(article: Article) -> Iterator[Element]:
    for part in (article.body, *article.notes):
        if INDEX_MARK in part:
            yield from tree_of(part).iter("span", *_HEADINGS)


def _add(entry: Entry, element: Element, mark: Mark, *, is_own: bool) -> None:
    """Add a mark to an entry; of those in the book itself, the references count."""
    see, also = element.get("data-see") or "", element.get("data-see-also") or ""
    if is_own and (see or also):
        entry.sender = entry.sender or mark
        entry.see |= dict.fromkeys(_names(see))
        entry.see_also |= dict.fromkeys(_names(also))
    is_place = not see and not (also and not words_of(element))
    if is_place and (is_own or entry.marks):
        entry.marks.append(mark)


def _names(written: str) -> Iterator[str]:
    return filter(None, (name_of(parts_of(one)) for one in written.split(";")))


def place_marks(tree: Element, key: str, before: int) -> None:
    """Give each mark of a body its id; `before` are those before this tree in its article."""
    number, marks, ends = before, list[Element](), set[str]()
    for span in list(tree.iter("span")):
        if not pop_attribute(span, "data-index"):
            continue
        number += 1
        if "end" in pop_attribute(span, "data-index-kind").split():
            ends.add(mark_id(key, number))
        for name in ("data-index-sort", "data-see", "data-see-also"):
            pop_attribute(span, name)
        place = span
        if span.get("id"):  # links may lead to it
            place = span.makeelement("span")
            place.tail, span.text = span.text, None
            span.insert(0, place)
        place.set("id", mark_id(key, number))
        marks.append(span)
    move_lone_marks(marks, frozenset(ends))


def plain_words(_label: str, name: str) -> str:
    """Return the words of an entry, ``pay, minimum``, as XHTML."""
    return escape(", ".join(parts_of(name)))


Shown = Callable[[str, str], str]
"""Writes the words of an entry that another refers to by a label (``see``, ``see-also``), from its name."""


def reference_words(entry: Entry, labels: Mapping[str, str], shown: Shown = plain_words) -> str:
    """Return what an entry refers to, as XHTML: ``see pay, minimum``; `shown` writes the words of an entry."""
    parts = []
    for label, names in (("see", entry.see), ("see-also", entry.see_also)):
        if names:
            words = "; ".join(shown(label, name) for name in names)
            parts.append(f'<span class="index-see">{labels[label]}</span> {words}')
    return "; ".join(parts)


def by_letter(root: Entry, language: str) -> Iterator[tuple[str, list[Entry]]]:
    """Yield each letter with its entries; those that begin with none come first."""
    letter, group = "", list[Entry]()
    for entry in root.sorted(language):
        own = initial(entry.sort or entry.words, language)
        if own != letter and group:
            yield letter, group
            group = []
        letter = own
        group.append(entry)
    if group:
        yield letter, group
