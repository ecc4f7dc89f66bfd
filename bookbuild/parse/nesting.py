"""What nodes are to each other: blocks and running text, and runs of either."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from bookbuild.parse.markup import Child, Node
from bookbuild.parse.vocabulary import PHRASING, TRANSPARENT


def is_block(child: Child) -> bool:
    """Say whether a node may not stand in running text, for its own sake or for that of what it holds."""
    if isinstance(child, str):
        return False
    if child.tag in TRANSPARENT:
        return any(map(is_block, child.children))
    return child.tag not in PHRASING


def is_blank(children: Iterable[Child]) -> bool:
    """Say whether there is nothing but white space (as XML has it: a no-break space is text)."""
    return all(isinstance(child, str) and not child.strip(" \t\n\r") for child in children)


def is_element(child: Child, *tags: str) -> bool:
    """Say whether a child is an element of one of these names."""
    return isinstance(child, Node) and child.tag in tags


def elements(children: Iterable[Child], *tags: str) -> list[Node]:
    """Return the children that are elements of these names."""
    return [child for child in children if isinstance(child, Node) and child.tag in tags]


def in_runs(children: Sequence[Child]) -> Iterator[tuple[bool, list[Child]]]:
    """Part children into runs of blocks (true) and of running text (false)."""
    for block, run in groupby(children, is_block):
        yield block, list(run)


def part_of(node: Node, children: list[Child]) -> Node:
    """Return a node like another, with other children. The first part takes the id, since there can be one."""
    part = Node(node.tag, dict(node.attrs), children)
    node.attrs.pop("id", None)
    return part
