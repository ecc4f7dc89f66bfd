"""The index as it is printed, with pages, and as it is shown on a screen, with links to sections."""

from collections.abc import Callable, Iterator, Mapping
from html import escape

from bookbuild.model import Book, VolumeSettings
from bookbuild.render.apparatus.book_index import BookIndex, spans_of
from bookbuild.render.apparatus.index import Entry, Mark, by_letter, plain_words, reference_words
from bookbuild.render.apparatus.index_faults import half_ranges
from bookbuild.render.apparatus.signs import INDEX

_EPUB = {
    "group": ' epub:type="index-group"',
    "list": ' epub:type="index-entry-list"',
    "entry": ' epub:type="index-entry"',
    "term": ' epub:type="index-term"',
    "locator": ' epub:type="index-locator"',
    "see": ' epub:type="index-xref-preferred"',
    "see-also": ' epub:type="index-xref-related"',
}
"""Terms of EPUB Indexes 1.0, by the kind of element."""
_IN_ENTRY = "_ie-"
"""What is in the id of an entry."""
_ICON = '<span class="callout-icon index-icon" aria-hidden="true"></span>'
"""What an entry has at its beginning that layout repeats with its words in the next column."""
PRINTED = "book:"
"""Begins the address of a link to an anchor of the book, in print."""
Places = Callable[[list[Mark]], str]
"""Returns the places of marks as XHTML."""


class IndexWriter:
    """Writes an index as XHTML; `places` writes those of an entry.

    `types` are attributes, by the kind of element, or None for print, where an entry that is divided goes on under its
    words.
    """

    def __init__(
        self, language: str, labels: Mapping[str, str], places: Places, types: Mapping[str, str] | None = None
    ) -> None:
        self._language, self._labels, self._places, self._types = language, labels, places, types or {}
        self._is_continued = types is None
        self._ids: dict[int, str] = {}

    def written(self, root: Entry) -> str:
        """Return the whole index. Entries that others refer to have ids, and links lead to them."""
        self._root, self._ids = root, dict(_named(root))
        groups = "".join(self._group(letter, entries) for letter, entries in by_letter(root, self._language))
        return f'<div class="index-list">{groups}</div>'

    def _group(self, letter: str, entries: list[Entry]) -> str:
        head = f'<p class="index-letter" aria-hidden="true">{escape(letter)}</p>' if letter else ""
        tag = "section" if self._types else "div"  # EPUB Indexes wants a section
        return f'<{tag} class="index-group"{self._types.get("group", "")}>{head}{self._list(entries)}</{tag}>'

    def _list(self, entries: list[Entry]) -> str:
        items = "".join(map(self._entry, entries))
        return f"<ul{self._types.get('list', '')}>{items}</ul>"

    def _entry(self, entry: Entry) -> str:
        words = f'<span class="index-term"{self._types.get("term", "")}>{escape(entry.words)}</span>'
        places = self._places(entry.marks) if entry.marks else ""
        others = reference_words(entry, self._labels, self._reference)
        line = ", ".join(filter(None, (words, places))) + (("; " if places else ", ") + others if others else "")
        inside = self._list(entry.sorted(self._language)) if entry.inside else ""
        more = ""
        if inside:
            continued = self._labels["entry-continued"].format(entry=entry.words)
            more = f' class="index-divided" data-continued="{escape(continued)}"' if self._is_continued else ""
            line = f"{_ICON if self._is_continued else ''}{line}"
        if name := self._ids.get(id(entry)):
            more = f' id="{name}"{more}'
        return f'<li{self._types.get("entry", "")}{more}><p class="index-line">{line}</p>{inside}</li>'

    def _reference(self, label: str, name: str) -> str:
        """Return the words of an entry that another refers to, as a link to it, if there is such an entry."""
        words, entry, kind = plain_words(label, name), self._root.find(name), self._types.get(label, "")
        if kind:
            words = f"<span{self._types['term']}>{words}</span>"
        if entry is None:
            return f"<span{kind}>{words}</span>" if kind else words
        prefix = PRINTED if self._is_continued else "#"
        return f'<a href="{prefix}{self._ids[id(entry)]}"{kind}>{words}</a>'


def _named(root: Entry) -> Iterator[tuple[int, str]]:
    """Yield the entries that others refer to, by `id`, and the ids that they have in the book."""
    sent = (name for entry in _entries(root) for name in (*entry.see, *entry.see_also))
    found = filter(None, (root.find(name) for name in dict.fromkeys(sent)))
    yield from ((id(entry), f"{INDEX}{_IN_ENTRY}{number}") for number, entry in enumerate(found, 1))


def _entries(entry: Entry) -> Iterator[Entry]:
    for one in entry.inside.values():
        yield one
        yield from _entries(one)


def screen_index(
    book: Book, config: VolumeSettings, labels: Mapping[str, str], href: Callable[[Mark], str], *, typed: bool
) -> str:
    """Return the index of a book with links that have the titles of sections; `typed` for EPUB's structural types."""
    index = BookIndex(book)
    elsewhere, types = index.elsewhere(labels), _EPUB if typed else dict[str, str]()

    def places(marks: list[Mark]) -> str:
        own = [mark for mark in marks if index.has(mark)]
        alone = half_ranges(own)
        first = {(mark.key, mark.section): mark for mark in reversed(own) if mark.kind != "end" or mark in alone}
        main = {(mark.key, mark.section) for mark in own if mark.is_main}
        shown = sorted(first.items(), key=lambda item: own.index(item[1]))
        links = ", ".join(_link(href(mark), mark.section, types, is_main=at in main) for at, mark in shown)
        return "; ".join(filter(None, (links, escape(elsewhere(marks)))))

    return IndexWriter(config.identity.language, labels, places, types).written(index.root)


def _link(href: str, words: str, types: Mapping[str, str], *, is_main: bool) -> str:
    link = f'<a href="{escape(href)}"{types.get("locator", "")}>{escape(words)}</a>'
    return f"<strong>{link}</strong>" if is_main else link


def printed_index(book: Book, config: VolumeSettings, labels: Mapping[str, str]) -> str:
    """Return the index of a book with pages, for print."""
    index = BookIndex(book)
    elsewhere = index.elsewhere(labels)

    def places(marks: list[Mark]) -> str:
        own = " ".join(_spans([mark for mark in marks if index.has(mark)]))
        return "; ".join(filter(None, (f"⟦pages {own}⟧" if own else "", escape(elsewhere(marks)))))

    return IndexWriter(config.identity.language, labels, places).written(index.root)


def _spans(marks: list[Mark]) -> Iterator[str]:
    """Yield each mark as it stands in the token for pages: ``*`` before a main one, ``~`` between start and end."""
    for begin, end in spans_of(marks):
        place = begin.anchor if begin is end else f"{begin.anchor}~{end.anchor}"
        yield f"*{place}" if begin.is_main else place
