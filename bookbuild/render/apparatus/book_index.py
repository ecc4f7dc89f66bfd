"""The index of a book, or of a part of one."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import groupby

from bookbuild.model import Book
from bookbuild.render.apparatus.index import Entry, Mark, index_of

_RANGE = 3
"""How many pages that follow each other make a range."""


class BookIndex:
    """The index of a book; that of a part of a book says where else in the full one its entries are."""

    def __init__(self, book: Book) -> None:
        self._keys = frozenset(article.key for article in book.articles())
        self._pages = book.elsewhere
        whole = book.part_of
        self._order = {article.key: place for place, article in enumerate((whole or book).articles())}
        self.root: Entry = index_of(book, whole)

    def has(self, mark: Mark) -> bool:
        """Return whether the place of a mark is in this book."""
        return mark.key in self._keys

    def elsewhere(self, labels: Mapping[str, str]) -> Callable[[list[Mark]], str]:
        """Return a function that says where in the full book marks are: ``full book, p. 88, 91-95``. A range that is
        partly in this book is named as a whole.
        """

        def words(marks: list[Mark]) -> str:
            if all(map(self.has, marks)):
                return ""
            inside = sorted(marks, key=self._place)
            spans = [span for span in spans_of(inside) if not all(map(self.has, span))]
            pages = ", ".join(page_runs((self._page(begin), self._page(end)) for begin, end in spans))
            said = [labels["full-book"], *([f"{labels['pages-short']}\N{NO-BREAK SPACE}{pages}"] if pages else [])]
            return ", ".join(said)

        return words

    def _place(self, mark: Mark) -> tuple[int, int]:
        return self._order.get(mark.key, 0), int(mark.anchor.rpartition("-")[2])

    def _page(self, mark: Mark) -> str:
        return self._pages.get(mark.anchor, "")


def spans_of(marks: Iterable[Mark]) -> Iterator[tuple[Mark, Mark]]:
    """Yield the first and the last mark of each place: the two of a range, or one alone twice."""
    begun: Mark | None = None
    for mark in marks:
        if mark.kind == "start":
            if begun:
                yield begun, begun
            begun = mark
        elif mark.kind == "end" and begun:
            yield begun, mark
            begun = None
        else:
            yield mark, mark
    if begun:
        yield begun, begun


def page_runs(spans: Iterable[tuple[str, str]]) -> Iterator[str]:
    """Yield pages in order: ranges that an author made, and three or more that follow each other, as ``91-95``."""
    known = [(begin, end or begin) for begin, end in spans if begin or end]
    yield from dict.fromkeys(begin for begin, _ in known if not begin.isdecimal())
    numbers = [(int(begin), int(end)) for begin, end in known if begin.isdecimal() and end.isdecimal()]
    joined = {page for begin, end in numbers for page in range(begin, end)}  # to the next page, by the author
    pages = sorted({page for begin, end in numbers for page in range(begin, end + 1)})
    for _, group in groupby(enumerate(pages), key=lambda item: item[1] - item[0]):
        run = [page for _, page in group]
        if len(run) >= _RANGE or not joined.isdisjoint(run[:-1]):
            yield f"{run[0]}\N{EN DASH}{run[-1]}"
        else:
            yield from map(str, run)
