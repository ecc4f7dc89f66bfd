"""A finished PDF gone through page by page, for the rooms that look whether it came out well.

The library that reads it keeps what it has read for as long as the file is open: ten kilobytes a page.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from io import BytesIO
from typing import TypeVar

from pikepdf import Object, Pdf

FEW, MOST_TIMES = 384, 10
"""Pages after which the file is opened anew, or more of a longer one, which is opened so many times at most."""
_REFERENCE = re.compile(rb"(\d+) (\d+) R")

Found = TypeVar("Found")


def inspect_pages(data: bytes, look: Callable[[int, Object], Iterable[Found]]) -> Iterator[Found]:
    """Give what is found on the pages of a PDF, in order, which are counted from 0.

    Raises:
        pikepdf.PdfError: when it is none.
    """
    start, end = 0, FEW
    while start < end:
        found, count = _looked(data, range(start, end), look)
        yield from found
        start, end = end, min(count, end + max(FEW, count // MOST_TIMES))


def _looked(
    data: bytes, places: range, look: Callable[[int, Object], Iterable[Found]]
) -> tuple[tuple[Found, ...], int]:
    """Look at the pages in these places, and return what is found and how many pages there are."""
    with Pdf.open(BytesIO(data), inherit_page_attributes=False) as pdf:
        pages = pages_of(pdf)
        here = range(len(pages))[places.start : places.stop]
        return tuple(found for place in here for found in look(place, _leaf(pdf.get_object(pages[place])))), len(pages)


def pages_of(pdf: Pdf) -> list[tuple[int, int]]:
    """Return the numbers of the pages, or of branches of one page each; as a rule without reading them."""
    tree = pdf.Root.Pages
    found = references(tree.Kids)
    return found if len(found) == int(tree.Count) else [page.obj.objgen for page in pdf.pages]


def _leaf(node: Object) -> Object:
    while "/Kids" in node:
        (node,) = node.Kids
    return node


def references(array: Object) -> list[tuple[int, int]]:
    """Return the numbers of the objects that an array names, none of which is read."""
    return [(int(number), int(generation)) for number, generation in _REFERENCE.findall(array.unparse())]
