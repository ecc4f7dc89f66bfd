"""The index of a book, or of a part of one."""

from collections.abc import Callable, Mapping

from bookbuild.model import Book, VolumeSettings
from bookbuild.render.answers import as_shown
from bookbuild.render.apparatus.index import Entry, Mark, index_of


class BookIndex:
    """The index of a book; that of a part of a book says where else in the full one its entries are."""

    def __init__(self, book: Book, config: VolumeSettings) -> None:
        self._keys = frozenset(article.key for article in book.articles())
        self._pages = book.elsewhere
        whole = as_shown(book.part_of, config) if book.part_of else None
        self.root: Entry = index_of(book, whole)

    def has(self, mark: Mark) -> bool:
        """Return whether the place of a mark is in this book."""
        return mark.key in self._keys

    def elsewhere(self, labels: Mapping[str, str]) -> Callable[[list[Mark]], str]:
        """Return a function that says where in the full book marks are: ``full book, p. 88, 91``."""

        def words(marks: list[Mark]) -> str:
            others = [mark for mark in marks if not self.has(mark)]
            pages = ", ".join(dict.fromkeys(filter(None, (self._pages.get(mark.anchor) for mark in others))))
            said = [labels["full-book"], *([f"{labels['pages-short']}\N{NO-BREAK SPACE}{pages}"] if pages else [])]
            return ", ".join(said) if others else ""

        return words
