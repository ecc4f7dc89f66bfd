"""The structure tree of a run, written into its PDF (ISO 32000-1, 14.7).

Binding puts the top elements under the book's one document element, and renumbers the keys of the parent tree.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any
from xml.etree.ElementTree import Element

import pydyf
from weasyprint.formatting_structure import boxes
from weasyprint.layout.absolute import AbsolutePlaceholder

from bookbuild.layout.drawn_text import DrawnText
from bookbuild.layout.forms import FormFields
from bookbuild.layout.page_boxes import page_box
from bookbuild.layout.page_space import PageSpace
from bookbuild.layout.pdf_objects import DOCUMENT, Rectangles, Structure, key_of
from bookbuild.layout.regular_tables import make_tables_regular
from bookbuild.layout.roles import EXPANSION, alternative
from bookbuild.layout.tree import Area, Mark, Node, Tree, pruned

_Spans = tuple[int, int] | None
Picture = tuple[int, float, float, float, float]
"""Where a picture stands: its page, counted from 0, and its bounding box in points."""


def place_content(
    number: int, page: Any, stream: Any, tree: Tree, fields: FormFields, drawn: DrawnText
) -> dict[Element, Picture]:
    """Add all marked content and fields of a painted page to the tree, and its text to what is drawn; what has no place
    in the tree becomes an artifact.

    Return the pictures on the page.
    """
    pictures: dict[Element, Picture] = {}
    marks: dict[Any, Any] = stream._tags  # noqa: SLF001  # the seam: which box has which mark
    unread = {mark["mcid"] for mark in marks.values()}
    for box in _spoken_boxes(page_box(page)):
        fields.meet(number, page, box)
        drawn.add_box(page, box)
        if box not in marks:
            continue
        drawn.add(page, box)
        mark = Mark(number, marks[box]["mcid"])
        if tree.place(box.element, box.element_tag.partition("::")[2], mark):
            unread.discard(mark.number)
        if isinstance(box, boxes.ReplacedBox):
            pictures.setdefault(box.element, (number, *_bounding_box(page, box)))
    drawn.end_page()
    if unread:
        _make_artifacts(stream.stream, unread)
    stream._tags = None  # noqa: SLF001  # they would keep the boxes
    return pictures


def _bounding_box(page: Any, box: Any) -> tuple[float, float, float, float]:
    left, top = box.content_box_x(), box.content_box_y()
    return PageSpace(page).rectangle(left, top, left + box.width, top + box.height)


def _spoken_boxes(box: Any) -> Iterator[Any]:
    """Yield the boxes of a page in the order of the document, without leaders and margin boxes."""
    if isinstance(box, AbsolutePlaceholder):
        box = box._box  # noqa: SLF001  # it stands for that box
    if box.is_leader or isinstance(box, boxes.MarginBox):
        return
    yield box
    for child in box.children:
        yield from _spoken_boxes(child)


def _make_artifacts(operators: list[Any], unread: set[int]) -> None:
    for index, operand in enumerate(operators):
        if isinstance(operand, pydyf.Dictionary) and operand.get("MCID") in unread:
            operators[index - 1 : index + 2] = [b"/Artifact", b"", b"BMC"]


class TagWriter:
    """Writes a tree as PDF objects. `name` is the run's, and makes the ids of its notes unique in the book.

    The boxes of pictures go among the `rectangles`.
    """

    def __init__(self, pdf: Any, name: str, pictures: Mapping[Element, Picture], rectangles: Rectangles) -> None:
        self._pdf = pdf
        self._name = name
        self._pictures = pictures
        self._rectangles = rectangles
        self._pages = pdf.page_references
        self._marks: list[dict[int, bytes]] = [{} for _ in self._pages]
        self._areas: list[bytes] = []
        self._notes: list[tuple[str, bytes]] = []
        self._references: dict[Node, bytes] = {}
        self._attributes: dict[str, Callable[[Element, _Spans], dict[str, Any]]] = {
            "TH": _cell_attributes,
            "TD": _cell_attributes,
            "L": _list_attributes,
        }

    def write(self, tree: Tree) -> Structure:
        """Write the tree, and its node of the book's parent tree."""
        pruned(tree.root)
        make_tables_regular(tree.root)
        tops = tuple(self._write(kid, DOCUMENT) for kid in tree.root.kids if isinstance(kid, Node))
        keys = len(self._marks) + len(self._areas)
        limits = pydyf.Array([key_of(0), key_of(keys - 1)])
        parents = self._added(pydyf.Dictionary({"Limits": limits, "Nums": self._parent_tree()}))
        return Structure(tops, tuple(self._notes), (parents.reference,), keys, tree.anchors(self._references))

    def _added(self, dictionary: pydyf.Dictionary) -> pydyf.Dictionary:
        self._pdf.add_object(dictionary)
        return dictionary

    def _write(self, node: Node, parent: bytes) -> bytes:
        element = self._added(pydyf.Dictionary({"Type": "/StructElem", "S": f"/{node.role}", "P": parent}))
        page = next((kid.page for kid in node.kids if not isinstance(kid, Node)), None)
        if page is not None:
            element["Pg"] = self._pages[page]
        reference: bytes = element.reference
        self._references[node] = reference
        element["K"] = pydyf.Array([self._kid(kid, page, reference) for kid in node.kids])
        if node.element is not None:
            self._describe(element, node, node.element)
        return reference

    def _kid(self, kid: Node | Mark | Area, page: int | None, parent: bytes) -> Any:
        if isinstance(kid, Node):
            return self._write(kid, parent)
        if isinstance(kid, Area):
            kid.annotation["StructParent"] = key_of(len(self._pages) + len(self._areas))
            self._areas.append(parent)
            area = {"Type": "/OBJR", "Obj": kid.annotation.reference, "Pg": self._pages[kid.page]}
            return pydyf.Dictionary(area)
        self._marks[kid.page][kid.number] = parent
        if kid.page == page:
            return kid.number
        return pydyf.Dictionary({"Type": "/MCR", "Pg": self._pages[kid.page], "MCID": kid.number})

    def _parent_tree(self) -> pydyf.Array:
        """One list a page, by number of the mark; then one element an annotation."""
        lists = [
            pydyf.Array([marks.get(number, b"null") for number in range(max(marks, default=-1) + 1)])
            for marks in self._marks
        ]
        keyed: Sequence[Any] = (*lists, *self._areas)
        return pydyf.Array([item for number, kids in enumerate(keyed) for item in (key_of(number), kids)])

    def _describe(self, element: pydyf.Dictionary, node: Node, source: Element) -> None:
        role = node.role
        if "lang" in source.attrib:
            element["Lang"] = pydyf.String(source.attrib["lang"])
        if EXPANSION in source.attrib:
            element["E"] = pydyf.String(source.attrib[EXPANSION])
        if role in self._attributes and (attributes := self._attributes[role](source, node.spans)):
            element["A"] = pydyf.Dictionary(attributes)
        if role == "Note":
            name = f"{self._name}.note-{len(self._notes) + 1}"
            element["ID"] = pydyf.String(name)
            self._notes.append((name, element.reference))
        if role == "Link" and (words := _words_of_pictures(node)):
            element["Alt"] = pydyf.String(words)
        if role in ("Figure", "Formula"):
            element["Alt"] = pydyf.String(alternative(source))
            if source in self._pictures:  # a picture that was refused is set as its alternative
                element["A"] = pydyf.Dictionary({"O": "/Layout", "BBox": self._rectangles.add(*self._pictures[source])})


def _words_of_pictures(link: Node) -> str:
    """Return what stands for the pictures and formulas that a link consists of; nothing, if it has words too."""
    inside = [kid for kid in link.kids if not isinstance(kid, Area)]
    pictures = [kid.element for kid in inside if isinstance(kid, Node) and kid.role in ("Figure", "Formula")]
    is_pictured = bool(pictures) and len(pictures) == len(inside)
    return ", ".join(alternative(one) for one in pictures if one is not None) if is_pictured else ""


_NUMBERINGS = {"a": "/LowerAlpha", "A": "/UpperAlpha", "i": "/LowerRoman", "I": "/UpperRoman"}


def _cell_attributes(cell: Element, spans: _Spans) -> dict[str, Any]:
    attributes: dict[str, Any] = {"O": "/Table"}
    if cell.tag == "th":
        attributes["Scope"] = "/Row" if cell.get("scope") in {"row", "rowgroup"} else "/Column"
    attributes |= {key: span for key, span in zip(("RowSpan", "ColSpan"), spans or (), strict=False) if span > 1}
    return attributes if len(attributes) > 1 else {}


def _list_attributes(element: Element, _: _Spans) -> dict[str, Any]:
    if element.tag == "ol":
        numbering = _NUMBERINGS.get(element.get("type") or "1", "/Decimal")
    else:
        numbering = "/Disc" if element.tag == "ul" else "/None"
    return {"O": "/List", "ListNumbering": numbering}
