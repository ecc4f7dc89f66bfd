"""Heading levels, and ids that are unique and valid in XHTML."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from bookbuild.model import Heading
from bookbuild.parse.characters import one_line
from bookbuild.parse.markup import Node, plain_text, walk
from bookbuild.parse.slugs import TypedHeading, heading_names
from bookbuild.parse.vocabulary import HEADINGS, LINE, NAME, TYPED

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
_UNNUMBERED = "unnumbered"
"""The class of a heading without a number, as pandoc has it."""


@dataclass(frozen=True, slots=True)
class RemovedHeading:
    """A heading that became the title of its article or repeats it: its words as typed, and ids within it."""

    typed: str = ""
    ids: tuple[str, ...] = ()
    is_numbered: bool = True

    @classmethod
    def of(cls, heading: Node | None) -> "RemovedHeading":
        """Return what links may call a heading."""
        if heading is None:
            return cls()
        ids = tuple(name.strip() for node in walk([heading]) for name in _given_names(node))
        return cls(_typed(heading), ids, not _is_unnumbered(heading))


def normalise_levels(headings: Iterable[Node]) -> None:
    """Make headings begin at level 2 and skip no level: each is one level below its parent in the author's outline."""
    above: list[str] = []
    for heading in headings:
        while above and above[-1] >= heading.tag:
            above.pop()
        above.append(heading.tag)
        heading.tag = f"h{min(_FIRST_LEVEL - 1 + len(above), _LAST_LEVEL)}"


def assign_ids(nodes: Sequence[Node]) -> Mapping[str, str]:
    """Make the author's ids valid and unique, and give each heading without an id one made from its words.

    Return the ids by what the author wrote.
    """
    ids = _Ids()
    given: dict[str, str] = {}
    for node in nodes:
        if "id" in node.attrs:
            node.attrs["id"], written = ids.reserve(_valid(node.attrs["id"].strip())), list(_given_names(node))
            for name in written:
                given.setdefault(name, node.attrs["id"])
    for node in nodes:
        if node.tag in HEADINGS and "id" not in node.attrs:
            node.attrs["id"] = ids.reserve(_slug(_text_of(node)))
    return given


def _valid(name: str) -> str:
    return _NO_NAME_CHARACTERS.sub("-", name)


def _given_names(node: Node) -> Iterator[str]:
    """Yield the id that an author gave to an element, and the name of an anchor."""
    for attribute in ("id", NAME):
        if name := node.attrs.get(attribute, "").strip():
            yield name


def place_names(
    given: Mapping[str, str], headings: Iterable[Node], title: RemovedHeading
) -> tuple[tuple[str, str], ...]:
    """Return what links may call the places of a text, with their ids, where a name is not the id itself.

    An id of the author's comes first; then the names of headings, among which a title in the text counts.
    """
    names = {**dict.fromkeys(title.ids, ""), **given}
    own = set(given.values())
    typed = [TypedHeading(_typed(node), node.attrs["id"]) for node in headings if node.attrs["id"] not in own]
    first = [TypedHeading(title.typed, "")] if title.typed and not title.ids else []
    for name, id_ in heading_names([*first, *typed]).items():
        names.setdefault(name, id_)
    return tuple((name, id_) for name, id_ in names.items() if name and name != id_)


def _typed(heading: Node) -> str:
    return heading.attrs.get(TYPED, "") or one_line(plain_text(heading.children))


def outline(headings: Iterable[Node]) -> Iterator[Heading]:
    """Return the headings of a text, in order. Those below one without a number have none either."""
    unnumbered = _LAST_LEVEL + 1
    for node in headings:
        level = int(node.tag[1])
        unnumbered = (
            min(unnumbered, level) if _is_unnumbered(node) else unnumbered if level > unnumbered else _LAST_LEVEL + 1
        )
        line = int(node.attrs.get(LINE, 1))
        yield Heading(level, node.attrs["id"], _text_of(node), line, is_numbered=level < unnumbered)


def _is_unnumbered(heading: Node) -> bool:
    return _UNNUMBERED in heading.attrs.get("class", "").split()


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
