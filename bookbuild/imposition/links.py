"""Links of pages, copied to the sheets: to addresses, and to the new positions of other pages."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

import pikepdf
from pikepdf import Array, Dictionary, Matrix, Name, NameTree, Pdf, Rectangle, String

from bookbuild.imposition.pdf_values import dictionary_in, numbers_in, upright
from bookbuild.imposition.placing import Box
from bookbuild.imposition.reading import SourcePage


@dataclass(frozen=True, slots=True)
class Landing:
    """Position of a page on a sheet: the side, the object of the source that was copied as that side, the matrix from
    the page's own coordinates, and the visible part.
    """

    side: pikepdf.Object
    stand_in: pikepdf.Object
    matrix: Matrix
    visible: Box


class LinkCarrier:
    """Copies the links of one document to its sheets. Links to files or scripts are dropped; links have no frame,
    since sheets are printed.
    """

    def __init__(self, source: Pdf, pages: Sequence[SourcePage], landings: Mapping[int, Landing]) -> None:
        self._source, self._pages, self._landings = source, pages, landings
        self._indexes = {page.obj.objgen: index for index, page in enumerate(source.pages)}
        self._names = _named_destinations(source)

    def carry(self, sheets: Pdf) -> dict[tuple[int, int], pikepdf.Object]:
        """Add to every side the links of its pages. Return by the number of each link the object that was copied."""
        stand_ins: dict[tuple[int, int], pikepdf.Object] = {}
        annotations: dict[tuple[int, int], list[pikepdf.Object]] = {}
        for index, landing in sorted(self._landings.items()):
            for link in self._pages[index].links:
                if (carried := self._carried(link, landing)) is not None:
                    stand_in = self._source.make_indirect(carried)
                    if link.is_indirect:
                        stand_ins[link.objgen] = stand_in
                    annotations.setdefault(landing.side.objgen, []).append(stand_in)
        for landing in self._landings.values():
            if stood_for := annotations.pop(landing.side.objgen, None):
                landing.side.Annots = Array(map(sheets.copy_foreign, stood_for))
        return stand_ins

    def _carried(self, link: pikepdf.Object, landing: Landing) -> Dictionary | None:
        box, goal = upright(link.get("/Rect")), self._new_target(link)
        area = _clipped(landing.matrix.transform(box), landing.visible) if box else None
        if area is None or goal is None:
            return None
        carried = Dictionary({"/Type": Name.Annot, "/Subtype": Name.Link, "/Border": Array([0, 0, 0]), **goal})
        carried.Rect = Array(area)
        if isinstance(link.get("/StructParent"), int):
            carried.StructParent = link.StructParent
        if "/Contents" in link:
            carried.Contents = String(str(link.Contents))
        if quads := numbers_in(link.get("/QuadPoints")):
            carried.QuadPoints = Array(_moved_corners(quads, landing.matrix))
        return carried

    def _new_target(self, link: pikepdf.Object) -> dict[str, pikepdf.Object] | None:
        """Return the new target of a link, or None if it is neither an address nor a page."""
        action = dictionary_in(link, "/A")
        if action.get("/S") == Name.URI and "/URI" in action:
            return {"/A": Dictionary(S=Name.URI, URI=String(bytes(action.URI)))}
        return self._destination(link.get("/Dest", action.get("/D") if action.get("/S") == Name.GoTo else None))

    def _destination(self, destination: pikepdf.Object | None) -> dict[str, pikepdf.Object] | None:
        if isinstance(destination, (Name, String)):
            destination = self._names.get(str(destination))
        if isinstance(destination, Dictionary):
            destination = destination.get("/D")
        if not isinstance(destination, Array) or len(destination) == 0 or not isinstance(destination[0], Dictionary):
            return None
        landing = self._landings.get(self._indexes.get(destination[0].objgen, -1))
        if landing is None:
            return None
        return {"/Dest": Array([landing.stand_in, Name.XYZ, *_corner(list(destination)[1:], landing), 0])}


def _corner(view: Sequence[object], landing: Landing) -> tuple[float, float]:
    """Return the upper left corner of a destination (ISO 32000-1, 12.3.2.2), by default that of its page."""
    match view:
        case [Name.XYZ, (Decimal() | int()) as left, (Decimal() | int()) as top, *_]:
            return landing.matrix.transform((float(left), float(top)))
        case _:
            return landing.visible.left, landing.visible.top


def _named_destinations(source: Pdf) -> dict[str, pikepdf.Object]:
    """Return destinations by name, from both the PDF 1.1 dictionary and the name tree."""
    names = {str(name): destination for name, destination in dictionary_in(source.Root, "/Dests").items()}
    tree = dictionary_in(dictionary_in(source.Root, "/Names"), "/Dests")
    return names | {str(name): destination for name, destination in NameTree(source.make_indirect(tree)).items()}


def _clipped(area: Rectangle, visible: Box) -> tuple[float, float, float, float] | None:
    """Return the visible part of an area, or None if there is none."""
    left, right = max(area.llx, visible.left), min(area.urx, visible.right)
    bottom, top = max(area.lly, visible.bottom), min(area.ury, visible.top)
    return (left, bottom, right, top) if left < right and bottom < top else None


def _moved_corners(quads: Sequence[float], matrix: Matrix) -> Iterator[float]:
    """Yield the new coordinates of a link's quadrilaterals."""
    for point in zip(quads[::2], quads[1::2], strict=False):
        yield from matrix.transform(point)
