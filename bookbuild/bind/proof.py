"""The proof of a bound book: read back as a reader's device would, before anyone gets it."""

from bisect import bisect
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO

import pikepdf
from pikepdf import Pdf

from bookbuild.bind.pagination import label_of
from bookbuild.diagnostics import Diagnostic, diagnose
from bookbuild.model import PrintedFolio
from bookbuild.pdf_pages import inspect_pages, pages_of, references

_INTERNAL = ("file:", "book:")


@dataclass(frozen=True, slots=True)
class Claim:
    """What a run says of itself: its name, the page of the book that it begins on, and the page numbers it prints."""

    name: str
    start: int
    folios: tuple[PrintedFolio, ...]


@dataclass(frozen=True, slots=True)
class BoundBook:
    """The file of a book, and what its runs claim, in their order: all that is left of them when it is proved."""

    data: bytes
    claims: tuple[Claim, ...]


def prove(book: BoundBook) -> tuple[Diagnostic, ...]:
    """Find every link and outline entry that leads nowhere, every address that leads out of the book into the
    machine that made it, and every printed page number that is not the one of the page its link leads to.
    """
    bound, outline = _read(book.data)
    starts = [claim.start for claim in book.claims]

    def look(place: int, page: pikepdf.Object) -> Iterator[Diagnostic]:
        return _dead_links(page, bound, book.claims[bisect(starts, place) - 1].name)

    folios = (found for claim in book.claims for found in _wrong_folios(claim, bound))
    return tuple(dict.fromkeys((*inspect_pages(book.data, look), *outline, *folios)))


def _read(data: bytes) -> tuple["_Bound", tuple[Diagnostic, ...]]:
    """Read what is said of the book as a whole, and find what is wrong with its outline."""
    with Pdf.open(BytesIO(data), inherit_page_attributes=False) as book:
        bound = _Bound.of(book)
        return bound, tuple(_dead_outline(book, bound))


@dataclass(frozen=True, slots=True)
class _Bound:
    """Where the names of a bound book lead, and how its pages are labelled."""

    pages: dict[bytes, int]
    labels: tuple[str, ...]

    @classmethod
    def of(cls, book: Pdf) -> "_Bound":
        places = {number: place for place, number in enumerate(pages_of(book))}
        names = list(book.Root.Names.Dests.Names)
        found = {bytes(name): references(to)[0] for name, to in zip(names[::2], names[1::2], strict=True)}
        pages = {name: places[number] for name, number in found.items() if number in places}
        return cls(pages, tuple(_labels(book, len(places))))

    def page_of(self, anchor: str) -> int | None:
        return self.pages.get(bytes(pikepdf.String(anchor)))


def _labels(book: Pdf, count: int) -> Iterator[str]:
    """Read the labels of so many pages out of the page labels (ISO 32000-1, 12.4.2)."""
    numbers = list(book.Root.PageLabels.Nums)
    ranges = list(zip(map(int, numbers[::2]), numbers[1::2], strict=True))
    ends = [first for first, _ in ranges[1:]] + [count]
    divisions = {"/r": "front", "/D": "body"}
    for (first, label), end in zip(ranges, ends, strict=True):
        style, prefix = str(label.get("/S", "")), str(label.get("/P", ""))
        for place in range(first, end):
            yield prefix + (label_of(divisions[style], place - first + 1) if style else "")


def _dead_links(page: pikepdf.Object, bound: _Bound, owner: str) -> Iterator[Diagnostic]:
    for annotation in page.get("/Annots", ()):
        if "/Dest" in annotation:
            anchor = str(annotation.Dest)
            if bound.page_of(anchor) is None:
                yield diagnose("dead-destination", f"{owner}: a link leads to {anchor!r}, which is nowhere")
        elif "/A" in annotation and str(annotation.A.URI).startswith(_INTERNAL):
            yield diagnose("dead-destination", f"{owner}: a link leads out of the book, to {annotation.A.URI}")


def _dead_outline(book: Pdf, bound: _Bound) -> Iterator[Diagnostic]:
    for item in _items(book.Root.get("/Outlines")):
        anchor = str(item.Dest)
        if bound.page_of(anchor) is None:
            yield diagnose(
                "dead-destination", f"the outline's {str(item.Title)!r} leads to {anchor!r}, which is nowhere"
            )


def _items(parent: pikepdf.Object | None) -> Iterator[pikepdf.Object]:
    item = parent.get("/First") if parent is not None else None
    while item is not None:
        yield item
        yield from _items(item)
        item = item.get("/Next")


def _wrong_folios(claim: Claim, bound: _Bound) -> Iterator[Diagnostic]:
    for folio in claim.folios:
        page = bound.page_of(folio.anchor)
        label = bound.labels[page] if page is not None else ""
        if page is not None and folio.text != label:
            message = f"{claim.name} prints page {folio.text!r} for {folio.anchor!r}, which is on page {label!r}"
            yield diagnose("wrong-folio", message)
