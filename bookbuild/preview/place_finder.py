"""From a line on a page to the line of an article that it comes from, and from there back to the page."""

import re
from collections import OrderedDict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bookbuild.model import Source
from bookbuild.preview.pictures import Pictures, TextLine
from bookbuild.preview.source_lines import Place, places_of, source_words, words_of

if TYPE_CHECKING:
    from bookbuild.pipeline.reading.project import Reading
    from bookbuild.preview.live_book import LiveBook, RunFile

_HEADING = re.compile(r" {0,3}#{1,6}\s|\s*title\s*:")
_KEPT = 16
"""Runs whose lines are remembered."""


@dataclass(frozen=True, slots=True)
class PlacedLine:
    """A line of a page, with the file and line that its first word is from, if it is from one, and whether that
    is a heading.
    """

    line: TextLine
    place: Place | None
    is_heading: bool = False


class PlaceFinder:
    """Finds places on pages that `pictures` draws; what was found of the last runs is remembered."""

    def __init__(self, pictures: Pictures) -> None:
        self.pictures = pictures
        self._known: OrderedDict[RunFile, list[list[PlacedLine]]] = OrderedDict()

    def lines(self, file: "RunFile", index: int, reading: "Reading") -> Sequence[PlacedLine]:
        """Return the lines of a page."""
        return self.lines_of_run(file, reading)[index]

    def lines_of_run(self, file: "RunFile", reading: "Reading") -> "Sequence[Sequence[PlacedLine]]":
        """Return the lines of each page of a run."""
        lines = self._known.get(file) or self._found(file, _Texts(reading))
        self._known[file] = lines
        if len(self._known) > _KEPT:
            self._known.popitem(last=False)
        return lines

    def page_of(self, book: "LiveBook", path: str, line: int) -> tuple[int, float] | None:
        """Return the index of the page that has a line of a file, and how far down it is there; None if none has it."""
        number = book.run_of_source.get(path)
        if number is None:
            return None
        start = book.starts[number]
        file = book.pages[start].file
        pages = self.lines_of_run(file, book.reading) if file else ()
        page, row = row_of(pages, (path, line))
        return start + page, pages[page][row].line.top if pages and pages[page] else 0.0

    def _found(self, file: "RunFile", texts: "_Texts") -> list[list[PlacedLine]]:
        pages = [self.pictures.text(file, file.data, index) for index in range(len(file.pages))]
        words, owners = _page_words(pages)
        lines_of_sources = [line for path in file.sources for line in texts.lines(path)]
        source = source_words(lines_of_sources)
        headings = {place for text, place in lines_of_sources if _is_heading(text)}
        first: dict[tuple[int, int], Place | None] = {}
        for owner, place in zip(owners, places_of(words, source), strict=True):
            first.setdefault(owner, place)
        return [
            [
                PlacedLine(line, place := first.get((number, index)), place in headings)
                for index, line in enumerate(lines)
            ]
            for number, lines in enumerate(pages)
        ]


def _is_heading(line: str) -> bool:
    """Return whether a line of a source is a heading in Markdown, or the title in its metadata block."""
    return bool(_HEADING.match(line))


def row_of(pages: Sequence[Sequence[PlacedLine]], place: Place) -> tuple[int, int]:
    """Return the index of the page of a run, and of the line on it, that has a place in a file, or comes before it."""
    path, number = place
    found, best = 0, (0, 0)
    for index, lines in enumerate(pages):
        for row, one in enumerate(lines):
            if one.place and one.place[0] == path and found < one.place[1] <= number:
                found, best = one.place[1], (index, row)
    return best


def _page_words(pages: Sequence[Sequence[TextLine]]) -> tuple[list[str], list[tuple[int, int]]]:
    """Return the words of pages, and for each the page and line that it begins in."""
    words: list[str] = []
    owners: list[tuple[int, int]] = []
    is_open = False
    for number, lines in enumerate(pages):
        for index, line in enumerate(lines):
            found = words_of(line.text)
            if is_open and words and found:
                words[-1] += found.pop(0)
            words += found
            owners += [(number, index)] * len(found)
            is_open = line.is_hyphenated
    return words, owners


@dataclass(frozen=True, slots=True)
class _Texts:
    """The texts of articles as they are on the disk now."""

    reading: "Reading"

    def lines(self, path: str) -> Iterator[tuple[str, Place]]:
        """Yield the lines of an article, each with its place: of a line that it includes, in the file it is from."""
        site = self.reading.site
        for source in site.files.sources([path]).value if site else ():
            prepared: Source = site.prepared(source).value.source if site else source
            text = prepared.data.decode("utf-8", "replace").splitlines()
            for number, line in enumerate(text, 1):
                known = number <= len(prepared.lines)
                yield line, prepared.lines[number - 1] if known else (path, number)
