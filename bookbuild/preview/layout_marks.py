"""The layout report: loose lines, last pages with little on them, pages that end early; and what is marked on pages."""

from collections import OrderedDict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from bookbuild.diagnostics import Diagnostic, Location
from bookbuild.preview.pictures import Pictures, TextLine
from bookbuild.preview.place_finder import PlaceFinder, row_of

if TYPE_CHECKING:
    from bookbuild.model import Geometry
    from bookbuild.pipeline.reading.project import Reading
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
    """What is to be looked at: its kind (``loose-line``, ``short-page``, ``early-end``), the page in its run, the index
    of the line on it, how far down that is, its words, and by how much (ems, or the share of the text block filled).
    """

    kind: str
    page: int
    row: int
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
                found += [(start + mark.page, mark) for mark in self._marks(digests, file)]
        return found

    def _marks(self, digests: tuple[str, ...], file: "RunFile") -> tuple[Mark, ...]:
        if digests not in self._known:
            pages = [self._pictures.text(file, file.data, index) for index in range(len(file.pages))]
            self._known[digests] = tuple(examined(pages, file.rendition.geometry, inked_by(self._pictures, file)))
            if len(self._known) > _KEPT:
                self._known.popitem(last=False)
        return self._known[digests]


Inked = Callable[[int, float], float]
"""How far down a page of a run anything is drawn that is above a share of its height. See `Pictures.inked_to`."""


def inked_by(pictures: Pictures, file: "RunFile") -> Inked:
    """Return a function that looks at the pages of a file."""
    return lambda index, bottom: pictures.inked_to(file, file.data, index, bottom)


def examined(pages: Sequence[Sequence[TextLine]], geometry: "Geometry", inked: Inked) -> Iterator[Mark]:
    """Yield the marks of the pages of a run. What is drawn counts as much as text where a page ends early."""
    top, bottom = geometry.top / geometry.height, 1 - geometry.bottom / geometry.height
    for index, lines in enumerate(pages):
        inside = [row for row, line in enumerate(lines) if top - 0.01 <= line.top and line.bottom <= bottom + 0.01]
        for row in inside:
            if LOOSE <= lines[row].space < COLUMNS:
                yield _mark("loose-line", index, row, lines[row], lines[row].space)
        is_last = index == len(pages) - 1
        filled, least = _filled([lines[row] for row in inside], top, bottom), SHORT if is_last else EARLY
        if len(pages) > 1 and inside and filled < least:
            filled = max(filled, round((inked(index, bottom) - top) / (bottom - top), 2))
        if len(pages) > 1 and inside and filled < least:
            worded = [row for row in inside if any(map(str.isalnum, lines[row].text))] or inside
            yield _mark("short-page" if is_last else "early-end", index, worded[-1], lines[worded[-1]], filled)


def marks_of_page(
    file: "RunFile", index: int, places: PlaceFinder, reading: "Reading", diagnostics: Iterable[Diagnostic]
) -> dict[str, Any]:
    """Return the `marks` of the layout report, each as its kind, the index of its line on the page and its value; and
    the `problems`, each as the index of the message and that of its line.
    """
    pages = places.lines_of_run(file, reading)
    lines_of_pages = [[one.line for one in lines] for lines in pages]
    found = examined(lines_of_pages, file.rendition.geometry, inked_by(places.pictures, file))
    marks = [[mark.kind, mark.row, mark.value] for mark in found if mark.page == index] if file.sources else []
    problems = []
    for number, diagnostic in enumerate(diagnostics):
        for place in _places(diagnostic):
            page, row = row_of(pages, (place.path, place.line or 1)) if place.path in file.sources else (-1, 0)
            if page == index:
                problems.append([number, row])
    return {"marks": marks, "problems": problems}


def _places(diagnostic: Diagnostic) -> Iterator[Location]:
    if diagnostic.location:
        yield diagnostic.location
    yield from diagnostic.also_at


def _mark(kind: str, page: int, row: int, line: TextLine, value: float) -> Mark:
    return Mark(kind, page, row, line.top, line.text, value)


def _filled(lines: Sequence[TextLine], top: float, bottom: float) -> float:
    """Return the share of a text block down to its last line."""
    return round((max((line.bottom for line in lines), default=top) - top) / (bottom - top), 2)
