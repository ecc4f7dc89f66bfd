"""The index as it is printed, with pages, and as it is shown on a screen, with links to sections."""

from collections.abc import Callable, Iterator, Mapping
from html import escape

from bookbuild.model import Book, VolumeSettings
from bookbuild.render.apparatus.book_index import BookIndex
from bookbuild.render.apparatus.index import Entry, Mark, by_letter, reference_words

_EPUB = {
    "list": ' epub:type="index-entry-list"',
    "entry": ' epub:type="index-entry"',
    "term": ' epub:type="index-term"',
}
_ICON = '<span class="callout-icon index-icon" aria-hidden="true"></span>'
"""What an entry has at its beginning that layout repeats with its words in the next column."""
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

    def written(self, root: Entry) -> str:
        """Return the whole index."""
        groups = "".join(self._group(letter, entries) for letter, entries in by_letter(root, self._language))
        return f'<div class="index-list">{groups}</div>'

    def _group(self, letter: str, entries: list[Entry]) -> str:
        head = f'<p class="index-letter" aria-hidden="true">{escape(letter)}</p>' if letter else ""
        return f'<div class="index-group">{head}{self._list(entries)}</div>'

    def _list(self, entries: list[Entry]) -> str:
        items = "".join(map(self._entry, entries))
        return f"<ul{self._types.get('list', '')}>{items}</ul>"

    def _entry(self, entry: Entry) -> str:
        words = f'<span class="index-term"{self._types.get("term", "")}>{escape(entry.words)}</span>'
        places = self._places(entry.marks) if entry.marks else ""
        others = reference_words(entry, self._labels)
        line = ", ".join(filter(None, (words, places))) + (("; " if places else ", ") + others if others else "")
        inside = self._list(entry.sorted(self._language)) if entry.inside else ""
        more = ""
        if inside:
            continued = self._labels["entry-continued"].format(entry=entry.words)
            more = f' class="index-divided" data-continued="{escape(continued)}"' if self._is_continued else ""
            line = f"{_ICON if self._is_continued else ''}{line}"
        return f'<li{self._types.get("entry", "")}{more}><p class="index-line">{line}</p>{inside}</li>'


def screen_index(
    book: Book, config: VolumeSettings, labels: Mapping[str, str], href: Callable[[Mark], str], *, typed: bool
) -> str:
    """Return the index of a book with links that have the titles of sections; `typed` for EPUB's structural types."""
    index = BookIndex(book, answers=config.answers)
    elsewhere = index.elsewhere(labels)

    def places(marks: list[Mark]) -> str:
        own = [mark for mark in marks if index.has(mark)]
        first = {(mark.key, mark.section): mark for mark in reversed(own) if mark.kind != "end"}
        main = {(mark.key, mark.section) for mark in own if mark.kind == "main"}
        shown = sorted(first.items(), key=lambda item: own.index(item[1]))
        links = ", ".join(_link(href(mark), mark.section, is_main=at in main) for at, mark in shown)
        if typed and links:
            links = f'<span epub:type="index-locator-list">{links}</span>'
        return "; ".join(filter(None, (links, escape(elsewhere(marks)))))

    return IndexWriter(config.identity.language, labels, places, _EPUB if typed else {}).written(index.root)


def _link(href: str, words: str, *, is_main: bool) -> str:
    link = f'<a href="{escape(href)}">{escape(words)}</a>'
    return f"<strong>{link}</strong>" if is_main else link


def printed_index(book: Book, config: VolumeSettings, labels: Mapping[str, str]) -> str:
    """Return the index of a book with pages, for print."""
    index = BookIndex(book, answers=config.answers)
    elsewhere = index.elsewhere(labels)

    def places(marks: list[Mark]) -> str:
        own = " ".join(_spans([mark for mark in marks if index.has(mark)]))
        return "; ".join(filter(None, (f"⟦pages {own}⟧" if own else "", escape(elsewhere(marks)))))

    return IndexWriter(config.identity.language, labels, places).written(index.root)


def _spans(marks: list[Mark]) -> Iterator[str]:
    """Yield each mark as it stands in the token for pages: ``*`` before a main one, ``~`` between start and end."""
    start = ""
    for mark in marks:
        if mark.kind == "start":
            if start:
                yield start
            start = mark.anchor
        elif mark.kind == "end" and start:
            yield f"{start}~{mark.anchor}"
            start = ""
        else:
            yield f"*{mark.anchor}" if mark.kind == "main" else mark.anchor
    if start:
        yield start
