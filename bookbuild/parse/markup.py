"""HTML of any kind -> tree of nodes -> XHTML, through an HTML5 parser with an allow-list (Ammonia)."""

import functools
import html
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import TypeAlias

import nh3

from bookbuild.parse.characters import xml_text
from bookbuild.parse.depth import limit_depth
from bookbuild.parse.presentational import STYLES
from bookbuild.parse.vocabulary import (
    ATTRIBUTES,
    ELEMENTS,
    FORMULA,
    GLOBAL_ATTRIBUTES,
    NOT_READ,
    PHRASING,
    PRIVATE,
    VOID,
)

DEEPEST = 100
"""Elements nested deeper than this lose their tags; their text is kept."""

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
    """Parse HTML as a browser does; keep only the elements and attributes of the vocabulary."""
    return _tree(xml_text(_cleaner().clean(limit_depth(source))))


@functools.cache
def _cleaner() -> nh3.Cleaner:
    return nh3.Cleaner(
        tags=set(ELEMENTS),
        clean_content_tags=set(NOT_READ),
        attributes={"*": set(GLOBAL_ATTRIBUTES), **{tag: set(names) for tag, names in ATTRIBUTES.items()}},
        link_rel=None,
        filter_style_properties=set(STYLES),
    )


def _tree(source: str) -> list[Child]:
    """Parse the cleaner's output, which is regular: balanced tags in lower case, every value in double quotes."""
    root = Node("")
    path = [root]
    position = 0
    for match in _TAG.finditer(source):
        if match.start() > position:
            path[-1].children.append(_text(source[position : match.start()]))
        position = match.end()
        closing, tag, attributes = match.groups()
        if closing:
            path.pop()
            continue
        node = Node(tag, {name: _text(value) for name, value in _ATTRIBUTE.findall(attributes)})
        is_kept = len(path) < DEEPEST
        if is_kept:
            path[-1].children.append(node)
        if tag not in VOID:
            path.append(node if is_kept else path[-1])
    return [*root.children, _text(source[position:])] if position < len(source) else root.children


def _text(raw: str) -> str:
    return html.unescape(raw).replace("\r", "") if "&" in raw or "\r" in raw else raw


def to_xhtml(children: Iterable[Child]) -> str:
    """Return nodes as XHTML, without the private attributes."""
    parts: list[str] = []
    _write(children, parts)
    return "".join(parts)


def _write(children: Iterable[Child], parts: list[str]) -> None:
    for child in children:
        if isinstance(child, str):
            parts.append(html.escape(child, quote=False))
            continue
        if FORMULA in child.attrs:
            parts.append(child.attrs[FORMULA])
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
    """Yield every node in document order."""
    waiting = [*children][::-1]
    while waiting:
        child = waiting.pop()
        if isinstance(child, Node):
            yield child
            waiting += child.children[::-1]


def plain_text(children: Iterable[Child]) -> str:
    """Return the text of nodes as it is read aloud: without ruby annotations, and with a space after each block."""
    parts: list[str] = []
    for child in children:
        if isinstance(child, str):
            parts.append(child)
        elif child.tag not in {"rp", "rt"}:
            parts.append(plain_text(child.children))
            if child.tag == "br" or child.tag not in PHRASING:
                parts.append(" ")
    return "".join(parts)
