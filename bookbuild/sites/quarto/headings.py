"""References to headings by their words, as pandoc has them: ``[Some heading]``, ``[words][Some heading]``."""

import re
from collections.abc import Mapping
from typing import NamedTuple

_HEADING = re.compile(
    r"^#{1,6}[ \t]+(?P<words>.+?)(?:[ \t]+#+)?[ \t]*(?:\{(?P<attributes>[^{}\n]*)\})?[ \t]*$", re.MULTILINE
)
_FENCE = re.compile(r"^(?P<marks>`{3,}|~{3,}).*?^(?P=marks)`*~*[ \t]*$", re.MULTILINE | re.DOTALL)
_ID = re.compile(r"#(?P<id>[\w:.-]+)")
_DEFINITION = re.compile(r"^ {0,3}\[(?P<name>[^\[\]\n^][^\[\]\n]*)\]:", re.MULTILINE)
_REFERENCE = re.compile(
    r"(?<![\]\\!\w])\[(?P<words>(?![x ]\])[^\[\]\n^@]{1,150})\](?:\[(?P<heading>[^\[\]\n]{0,150})\])?(?![(\[{:])"
)
_MARKUP = re.compile(r"[*`]|(?<!\w)_|_(?!\w)|\\(?=[^\w\s])")
_NO_ID = re.compile(r"[^\w\s.-]+")


class Headings(NamedTuple):
    """The headings that a page may call by their words, each with its target, and the labels that it defines itself."""

    targets: Mapping[str, str]
    defined: frozenset[str] = frozenset()


def headings_in(text: str) -> Mapping[str, str]:
    """Return the ids of the headings of a page by their words, folded."""
    found: dict[str, str] = {}
    for match in _HEADING.finditer(_FENCE.sub("", text)):
        name = _ID.search(match["attributes"] or "")
        found.setdefault(_folded(match["words"]), name["id"] if name else _made_id(match["words"]))
    return found


def labels_in(text: str) -> frozenset[str]:
    """Return the labels that a page defines itself (``[label]: address``), folded."""
    return frozenset(_folded(match["name"]) for match in _DEFINITION.finditer(text))


def with_headings(line: str, headings: Headings) -> str:
    """Return a line with links for the references to headings."""

    def link(match: re.Match[str]) -> str:
        name = _folded(match["heading"] or match["words"])
        target = "" if name in headings.defined else headings.targets.get(name, "")
        return f"[{match['words']}](<{target}>)" if target else match[0]

    return _REFERENCE.sub(link, line) if "[" in line else line


def _folded(words: str) -> str:
    return " ".join(_MARKUP.sub("", words).casefold().split())


def _made_id(words: str) -> str:
    """Return the id that pandoc makes of the words of a heading."""
    plain = _NO_ID.sub("", _MARKUP.sub("", words).lower())
    return re.sub(r"^[^a-z\u00df-\uffff]+", "", "-".join(plain.split())) or "section"
