"""The structure tree of a document -> that of its sheets, in the order of its pages (ISO 32000-1, 14.7)."""

from collections.abc import Iterator, Mapping, Sequence

from pikepdf import Array, Dictionary, Name, Object, Pdf, Stream

from bookbuild.imposition.pdf_values import dictionary_in


def is_tagged(source: Pdf) -> bool:
    """Return whether a document has a structure tree."""
    return len(dictionary_in(source.Root, "/StructTreeRoot")) > 0


class StructureCarrier:
    """Carries the structure tree of a tagged document to its sheets.

    What the elements hold lies in the form of a page then, and on another page of the file. The elements are changed in
    the source, which is not written, and copied at once. `sides` and `links` stand for what is on the sheets in their
    place: objects of the source that have been copied.
    """

    def __init__(
        self,
        source: Pdf,
        forms: Sequence[Object],
        sides: Mapping[int, Object],
        links: Mapping[tuple[int, int], Object],
    ) -> None:
        self._source, self._forms, self._sides, self._links = source, forms, sides, links
        self._indexes = {page.obj.objgen: index for index, page in enumerate(source.pages)}

    def carry(self, sheets: Pdf) -> None:
        """Add the structure tree to the sheets."""
        tree = self._source.make_indirect(self._source.Root.StructTreeRoot)
        for element in _elements(tree):
            self._move(element)
        sheets.Root.StructTreeRoot = sheets.copy_foreign(tree)
        marked = dictionary_in(self._source.Root, "/MarkInfo").get("/Marked", False) is True
        sheets.Root.MarkInfo = Dictionary(Marked=marked)

    def _move(self, element: Object) -> None:
        """Put what is on the sheets into an element."""
        if "/K" in element:
            page = self._index(element)
            element.K = Array([moved for kid in _kids(element) if (moved := self._moved(kid, page)) is not None])
        if "/Pg" in element:
            self._put_page(element, self._index(element))

    def _moved(self, kid: Object | int, page: int) -> Object | None:
        """Return what stands in the place of a kid of an element on this page, or None if it is not on the sheets."""
        if isinstance(kid, int):
            return self._content(Dictionary(Type=Name.MCR, MCID=kid), page)
        if not isinstance(kid, Dictionary):
            return None
        match kid.get("/Type"):
            case Name.MCR:
                return self._content(kid, self._index(kid, page))
            case Name.OBJR:
                return self._reference(kid, self._index(kid, page))
            case _:
                return kid

    def _content(self, content: Object, page: int) -> Object | None:
        """Return marked content of a page as that of its form."""
        if page not in self._sides:
            return None
        if "/Stm" not in content:
            content.Stm = self._forms[page]
        self._put_page(content, page)
        return content

    def _reference(self, reference: Object, page: int) -> Object | None:
        """Return a reference to a link as one to that on the sheets."""
        target = reference.get("/Obj")
        if isinstance(target, Dictionary):
            if target.objgen not in self._links:
                return None
            reference.Obj = self._links[target.objgen]
        elif not isinstance(target, Stream):
            return None
        self._put_page(reference, page)
        return reference

    def _put_page(self, holder: Object, page: int) -> None:
        if page in self._sides:
            holder.Pg = self._sides[page]
        elif "/Pg" in holder:
            del holder.Pg

    def _index(self, holder: Object, default: int = -1) -> int:
        """Return the index of the page that an element or its content names."""
        page = holder.get("/Pg")
        return self._indexes.get(page.objgen, default) if isinstance(page, Dictionary) else default


def _elements(tree: Object) -> Iterator[Object]:
    """Yield the elements of a tree; the kids of one are read before it is yielded."""
    waiting, seen = [kid for kid in _kids(tree) if isinstance(kid, Dictionary)], set[tuple[int, int]]()
    while waiting:
        element = waiting.pop()
        if element.is_indirect:
            if element.objgen in seen:
                continue
            seen.add(element.objgen)
        waiting += [
            kid
            for kid in _kids(element)
            if isinstance(kid, Dictionary) and kid.get("/Type") not in (Name.MCR, Name.OBJR)
        ]
        yield element


def _kids(element: Object) -> list[Object | int]:
    kids = element.get("/K")
    return list(kids) if isinstance(kids, Array) else [] if kids is None else [kids]
