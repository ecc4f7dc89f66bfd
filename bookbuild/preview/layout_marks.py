"""The layout report: loose lines, last pages with little on them, and pages that end early, of what is shown."""

from collections import OrderedDict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bookbuild.preview.pictures import Pictures, TextLine

if TYPE_CHECKING:
    from bookbuild.model import Geometry
    from bookbuild.preview.live_book import LiveBook, RunFile

LOOSE = 0.5
"""Ems of the middle one of a line's spaces from which the line counts as loose; a space of its own is a quarter."""
COLUMNS = 1.2
"""Ems from which it is no line of text but a row of a table, or a scale."""
SHORT, EARLY = 0.2, 0.6
"""Shares of the text block that a run's last page, and any other page of it, should fill."""
_KEPT = 4000


@dataclass(frozen=True, slots=True)
class Mark:
    """What is to be looked at: its kind (``loose-line``, ``short-page``, ``early-end``), the page in its run, how far
    down it is, the words there, and by how much (ems, or the share of the text block that is filled).
    """

    kind: str
    page: int
    top: float
    words: str
    value: float


class LayoutMarks:
    """Examines pages; what was found of runs that are still shown is remembered."""

    def __init__(self, pictures: Pictures) -> None:
        self._pictures = pictures
        self._known: OrderedDict[tuple[str, ...], tuple[Mark, ...]] = OrderedDict()

    def of(self, book: "LiveBook") -> list[tuple[int, Mark]]:
        """Return the marks of a book in order, each with the index of its page in the book."""
        found = []
        for number, start in enumerate(book.starts):
            count = book.runs[number].page_count
            file = book.pages[start].file
            if file and book.rendition.runs[number].sources:
                digests = tuple(page.digest for page in book.pages[start : start + count])
                marks = self._marks(digests, file, book.rendition.geometry)
                found += [(start + mark.page, mark) for mark in marks]
        return found

    def _marks(self, digests: tuple[str, ...], file: "RunFile", geometry: "Geometry") -> tuple[Mark, ...]:
        if digests not in self._known:
            self._known[digests] = tuple(_examined(self._pictures, file, geometry))
            if len(self._known) > _KEPT:
                self._known.popitem(last=False)
        return self._known[digests]


def _examined(pictures: Pictures, file: "RunFile", geometry: "Geometry") -> Iterator[Mark]:
    count = len(file.pages)
    top, bottom = geometry.top / geometry.height, 1 - geometry.bottom / geometry.height
    for index in range(count):
        lines = pictures.text(file, file.data, index)
        inside = [line for line in lines if top - 0.01 <= line.top and line.bottom <= bottom + 0.01]
        yield from (
            Mark("loose-line", index, one.top, one.text, one.space) for one in inside if LOOSE <= one.space < COLUMNS
        )
        filled = _filled(inside, top, bottom)
        is_last = index == count - 1
        if count > 1 and inside and filled < (SHORT if is_last else EARLY):
            yield Mark("short-page" if is_last else "early-end", index, inside[-1].top, inside[-1].text, filled)


def _filled(lines: Sequence[TextLine], top: float, bottom: float) -> float:
    """Return the share of a text block down to its last line."""
    return round((max((line.bottom for line in lines), default=top) - top) / (bottom - top), 2)
