"""Heading levels, and ids that are unique and valid in XHTML."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence

from bookbuild.model import Heading
from bookbuild.parse.characters import one_line
from bookbuild.parse.markup import Node, plain_text, walk
from bookbuild.parse.vocabulary import HEADINGS, LINE

_FIRST_LEVEL = 2
_LAST_LEVEL = 6
_NO_NAME_CHARACTERS = re.compile(
    "[\0-,/:-@\\[-^`{-\u00b6\u00b8-\u00bf\u00d7\u00f7\u037e\u2000-\u200b\u200e-\u203e\u2041-\u206f\u2190-\u2bff"
    "\u2ff0-\u3000\ud800-\uf8ff\ufdd0-\ufdef\ufffe\uffff\U000f0000-\U0010ffff]+"
)
"""Everything outside XML 1.0 (fifth edition), productions 4 and 4a, and the colon. Listed as exclusions, it compiles
ten times faster.
"""
_STARTS_NO_NAME = re.compile("[-.0-9\u00b7\u0300-\u036f\u203f\u2040]")
"""Characters that are valid in a name, but not at its start."""
_KEPT_IN_SLUGS = ("L", "M", "Nd")
_NAMELESS = "section"


def normalise_levels(headings: Iterable[Node]) -> None:
    """Make headings begin at level 2 and skip no level: each is one level below its parent in the author's outline."""
    above: list[str] = []
    for heading in headings:
        while above and above[-1] >= heading.tag:
            above.pop()
        above.append(heading.tag)
        heading.tag = f"h{min(_FIRST_LEVEL - 1 + len(above), _LAST_LEVEL)}"


def assign_ids(nodes: Sequence[Node]) -> None:
    """Make the author's ids valid and unique, and give each heading without an id one made from its words."""
    ids = _Ids()
    for node in nodes:
        if "id" in node.attrs:
            node.attrs["id"] = ids.reserve(_NO_NAME_CHARACTERS.sub("-", node.attrs["id"].strip()))
    for node in nodes:
        if node.tag in HEADINGS and "id" not in node.attrs:
            node.attrs["id"] = ids.reserve(_slug(_text_of(node)))


def outline(headings: Iterable[Node]) -> Iterator[Heading]:
    """Return the headings of a text, in order."""
    for node in headings:
        yield Heading(int(node.tag[1]), node.attrs["id"], _text_of(node), int(node.attrs.get(LINE, 1)))


def _text_of(heading: Node) -> str:
    images = (node.attrs.get("alt", "") for node in walk(heading.children) if node.tag == "img")
    return one_line(plain_text(heading.children)) or one_line(" ".join(images))


def _slug(text: str) -> str:
    characters = (c if unicodedata.category(c).startswith(_KEPT_IN_SLUGS) else " " for c in text.lower())
    return _NO_NAME_CHARACTERS.sub("", "-".join("".join(characters).split())) or _NAMELESS


class _Ids:
    """The ids of one article."""

    def __init__(self) -> None:
        self._next: dict[str, int] = {}

    def reserve(self, wanted: str) -> str:
        """Return a valid id that no other element has: ``name``, ``name-2``, ``name-3``."""
        name = f"s-{wanted}" if not wanted or _STARTS_NO_NAME.match(wanted) else wanted
        number = self._next.get(name, 1)
        free = name
        while free in self._next:
            number += 1
            free = f"{name}-{number}"
        self._next[name] = number
        self._next.setdefault(free, 1)
        return free
