"""How a reader finds the way: outline, page labels and named destinations (ISO 32000-1, 12.3 and 12.4.2)."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise

import pikepdf
from pikepdf import Array, Dictionary, Name, Pdf, String

from bookbuild.bind.joining import JoinedRun
from bookbuild.bind.pagination import Page
from bookbuild.model import LaidOutRun, NavPoint


def name_destinations(
    book: Pdf, runs: Sequence[LaidOutRun], joined: Sequence[JoinedRun], outline: Sequence[NavPoint]
) -> None:
    """Define the destinations that a link or an entry of the outline leads to; of two of a name, the first."""
    wanted = {str(annotation.Dest) for run in joined for annotation in run.annotations if "/Dest" in annotation}
    wanted.update(point.target for point in _flat(outline))
    destinations: dict[bytes, pikepdf.Object] = {}
    for laid_out, run in zip(runs, joined, strict=True):
        for anchor in sorted(wanted & laid_out.anchors.keys()):
            index, left, top = laid_out.anchors[anchor]
            place = Array([run.pages[index], Name.XYZ, left + run.shifts[index], top, 0])
            destinations.setdefault(bytes(String(anchor)), place)
    names = [item for name in sorted(destinations) for item in (String(name), destinations[name])]
    book.Root.Names = Dictionary(Dests=book.make_indirect(Dictionary(Names=Array(names))))


def write_outline(book: Pdf, points: Sequence[NavPoint]) -> None:
    """Write the outline, its first level shown and all below it folded up."""
    if not points:
        return
    root = book.make_indirect(Dictionary(Type=Name.Outlines))
    root.Count = _write_level(book, root, points)
    book.Root.Outlines = root


def _write_level(book: Pdf, parent: pikepdf.Object, points: Sequence[NavPoint]) -> int:
    """Write the points under a parent and return how many there are."""
    items = [
        book.make_indirect(Dictionary(Title=String(_title(point)), Parent=parent, Dest=String(point.target)))
        for point in points
    ]
    for before, after in pairwise(items):
        before.Next, after.Prev = after, before
    parent.First, parent.Last = items[0], items[-1]
    for item, point in zip(items, points, strict=True):
        if point.children:
            item.Count = -_write_level(book, item, point.children)
    return len(items)


def _title(point: NavPoint) -> str:
    return f"{point.number} {point.label}" if point.number else point.label


def _flat(points: Iterable[NavPoint]) -> Iterator[NavPoint]:
    for point in points:
        yield point
        yield from _flat(point.children)


def write_page_labels(book: Pdf, pages: Sequence[Page], labels: Mapping[str, str]) -> None:
    """Number the pages as the reader sees them: the cover by its name, then i, ii … and 1, 2 …, and those of a series
    from 1 behind its name.
    """
    numbers: list[int | Dictionary] = []
    for place, page in enumerate(pages):
        if page.division == "cover":
            name = labels.get("cover", "Cover") if page.run is not None else ""
            numbers += [place, Dictionary(P=String(name))]
        elif place == 0 or pages[place - 1].division != page.division or _begins_series(page):
            numbering = Dictionary(S=Name("/r") if page.division == "front" else Name("/D"))
            if page.series:
                numbering.P = String(page.series)
            numbers += [place, numbering]
    book.Root.PageLabels = book.make_indirect(Dictionary(Nums=Array(numbers)))


def _begins_series(page: Page) -> bool:
    return page.series is not None and page.run is not None and page.index == 0
