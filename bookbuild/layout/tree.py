"""The structure of a run: which element of the document each piece of a page belongs to.

WeasyPrint marks every piece of text it draws. Its own tree has a node for each box, so a paragraph over two pages is
two, and a link over two lines is a link and a stray; here every element of the document is one node, wherever its
pieces fall. Built so as to pass PDF/UA-1 (ISO 14289-1).
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from xml.etree.ElementTree import Element

from bookbuild.layout.roles import GROUPING, INLINE, is_unread, role_of


@dataclass(frozen=True, slots=True)
class Mark:
    """A piece of marked content: its page, counted from 0, and its number there (MCID)."""

    page: int
    number: int


@dataclass(frozen=True, slots=True)
class Area:
    """The annotation over a link or a field, or over a part of it: its page, counted from 0, and its dictionary."""

    page: int
    annotation: Any


@dataclass(slots=True, eq=False)
class Node:
    """A structure element. `head` is the table head that it is in; `spans` over how many rows and columns a cell
    reaches, where that is known.
    """

    role: str
    element: Element | None = None
    kids: list["Node | Mark | Area"] = field(default_factory=list)
    head: "Node | None" = None
    spans: tuple[int, int] | None = None

    def add(self, role: str, element: Element | None = None) -> "Node":
        """Append a new node and return it."""
        node = Node(role, element, head=self.head)
        if role == "THead":
            node.head = node
        self.kids.append(node)
        return node


class Tree:
    """The nodes of the elements of one document, created when content for them is found."""

    def __init__(self, root: Element) -> None:
        self.root = Node("Document")
        self._parents = {child: parent for parent in root.iter() for child in parent}
        self._places: dict[Element, Node | None] = {root: self.root}
        self._labels: dict[tuple[Element, str], Node] = {}
        self._head_pages: dict[Node, int] = {}

    def place(self, element: Element, part: str, mark: Mark) -> bool:
        """Put a piece of content where it belongs. `part` is the pseudo-element's name, or empty.

        Return `False` for content that is not read aloud, which becomes an artifact.
        """
        node = self._place_of(element)
        if node is None or (node.head is not None and self._head_pages.setdefault(node.head, mark.page) != mark.page):
            return False  # a table head is repeated on every page, and described once
        _paragraph(self._labels.get((element, part), node)).kids.append(mark)
        return True

    def link(self, element: Element, area: Area) -> bool:
        """Add a link's annotation to the link's node. Return `False` if the link is not read aloud."""
        node = self._place_of(element)
        if node is not None:
            node.kids.append(area)
        return node is not None

    def field(self, element: Element, area: Area) -> bool:
        """Add a field's annotation as a form element of its own. Return `False` if it is not read aloud."""
        node = self._place_of(element)
        if node is not None:
            place = _paragraph(node) if element.tag == "span" else node
            place.add("Form").kids.append(area)
        return node is not None

    def link_of(self, element: Element) -> Element | None:
        """Return the link that an element is, or is in."""
        found: Element | None = element
        while found is not None and role_of(found) != "Link":
            found = self._parents.get(found)
        return found

    def anchors(self, written: Mapping[Node, bytes]) -> dict[str, bytes]:
        """Return the reference of the innermost written node that each element with an id is, or is in."""
        found: dict[str, bytes] = {}
        for element in self._parents:
            name, around = element.get("id"), element
            while name and name not in found and around in self._parents:
                node = self._places.get(around)
                if node is not None and node in written:
                    found[name] = written[node]
                around = self._parents[around]
        return found

    def _place_of(self, element: Element) -> Node | None:
        if element not in self._places:
            parent = self._place_of(self._parents[element])
            if element not in self._places:  # a row has brought its cells
                self._places[element] = None if parent is None or is_unread(element) else self._enter(element, parent)
        return self._places[element]

    def _enter(self, element: Element, parent: Node) -> Node:
        role = role_of(element)
        if not role or (parent.role == "L" and role == "Div"):  # <div> may group terms in a <dl>, but not in an L
            return parent
        if role == "LI":
            return self._enter_item(element, parent)
        if role == "Note":
            return self._enter_footnote(element, parent)
        if role == "TR":
            return self._enter_row(element, parent)
        return (_paragraph(parent) if role in INLINE else parent).add(role, element)

    def _enter_row(self, element: Element, parent: Node) -> Node:
        """Add a row with all its cells, since an empty cell has no content that would add it."""
        row = parent.add("TR", element)
        self._places.update({cell: row.add(role_of(cell), cell) for cell in element if cell.tag in ("td", "th")})
        return row

    def _enter_item(self, element: Element, parent: Node) -> Node:
        """A term of a definition list is a label, and the definition after it the body of the same item."""
        last = parent.kids[-1] if parent.kids else None
        if element.tag == "dt":
            return parent.add("LI").add("Lbl", element)
        if element.tag == "dd" and isinstance(last, Node) and len(last.kids) == 1:
            return last.add("LBody", element)
        item = parent.add("LI", element)
        if element.tag == "li":
            self._labels[element, "marker"] = item.add("Lbl")
        return item.add("LBody")

    def _enter_footnote(self, element: Element, parent: Node) -> Node:
        """A footnote is read where its call stands, whichever page its text fell on."""
        paragraph = _paragraph(parent)
        self._labels[element, "footnote-call"] = paragraph.add("Reference")
        note = paragraph.add("Note", element)
        self._labels[element, "footnote-marker"] = note.add("Lbl")
        return note


def _paragraph(node: Node) -> Node:
    """Return where text goes in a node: itself, or a paragraph of its own in one that only groups."""
    if node.role not in GROUPING:
        return node
    last = node.kids[-1] if node.kids else None
    if isinstance(last, Node) and last.role == "P" and last.element is None:
        return last
    return node.add("P")


def pruned(node: Node) -> bool:
    """Remove empty nodes, and return whether this one has any content.

    Cells stay: a row without one of them would no longer fit its table.
    """
    node.kids = [kid for kid in node.kids if not isinstance(kid, Node) or pruned(kid)]
    return bool(node.kids) or node.role in ("TD", "TH")
