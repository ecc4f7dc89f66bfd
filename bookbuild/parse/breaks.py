"""Page breaks in articles: each becomes a class of the block that begins the new page.

So two of them in a row are one, and one at the beginning or the end of an article leaves no blank page.
"""

import re

from bookbuild.parse.markup import Child, Node
from bookbuild.parse.nesting import is_blank, is_block
from bookbuild.parse.vocabulary import BREAK

BREAK_BEFORE = "break-before"
"""Class of a block that begins a page."""

KEEP_TOGETHER = "keep-together"
"""Class of a block that is kept on one page."""

_NAMES = frozenset({"page-break", "pagebreak", "newpage", "new-page", "page-break-after", "pagebreak-after"})
_SIGNS = ("break", "newpage", "new-page")
_DECLARATION = re.compile(
    r"(?:^|;)\s*(?:-webkit-)?(?:page-|column-)?break-(after|before|inside)\s*:\s*([a-z-]+)", re.IGNORECASE
)
_FORCED = frozenset({"always", "page", "left", "right", "recto", "verso", "all"})
_FORCED_SIDES = frozenset({"before", "after"})
_BEGINNING = frozenset({BREAK_BEFORE, "page-break-before", "pagebreak-before"})


def breaks_of_style(style: str) -> str:
    """Return the sides of an element on which a ``style`` of HTML breaks the page (``before``, ``after``), and
    ``inside`` if it keeps it on one page.
    """
    sides = []
    for side, value in _DECLARATION.findall(style):
        forced, avoided = value.lower() in _FORCED, value.lower() in {"avoid", "avoid-page"}
        if avoided if side.lower() == "inside" else forced:
            sides.append(side.lower())
    return " ".join(sides)


def may_break(html: str) -> bool:
    """Return whether an article may have page breaks; most do not, and need not be searched for them."""
    lower = html.lower()
    return any(sign in lower for sign in _SIGNS)


def break_pages(children: list[Child]) -> None:
    """Turn the breaks of a body into classes of the blocks that begin a page, and remove those that are empty."""
    _Breaks().visit(children)


class _Breaks:
    """Goes through a body once: whether the next block begins a page, and whether there has been anything yet."""

    def __init__(self) -> None:
        self._is_pending = False
        self._has_begun = False

    def visit(self, children: list[Child], *, in_table: bool = False) -> None:
        """Visit the nodes in order. No page begins within a table: a break there comes after it."""
        kept: list[Child] = []
        for child in children:
            if isinstance(child, str):
                self._has_begun = self._has_begun or not is_blank([child])
                kept.append(child)
            elif self._visit_node(child, in_table=in_table):
                kept.append(child)
            elif kept and is_blank(kept[-1:]):
                kept.pop()  # the line break before what is taken out
        children[:] = kept

    def _visit_node(self, node: Node, *, in_table: bool) -> bool:
        """Visit a node, and return whether it is kept."""
        sides = _sides(node)
        if sides & _FORCED_SIDES and _is_empty(node):
            self._is_pending = True
            node.tag = "div" if node.tag == "hr" else node.tag
            return "id" in node.attrs
        self._is_pending = self._is_pending or "before" in sides
        if self._is_pending and not in_table and is_block(node):
            if self._has_begun:
                _add_class(node, BREAK_BEFORE)
            self._is_pending = False
        if "inside" in sides:
            _add_class(node, KEEP_TOGETHER)
        self._has_begun = self._has_begun or not node.children
        self.visit(node.children, in_table=in_table or node.tag == "table")
        self._is_pending = self._is_pending or "after" in sides
        return True


def _sides(node: Node) -> set[str]:
    """Return the sides of a node on which it breaks the page, and take the marks for it away."""
    sides = set(node.attrs.pop(BREAK, "").split())
    names = node.attrs.get("class", "").split()
    if any(name.lower() in _NAMES for name in names) and _is_empty(node):
        sides.add("after")
    if node.tag == "p" and all(map(_is_break, node.children)):
        for child in node.children:
            sides |= _sides(child) if isinstance(child, Node) else set()
        node.children = [] if sides else node.children
    left = [name for name in names if name.lower() not in _BEGINNING]
    if len(left) < len(names):
        sides.add("before")
        node.attrs["class"] = " ".join(left)
        if not left:
            del node.attrs["class"]
    return sides


def _is_break(child: Child) -> bool:
    """Return whether a child of a paragraph is but a break (``<br style="page-break-before: always">``), or blank."""
    if isinstance(child, str):
        return is_blank([child])
    return child.tag in {"br", "span"} and _is_empty(child) and not {*child.attrs} - {BREAK, "class"}


def _is_empty(node: Node) -> bool:
    return node.tag in {"hr", "br"} or (node.tag != "img" and is_blank(node.children))


def _add_class(node: Node, name: str) -> None:
    node.attrs["class"] = f"{node.attrs.get('class', '')} {name}".strip()
