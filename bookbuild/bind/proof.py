"""Proof of a bound book: the PDF is read back before it is written, and its links and page numbers are checked."""

from bisect import bisect
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO

import pikepdf
from pikepdf import Pdf

from bookbuild.bind.navigation import name_bytes
from bookbuild.bind.pagination import label_of
from bookbuild.diagnostics import Diagnostic, diagnose
from bookbuild.model import PrintedFolio
from bookbuild.pdf_pages import inspect_pages, outline_entries, pages_of, references

_INTERNAL = ("file:", "book:")
_HINT = "look in the stylesheets and templates of the project for what hides the place or leaves it out"


@dataclass(frozen=True, slots=True)
class PlacedRun:
    """What is to be proved of a run: its name, its first page in the book, and the page numbers it prints."""

    name: str
    start: int
    folios: tuple[PrintedFolio, ...]


@dataclass(frozen=True, slots=True)
class BoundBook:
    """The PDF of a book, and where each of its runs stands, in order."""

    data: bytes
    placed_runs: tuple[PlacedRun, ...]


def prove(book: BoundBook) -> tuple[Diagnostic, ...]:
    """Return a diagnostic for every link and outline entry without a target, every address of a file on this machine,
    and every printed page number that differs from that of its link's page.
    """
    bound, outline = _read(book.data)
    starts = [placed.start for placed in book.placed_runs]

    def inspect(index: int, page: pikepdf.Object) -> Iterator[Diagnostic]:
        return _dead_links(page, bound, book.placed_runs[bisect(starts, index) - 1].name)

    folios = (fault for placed in book.placed_runs for fault in _wrong_folios(placed, bound))
    return tuple(dict.fromkeys((*inspect_pages(book.data, inspect), *outline, *folios)))


def _read(data: bytes) -> tuple["_BoundIndex", tuple[Diagnostic, ...]]:
    """Return the book's destinations and labels, and diagnostics of its outline."""
    with Pdf.open(BytesIO(data), inherit_page_attributes=False) as book:
        bound = _BoundIndex.of(book)
        return bound, tuple(_dead_outline(book, bound))


@dataclass(frozen=True, slots=True)
class _BoundIndex:
    """The destinations of a bound book by the bytes of their names, and the labels of its pages.

    Bytes, since a name can be written in two encodings, and a viewer compares what is written.
    """

    pages: dict[bytes, int]
    labels: tuple[str, ...]

    @classmethod
    def of(cls, book: Pdf) -> "_BoundIndex":
        indices = {number: index for index, number in enumerate(pages_of(book))}
        names = list(book.Root.Names.Dests.Names)
        destinations = {bytes(name): references(to)[0] for name, to in zip(names[::2], names[1::2], strict=True)}
        pages = {name: indices[number] for name, number in destinations.items() if number in indices}
        return cls(pages, tuple(_labels(book, len(indices))))

    def has(self, destination: pikepdf.Object) -> bool:
        return bytes(destination) in self.pages

    def page_of(self, anchor: str) -> int | None:
        return self.pages.get(name_bytes(anchor))


def _labels(book: Pdf, count: int) -> Iterator[str]:
    """Yield the labels of the pages from the page label tree (ISO 32000-1, 12.4.2)."""
    numbers = list(book.Root.PageLabels.Nums)
    ranges = list(zip(map(int, numbers[::2]), numbers[1::2], strict=True))
    ends = [first for first, _ in ranges[1:]] + [count]
    divisions = {"/r": "front", "/D": "body"}
    for (first, label), end in zip(ranges, ends, strict=True):
        style, prefix = str(label.get("/S", "")), str(label.get("/P", ""))
        for index in range(first, end):
            yield prefix + (label_of(divisions[style], index - first + 1) if style else "")


def _dead_links(page: pikepdf.Object, bound: _BoundIndex, owner: str) -> Iterator[Diagnostic]:
    for annotation in page.get("/Annots", ()):
        if "/Dest" in annotation:
            if not bound.has(annotation.Dest):
                anchor = str(annotation.Dest)
                message = f"{owner}: a link leads to {anchor!r}, which does not exist"
                yield diagnose("dead-destination", message, cause=f"anchor {anchor}")
        elif "/A" in annotation and str(annotation.A.URI).startswith(_INTERNAL):
            yield diagnose("dead-destination", f"{owner}: a link leads to an internal address, {annotation.A.URI}")


def _dead_outline(book: Pdf, bound: _BoundIndex) -> Iterator[Diagnostic]:
    for item in outline_entries(book.Root.get("/Outlines")):
        if not bound.has(item.Dest):
            anchor = str(item.Dest)
            message = f"the outline's {str(item.Title)!r} leads to {anchor!r}, which does not exist"
            yield diagnose("dead-destination", message, hint=_HINT, cause=f"anchor {anchor}")


def _wrong_folios(placed: PlacedRun, bound: _BoundIndex) -> Iterator[Diagnostic]:
    for folio in placed.folios:
        page = bound.page_of(folio.anchor)
        label = bound.labels[page] if page is not None else ""
        if page is not None and folio.text != label:
            message = f"{placed.name} prints page {folio.text!r} for {folio.anchor!r}, which is on page {label!r}"
            yield diagnose("wrong-folio", message)
