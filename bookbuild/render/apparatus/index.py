"""The index of a book: its entries, from the marks in the text, in the order of the book's language."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from html import escape

from bookbuild.model import Article, Book
from bookbuild.render.apparatus.collation import initial, sort_key
from bookbuild.render.trees import Element, pop_attribute, tree_of, words_of

SIGN = ' data-index="'
"""What is in a body that has marks."""
IN_ANCHOR = "_ix-"
"""What is in the id of a mark, and in no other."""
_HEADINGS = ("h2", "h3", "h4", "h5", "h6")


@dataclass(frozen=True, slots=True)
class Mark:
    """A mark: its article (its key), its id in the book, its kind (``main``, ``start``, ``end`` or empty), and the
    title of the section that it is in.
    """

    key: str
    anchor: str
    kind: str
    section: str


@dataclass(slots=True)
class Entry:
    """An entry: the marks of its places, entries that it refers to, and its sub-entries."""

    words: str
    marks: list[Mark] = field(default_factory=list)
    see: dict[str, None] = field(default_factory=dict)
    see_also: dict[str, None] = field(default_factory=dict)
    inside: dict[str, "Entry"] = field(default_factory=dict)
    path: str = ""
    """The file of the first mark that refers to other entries."""

    def at(self, path: str) -> "Entry":
        """Return the entry at a path, ``pay!minimum``, which is made if there is none."""
        entry = self
        for words in path.split("!"):
            entry = entry.inside.setdefault(words, Entry(words))
        return entry

    def find(self, path: str) -> "Entry | None":
        """Return the entry at a path, or None."""
        entry: Entry | None = self
        for words in path.split("!"):
            entry = entry.inside.get(words) if entry else None
        return entry

    def sorted(self, language: str) -> "list[Entry]":
        """Return its sub-entries in the order of a language."""
        return sorted(self.inside.values(), key=lambda entry: sort_key(entry.words, language))


def mark_id(key: str, number: int) -> str:
    """Return the id in the book of an article's mark, counted from 1."""
    return f"{key}{IN_ANCHOR}{number}"


def has_marks(book: Book) -> bool:
    """Return whether a book has marks for an index."""
    return any(SIGN in part for article in book.articles() for part in (article.body, *article.notes))


def index_of(book: Book, full: Book | None = None) -> Entry:
    """Return an entry with all entries of a book as its sub-entries.

    Those of a part of a `full` book have the marks of the rest of that behind their own.
    """
    root = Entry("")
    for article, path, element, mark in _marks(book.articles()):
        _add(root.at(path), element, mark, article.path)
    held = {article.key for article in book.articles()}
    rest = (article for article in full.articles() if article.key not in held) if full else ()
    for _, path, element, mark in _marks(rest):
        if entry := root.find(path):
            _add(entry, element, mark)
    return root


def _marks(articles: Iterable[Article]) -> Iterator[tuple[Article, str, Element, Mark]]:
    """Yield each mark with its article, the path of its entry and its element."""
    for article in articles:
        number = 0
        section = article.title
        for element in _elements(article):
            if element.tag in _HEADINGS:
                section = words_of(element)
            elif path := element.get("data-index"):
                number += 1
                kind = str(element.get("data-index-kind") or "")
                yield article, path, element, Mark(article.key, mark_id(article.key, number), kind, section)


def _elements(article: Article) -> Iterator[Element]:
    for part in (article.body, *article.notes):
        if SIGN in part:
            yield from tree_of(part).iter("span", *_HEADINGS)


def _add(entry: Entry, element: Element, mark: Mark, path: str = "") -> None:
    """Add a mark to an entry; `path` is the file of one in the book itself, whose references count."""
    see, also = element.get("data-see") or "", element.get("data-see-also") or ""
    if path and (see or also):
        entry.path = entry.path or path
        entry.see |= dict.fromkeys(filter(None, (one.strip() for one in see.split(";"))))
        entry.see_also |= dict.fromkeys(filter(None, (one.strip() for one in also.split(";"))))
    is_place = not see and not (also and not words_of(element))
    if is_place and (path or entry.marks):
        entry.marks.append(mark)


def place_marks(tree: Element, key: str, before: int) -> None:
    """Give each mark of a body its id; `before` are those before this tree in its article."""
    number = before
    for span in list(tree.iter("span")):
        if not pop_attribute(span, "data-index"):
            continue
        number += 1
        for name in ("data-index-kind", "data-see", "data-see-also"):
            pop_attribute(span, name)
        place = span
        if span.get("id"):  # links may lead to it
            place = span.makeelement("span")
            place.tail, span.text = span.text, None
            span.insert(0, place)
        place.set("id", mark_id(key, number))


def reference_words(entry: Entry, labels: Mapping[str, str]) -> str:
    """Return what an entry refers to, as XHTML: ``see pay, minimum``."""
    parts = []
    for label, names in (("see", entry.see), ("see-also", entry.see_also)):
        if names:
            words = "; ".join(escape(name.replace("!", ", ")) for name in names)
            parts.append(f'<span class="index-see">{labels[label]}</span> {words}')
    return "; ".join(parts)


def by_letter(root: Entry, language: str) -> Iterator[tuple[str, list[Entry]]]:
    """Yield each letter with its entries; those that begin with none come first."""
    letter, group = "", list[Entry]()
    for entry in root.sorted(language):
        own = initial(entry.words, language)
        if own != letter and group:
            yield letter, group
            group = []
        letter = own
        group.append(entry)
    if group:
        yield letter, group
