"""How a reader finds the way: outline, page labels and named destinations (ISO 32000-1, 12.3 and 12.4.2)."""

from codecs import BOM_UTF16_BE
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

import pydyf

from bookbuild.bind.joining import JoinedRun
from bookbuild.bind.pagination import Page
from bookbuild.bind.writing import BookFile, reference
from bookbuild.model import NavPoint


def name_destinations(book: BookFile, joined: Sequence[JoinedRun], outline: Sequence[NavPoint]) -> bytes:
    """Define the destinations that a link or an entry of the outline leads to; of two of a name, the first.

    Returns how their tree is referred to.
    """
    wanted = {target for one in joined for target in one.run.objects.targets} | {
        point.target for point in _flat(outline)
    }
    places: dict[str, bytes] = {}
    for one in joined:
        for anchor in wanted & one.run.anchors.keys():
            index, left, top = one.run.anchors[anchor]
            at = (one.numbers[index], left + one.shifts[index], top)
            places.setdefault(anchor, b"[%d 0 R/XYZ %.3f %.3f 0]" % at)
    names = [part for name in sorted(places, key=_key) for part in (pydyf.String(name), places[name])]
    return book.add({"Names": pydyf.Array(names)})


def _key(name: str) -> bytes:
    """Return the bytes by which a name is sorted: those of its string."""
    return name.encode() if name.isascii() else BOM_UTF16_BE + name.encode("utf-16-be")


def write_outline(book: BookFile, points: Sequence[NavPoint]) -> dict[str, bytes]:
    """Write the outline, its first level shown and all below it folded up; return its entry in the catalog."""
    if not points:
        return {}
    (root,) = book.reserve(1)
    book.put(root, pydyf.Dictionary({"Type": "/Outlines"} | _write_level(book, root, points)).data)
    return {"Outlines": reference(root)}


def _write_level(book: BookFile, parent: int, points: Sequence[NavPoint]) -> dict[str, Any]:
    """Write the points under a parent and return what that says of them."""
    numbers = book.reserve(len(points))
    for place, (number, point) in enumerate(zip(numbers, points, strict=True)):
        title, target = pydyf.String(_title(point)), pydyf.String(point.target)
        item: dict[str, Any] = {"Title": title, "Parent": reference(parent), "Dest": target}
        if place:
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


def page_labels(book: BookFile, pages: Sequence[Page], labels: Mapping[str, str]) -> bytes:
    """Number the pages as the reader sees them: the cover by its name, then i, ii … and 1, 2 …, and those of a series
    from 1 behind its name. Returns how the labels are referred to.
    """
    numbers: list[Any] = []
    for place, page in enumerate(pages):
        if page.division == "cover":
            name = labels.get("cover", "Cover") if page.run is not None else ""
            numbers += [place, pydyf.Dictionary({"P": pydyf.String(name)})]
        elif place == 0 or pages[place - 1].division != page.division or _begins_series(page):
            numbering = pydyf.Dictionary({"S": "/r" if page.division == "front" else "/D"})
            if page.series:
                numbering["P"] = pydyf.String(page.series)
            numbers += [place, numbering]
    return book.add({"Nums": pydyf.Array(numbers)})


def _begins_series(page: Page) -> bool:
    return page.series is not None and page.run is not None and page.index == 0
