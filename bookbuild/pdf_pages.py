"""Reading a finished PDF, page by page, for the packages that verify it.

pikepdf keeps objects in memory while the file is open: ten kilobytes a page.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from io import BytesIO
from itertools import chain
from typing import TypeVar

from pikepdf import Object, Pdf, Stream

PAGES_AT_ONCE, MAX_REOPENINGS = 384, 10
"""Pages after which the file is reopened to free memory, and how many times it is reopened at most."""
_REFERENCE = re.compile(rb"(\d+) (\d+) R")

Result = TypeVar("Result")


def inspect_pages(data: bytes, inspect: Callable[[int, Object], Iterable[Result]]) -> Iterator[Result]:
    """Yield what `inspect(index, page)` yields for each page of a PDF, in order; `index` counts from 0.

    Raises:
        pikepdf.PdfError: if the data is not a PDF.
    """
    start, end = 0, PAGES_AT_ONCE
    while start < end:
        results, count = _inspect_range(data, range(start, end), inspect)
        yield from results
        start, end = end, min(count, end + max(PAGES_AT_ONCE, count // MAX_REOPENINGS))


def metadata_of(data: bytes) -> bytes:
    """Return the metadata of a PDF (ISO 32000-1, 14.3.2: XMP), empty if it has none.

    Raises:
        pikepdf.PdfError: if the data is not a PDF.
    """
    with Pdf.open(BytesIO(data)) as pdf:
        packet = pdf.Root.get("/Metadata")
        return packet.read_bytes() if isinstance(packet, Stream) else b""


def outline_entries(node: Object | None) -> Iterator[Object]:
    """Yield the entries of an outline under a node, of all levels, in order (ISO 32000-1, 12.3.3)."""
    entry = node.get("/First") if node is not None else None
    while entry is not None:
        yield entry
        yield from outline_entries(entry)
        entry = entry.get("/Next")


def _inspect_range(
    data: bytes, indices: range, inspect: Callable[[int, Object], Iterable[Result]]
) -> tuple[tuple[Result, ...], int]:
    """Inspect the pages at these indices; return the results and the number of pages."""
    with Pdf.open(BytesIO(data), inherit_page_attributes=False) as pdf:
        pages = pages_of(pdf)
        selected = range(len(pages))[indices.start : indices.stop]
        results = (inspect(index, _page_of(pdf.get_object(pages[index]))) for index in selected)
        return tuple(chain.from_iterable(results)), len(pages)


def pages_of(pdf: Pdf) -> list[tuple[int, int]]:
    """Return the object numbers of the pages, or of branches of one page each; usually without reading the pages."""
    tree = pdf.Root.Pages
    numbers = references(tree.Kids)
    return numbers if len(numbers) == int(tree.Count) else [page.obj.objgen for page in pdf.pages]


def _page_of(node: Object) -> Object:
    while "/Kids" in node:
        (node,) = node.Kids
    return node


def references(array: Object) -> list[tuple[int, int]]:
    """Return the object numbers of the references in an array without reading the objects."""
    return [(int(number), int(generation)) for number, generation in _REFERENCE.findall(array.unparse())]
