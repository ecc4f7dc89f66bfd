"""Predicates of nodes: blocks and running text, and runs of either."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from bookbuild.parse.markup import Child, Node
from bookbuild.parse.vocabulary import PHRASING, TRANSPARENT


def is_block(child: Child) -> bool:
    """Return whether a node is a block, or contains one."""
    if isinstance(child, str):
        return False
    if child.tag in TRANSPARENT:
        return any(map(is_block, child.children))
    return child.tag not in PHRASING


def is_blank(children: Iterable[Child]) -> bool:
    """Return whether there is nothing but white space (of XML: a no-break space is text)."""
    return all(isinstance(child, str) and not child.strip(" \t\n\r") for child in children)


def is_element(child: Child, *tags: str) -> bool:
    """Return whether a child is an element of one of these names."""
    return isinstance(child, Node) and child.tag in tags


def elements(children: Iterable[Child], *tags: str) -> list[Node]:
    """Return the children that are elements of these names."""
    return [child for child in children if isinstance(child, Node) and child.tag in tags]


def in_runs(children: Sequence[Child]) -> Iterator[tuple[bool, list[Child]]]:
    """Split children into runs of blocks (true) and of running text (false)."""
    for block, run in groupby(children, is_block):
        yield block, list(run)


def copy_with_children(node: Node, children: list[Child]) -> Node:
    """Return a copy of a node with other children. Only the first copy keeps the id, which must be unique."""
    part = Node(node.tag, dict(node.attrs), children)
    node.attrs.pop("id", None)
    return part
