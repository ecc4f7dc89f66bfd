"""What a formula becomes: MathML, and its reading in plain characters; or what is wrong with it."""

import html
import re
from dataclasses import dataclass
from html.entities import html5
from typing import TypeAlias
from xml.etree.ElementTree import Element, tostring

from bookbuild.parse.mathematics.readings import reading_of

_NAMED = re.compile(r"&([A-Za-z][A-Za-z0-9]*;)")
_KEPT = frozenset({"lt;", "gt;", "amp;", "quot;", "apos;"})
_STYLE = frozenset({"displaystyle", "scriptlevel"})
_DEEPEST = 60
"""Elements of a formula that are nested deeper are not understood: all that reads them would need a deep stack."""
MATHML = "http://www.w3.org/1998/Math/MathML"


@dataclass(frozen=True, slots=True)
class Formula:
    r"""A formula as MathML (one ``math`` element), and in plain characters: ``x² + 1``.

    `label` is the name that ``\label`` gives it, or empty.
    """

    mathml: str
    reading: str
    label: str = ""


@dataclass(frozen=True, slots=True)
class Fault:
    """Why a formula is not understood, and where: the number of characters of it before the fault."""

    reason: str
    position: int = 0


Result: TypeAlias = Formula | Fault


def formula_of(tree: Element, label: str = "") -> Result:
    """Return the formula that a tree of MathML is, whose names have no namespace, or what is wrong with it.

    The reading is its ``alttext``, unless the tree has one of its own.
    """
    if _is_deeper(tree, _DEEPEST):
        return Fault(f"it is nested deeper than {_DEEPEST} levels")
    _enclose_styled(tree)
    tree.set("xmlns", MATHML)
    reading = " ".join(tree.get("alttext", "").split()) or reading_of(tree)
    if reading:
        tree.set("alttext", reading)
    tree.tail = None
    return Formula(tostring(tree, encoding="unicode"), reading, label)


def _enclose_styled(tree: Element) -> None:
    """Move the style of an element to an ``mstyle``, where MathML 3, by which an EPUB is judged, has it."""
    for parent in list(tree.iter()):
        for index, child in enumerate(parent):
            names = _STYLE & child.attrib.keys() if child.tag not in {"mstyle", "math", "mtable"} else ()
            if names:
                style = Element("mstyle", {name: child.attrib.pop(name) for name in sorted(names)})
                style.append(child)
                parent[index] = style


def _is_deeper(tree: Element, depth: int) -> bool:
    level = [tree]
    for _ in range(depth):
        level = [child for element in level for child in element]
    return bool(level)


def without_entities(markup: str) -> str:
    """Return markup with the characters that HTML has names for; XML knows five of the names, which stay."""
    return _NAMED.sub(_character, markup)


def _character(match: re.Match[str]) -> str:
    return match[0] if match[1] in _KEPT else html.escape(html5.get(match[1], match[0]))
