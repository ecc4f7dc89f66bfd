"""The properties of text in a drawing whose styles are in its elements, and lengths in its units."""

import re
from dataclasses import dataclass, field

from lxml import etree

from bookbuild.images.drawings.names import Element, local_name
from bookbuild.images.drawings.plain import properties

_DEFAULT_SIZE = 16.0
_OWN_NAMES = (
    "x y dx dy rotate textLength lengthAdjust id class style transform opacity clip-path mask filter baseline-shift "
    "dominant-baseline alignment-baseline text-decoration text-decoration-line width height viewBox d r "
    "cx cy rx ry href"
)
_NOT_INHERITED = frozenset(_OWN_NAMES.split())
_KEYWORDS = {
    "xx-small": 9.0, "x-small": 10.0, "small": 13.0, "medium": 16.0, "large": 18.0, "x-large": 24.0, "xx-large": 32.0,
}  # fmt: skip
_STEPS = {"smaller": 1 / 1.2, "larger": 1.2}
_WEIGHTS = {"normal": 400, "bold": 700}
_BOLDER, _LIGHTER = {400: 700, 700: 900}, {700: 400, 900: 700, 400: 100}
_UNITS = {"": 1.0, "px": 1.0, "pt": 96 / 72, "pc": 16.0, "mm": 96 / 25.4, "cm": 96 / 2.54, "in": 96.0, "q": 96 / 101.6}
_LENGTH = re.compile(
    r"\s*([-+]?[0-9]*\.?[0-9]+(?:e[-+]?[0-9]+)?)\s*(px|pt|pc|mm|cm|in|q|rem|em|ex|%|)\s*", re.IGNORECASE
)


@dataclass(slots=True)
class TextStyles:
    """The computed properties of a drawing's elements."""

    root: Element
    _values: dict[Element, dict[str, str]] = field(default_factory=dict)

    def of(self, element: Element) -> dict[str, str]:
        """Return the properties of an element, with those that it inherits; the size of its type is a number."""
        if element in self._values:
            return self._values[element]
        waiting = [element]
        while (parent := waiting[-1].getparent()) is not None and parent not in self._values:
            waiting.append(parent)
        for one in reversed(waiting):
            self._values[one] = self._computed(one)
        return self._values[element]

    def _computed(self, element: Element) -> dict[str, str]:
        parent = element.getparent()
        inherited = self._values[parent] if parent is not None else {"font-size": f"{_DEFAULT_SIZE}"}
        values = {name: value for name, value in inherited.items() if name not in _NOT_INHERITED}
        own = {name: value for name, value in properties(element).items() if value != "inherit"}
        size = float(values["font-size"])
        if "font-size" in own:
            own["font-size"] = f"{_size(own['font-size'].strip().lower(), size):.12g}"
        if "font-weight" in own:
            own["font-weight"] = str(_weight(own["font-weight"].strip().lower(), int(values.get("font-weight", 400))))
        if decoration := own.get("text-decoration-line", own.get("text-decoration", "")):
            own["decorations"] = decoration
        return {**values, **own}


_FARTHEST = 1e9
"""What no length of a drawing reaches: numbers without an end are beyond it, too."""


def _size(written: str, inherited: float) -> float:
    if written in _KEYWORDS:
        return _KEYWORDS[written]
    if written in _STEPS:
        return inherited * _STEPS[written]
    found = length(written, inherited, inherited)
    return inherited if found is None or found < 0 else found


def _weight(written: str, inherited: int) -> int:
    if written == "bolder":
        return _BOLDER.get(inherited, inherited)
    if written == "lighter":
        return _LIGHTER.get(inherited, inherited)
    return _WEIGHTS.get(written) or (int(written) if written.isdecimal() else inherited)


def length(written: str, size: float, whole: float = 0.0) -> float | None:
    """Return a length in the units of the drawing, or None if it is none, or beyond any drawing. `whole` is what 100 %
    are.
    """
    match = _LENGTH.fullmatch(written)
    if match is None:
        return None
    number, unit = float(match[1]), match[2].lower()
    times = {"%": whole / 100, "em": size, "ex": size / 2, "rem": _DEFAULT_SIZE}
    found = number * times.get(unit, _UNITS.get(unit, 1.0))
    return found if abs(found) < _FARTHEST else None


def lengths(written: str, size: float, whole: float = 0.0) -> list[float]:
    """Return a list of lengths in the units of the drawing, up to the first that is none."""
    found: list[float] = []
    for part in written.replace(",", " ").split():
        if (one := length(part, size, whole)) is None:
            break
        found.append(one)
    return found


def texts_of(root: Element) -> list[Element]:
    """Return the ``text`` elements of a drawing."""
    return [element for element in root.iter(etree.Element) if local_name(element) == "text"]
