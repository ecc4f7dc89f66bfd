"""Headings made whole, and ids that are unique and may stand in XHTML."""

import re
import unicodedata
from collections.abc import Iterable, Iterator

from bookbuild.model import Heading
from bookbuild.parse.characters import one_line
from bookbuild.parse.markup import Child, Node, plain_text, walk
from bookbuild.parse.vocabulary import HEADINGS, LINE

_FIRST_LEVEL = 2
_LAST_LEVEL = 6
_NAME_START = (
    "A-Z_a-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u02ff\u0370-\u037d\u037f-\u1fff\u200c-\u200d\u2070-\u218f"
    "\u2c00-\u2fef\u3001-\ud7ff\uf900-\ufdcf\ufdf0-\ufffd\U00010000-\U000effff"
)
_STARTS_NAME = re.compile(f"[{_NAME_START}]")
_NO_NAME_CHARACTERS = re.compile(f"[^{_NAME_START}.0-9\u00b7\u0300-\u036f\u203f-\u2040-]+")
"""XML 1.0 (fifth edition), productions 4 and 4a, without the colon."""
_KEPT_IN_SLUGS = ("L", "M", "Nd")
_NAMELESS = "section"


def take_title(children: list[Child]) -> str:
    """Take the first heading of level 1 out of a text, and return what it says."""
    for place, child in enumerate(children):
        if isinstance(child, Node) and child.tag == "h1":
            del children[place]
            return one_line(plain_text(child.children))
    return ""


def settle_levels(headings: Iterable[Node]) -> None:
    """Make headings begin at level 2 and never skip one: each goes one below the last that the author put above it."""
    above: list[str] = []
    for heading in headings:
        while above and above[-1] >= heading.tag:
            above.pop()
        above.append(heading.tag)
        heading.tag = f"h{min(_FIRST_LEVEL - 1 + len(above), _LAST_LEVEL)}"


def settle_ids(fragments: Iterable[list[Child]]) -> None:
    """Make the author's ids valid and unique, and give each heading without one its own words for an id."""
    nodes = [node for fragment in fragments for node in walk(fragment)]
    ids = _Ids()
    for node in nodes:
        if "id" in node.attrs:
            node.attrs["id"] = ids.take(_NO_NAME_CHARACTERS.sub("-", node.attrs["id"].strip()))
    for node in nodes:
        if node.tag in HEADINGS and "id" not in node.attrs:
            node.attrs["id"] = ids.take(_slug(_spoken(node)))


def outline(headings: Iterable[Node]) -> Iterator[Heading]:
    """Tell the headings of a text, in order."""
    for node in headings:
        yield Heading(int(node.tag[1]), node.attrs["id"], _spoken(node), int(node.attrs.get(LINE, 1)))


def _spoken(heading: Node) -> str:
    images = (node.attrs.get("alt", "") for node in walk(heading.children) if node.tag == "img")
    return one_line(plain_text(heading.children)) or one_line(" ".join(images))


def _slug(text: str) -> str:
    kept = (c if unicodedata.category(c).startswith(_KEPT_IN_SLUGS) else " " for c in text.lower())
    return _NO_NAME_CHARACTERS.sub("", "-".join("".join(kept).split())) or _NAMELESS


class _Ids:
    """The ids of one article."""

    def __init__(self) -> None:
        self._next: dict[str, int] = {}

    def take(self, wanted: str) -> str:
        """Return a valid name that no other element has: ``name``, ``name-2``, ``name-3``."""
        name = wanted if _STARTS_NAME.match(wanted) else f"s-{wanted}"
        number = self._next.get(name, 1)
        free = name
        while free in self._next:
            number += 1
            free = f"{name}-{number}"
        self._next[name] = number
        self._next.setdefault(free, 1)
        return free
