"""HTML of any kind -> a tree of nodes -> XHTML. An HTML5 parser with an allow-list (Ammonia) stands between."""

import functools
import html
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import TypeAlias

import nh3

from bookbuild.parse.characters import legal
from bookbuild.parse.vocabulary import ATTRIBUTES, ELEMENTS, GLOBAL_ATTRIBUTES, PHRASING, PRIVATE, UNSPOKEN, VOID

DEEPEST = 100
"""Elements nested deeper than this lose their tags and keep their text."""

_TAG = re.compile(r'<(/?)([a-z][a-z0-9]*)((?: [^\s="<>]+="[^"]*")*)>')
_ATTRIBUTE = re.compile(r' ([^\s="<>]+)="([^"]*)"')
_ATTRIBUTE_ENTITIES = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "\n": " ", "\t": " "})


@dataclass(slots=True)
class Node:
    """An element: its children are nodes and texts."""

    tag: str
    attrs: dict[str, str] = field(default_factory=dict)
    children: list["Child"] = field(default_factory=list)


Child: TypeAlias = Node | str


def parse_html(source: str) -> list[Child]:
    """Parse HTML as a browser does, and keep the elements and attributes of the vocabulary alone."""
    return _tree(legal(_cleaner().clean(source)))


@functools.cache
def _cleaner() -> nh3.Cleaner:
    return nh3.Cleaner(
        tags=set(ELEMENTS),
        clean_content_tags=set(UNSPOKEN),
        attributes={"*": set(GLOBAL_ATTRIBUTES), **{tag: set(names) for tag, names in ATTRIBUTES.items()}},
        link_rel=None,
    )


def _tree(source: str) -> list[Child]:
    """Read what the cleaner writes, which is regular: balanced tags in lower case, every value in double quotes."""
    root = Node("")
    path = [root]
    place = 0
    for match in _TAG.finditer(source):
        if match.start() > place:
            path[-1].children.append(_text(source[place : match.start()]))
        place = match.end()
        closing, tag, attributes = match.groups()
        if closing:
            path.pop()
            continue
        node = Node(tag, {name: _text(value) for name, value in _ATTRIBUTE.findall(attributes)})
        kept = len(path) < DEEPEST
        if kept:
            path[-1].children.append(node)
        if tag not in VOID:
            path.append(node if kept else path[-1])
    return [*root.children, _text(source[place:])] if place < len(source) else root.children


def _text(written: str) -> str:
    return html.unescape(written).replace("\r", "") if "&" in written or "\r" in written else written


def to_xhtml(children: Iterable[Child]) -> str:
    """Write nodes as XHTML, without the private attributes."""
    parts: list[str] = []
    _write(children, parts)
    return "".join(parts)


def _write(children: Iterable[Child], parts: list[str]) -> None:
    for child in children:
        if isinstance(child, str):
            parts.append(html.escape(child, quote=False))
            continue
        attributes = "".join(
            f' {name}="{value.translate(_ATTRIBUTE_ENTITIES)}"'
            for name, value in child.attrs.items()
            if not name.startswith(PRIVATE)
        )
        if child.tag in VOID:
            parts.append(f"<{child.tag}{attributes}/>")
            continue
        parts.append(f"<{child.tag}{attributes}>")
        _write(child.children, parts)
        parts.append(f"</{child.tag}>")


def walk(children: Iterable[Child]) -> Iterator[Node]:
    """Give every node in document order."""
    waiting = [*children][::-1]
    while waiting:
        child = waiting.pop()
        if isinstance(child, Node):
            yield child
            waiting += child.children[::-1]


def plain_text(children: Iterable[Child]) -> str:
    """Return the text of nodes as it is read aloud once: without ruby's readings, and with a space after each block."""
    parts: list[str] = []
    for child in children:
        if isinstance(child, str):
            parts.append(child)
        elif child.tag not in {"rp", "rt"}:
            parts.append(plain_text(child.children))
            if child.tag == "br" or child.tag not in PHRASING:
                parts.append(" ")
    return "".join(parts)
