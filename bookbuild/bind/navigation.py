"""Navigation: outline, page labels and named destinations (ISO 32000-1, 12.3 and 12.4.2)."""

from codecs import BOM_UTF16_BE
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

import pydyf

from bookbuild.bind.joining import JoinedRun
from bookbuild.bind.pagination import Page
from bookbuild.bind.pdf_ua_2 import structure_destination
from bookbuild.bind.pdf_writer import PdfFile, reference
from bookbuild.model import NavPoint


def name_destinations(
    book: PdfFile, joined: Sequence[JoinedRun], outline: Sequence[NavPoint], *, in_structure: bool = False
) -> bytes:
    """Define the destinations of links and outline entries (the first one of each name), and return a reference to
    their tree. In a book for PDF/UA-2 they are structure elements, too.
    """
    targets = {target for joined_run in joined for target in joined_run.run.objects.targets} | {
        point.target for point in _flat(outline)
    }
    destinations: dict[str, bytes] = {}
    for joined_run in joined:
        for anchor in targets & joined_run.run.anchors.keys():
            index, left, top = joined_run.run.anchors[anchor]
            destination = (joined_run.numbers[index], left + joined_run.shifts[index], top)
            if anchor not in destinations:
                place = b"[%d 0 R/XYZ %.3f %.3f 0]" % destination
                element = _element_of(anchor, joined_run)
                destinations[anchor] = structure_destination(place, element) if in_structure else place
    names = [part for name in sorted(destinations, key=name_bytes) for part in (pydyf.String(name), destinations[name])]
    return book.add({"Names": pydyf.Array(names)})


def _element_of(anchor: str, joined_run: JoinedRun) -> int:
    """Return the number of the structure element of an anchor, or of the first one of its run."""
    objects = joined_run.run.objects
    return joined_run.numbers[objects.places.get(anchor, next(iter(objects.tops), 0))]


def name_bytes(name: str) -> bytes:
    """Return the bytes of a name's PDF string as pydyf writes it, by which names are compared (ISO 32000-1, 7.9.6)."""
    return name.encode() if name.isascii() else BOM_UTF16_BE + name.encode("utf-16-be")


def write_outline(book: PdfFile, points: Sequence[NavPoint]) -> dict[str, bytes]:
    """Write the outline, with only its first level open; return its entry in the catalog."""
    if not points:
        return {}
    (root,) = book.reserve(1)
    book.put(root, pydyf.Dictionary({"Type": "/Outlines"} | _write_level(book, root, points)).data)
    return {"Outlines": reference(root)}


def _write_level(book: PdfFile, parent: int, points: Sequence[NavPoint]) -> dict[str, Any]:
    """Write the points under a parent and return the parent's entries for them."""
    numbers = book.reserve(len(points))
    for index, (number, point) in enumerate(zip(numbers, points, strict=True)):
        title, target = pydyf.String(_title(point)), pydyf.String(point.target)
        item: dict[str, Any] = {"Title": title, "Parent": reference(parent), "Dest": target}
        if index:
            item["Prev"] = reference(number - 1)
        if number != numbers[-1]:
            item["Next"] = reference(number + 1)
        if point.children:
            item |= _write_level(book, number, point.children)
            item["Count"] = -len(point.children)
        book.put(number, pydyf.Dictionary(item).data)
    return {"First": reference(numbers[0]), "Last": reference(numbers[-1]), "Count": len(points)}


def _title(point: NavPoint) -> str:
    return f"{point.number} {point.label}" if point.number else point.label


def _flat(points: Iterable[NavPoint]) -> Iterator[NavPoint]:
    for point in points:
        yield point
        yield from _flat(point.children)


def page_labels(book: PdfFile, pages: Sequence[Page], labels: Mapping[str, str]) -> bytes:
    """Write the page labels: the cover's name, then i, ii … and 1, 2 …, and those of a series from 1 after its name;
    return a reference to them.
    """
    numbers: list[Any] = []
    for index, page in enumerate(pages):
        if page.division == "cover":
            name = labels.get("cover", "Cover") if page.run is not None else ""
            numbers += [index, pydyf.Dictionary({"P": pydyf.String(name)})]
        elif index == 0 or pages[index - 1].division != page.division or _begins_series(page):
            numbering = pydyf.Dictionary({"S": "/r" if page.division == "front" else "/D"})
            if page.series:
                numbering["P"] = pydyf.String(page.series)
            numbers += [index, numbering]
    return book.add({"Nums": pydyf.Array(numbers)})


def _begins_series(page: Page) -> bool:
    return page.series is not None and page.run is not None and page.index == 0
