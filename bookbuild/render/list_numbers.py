"""Numbers of lists in print: the layout engine does not read the attributes of lists, only styles."""

import re

from lxml import etree

Element = etree._Element  # noqa: SLF001 - lxml names its element type so

_TYPES = {"1": "decimal", "a": "lower-alpha", "A": "upper-alpha", "i": "lower-roman", "I": "upper-roman"}
_DIGIT, _POINT, _USUAL = 0.5, 0.5, 2.3
"""The widths in ems of a digit, and of a full stop with the space after it; a list has an indent of its own for numbers
that are wider than the last.
"""
_NUMERALS = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"),
             (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))  # fmt: skip
_LETTERS = {
    "i": {"i": 0.28, "v": 0.5, "x": 0.5, "l": 0.28, "c": 0.45, "d": 0.55, "m": 0.85},
    "I": {"i": 0.36, "v": 0.65, "x": 0.65, "l": 0.55, "c": 0.66, "d": 0.73, "m": 0.9},
}
"""The widths in ems of the letters of Roman numerals, small and large."""
_NUMBER = re.compile("-?[0-9]{1,9}")


def number_lists(tree: Element) -> None:
    """Turn ``start``, ``reversed``, ``type`` and ``value`` of lists into styles that mean the same."""
    for numbered in tree.iter("ol"):
        items = [item for item in numbered if item.tag == "li"]
        step = 1 if numbered.get("reversed") is None else -1
        before, widest = _number(numbered, "start", 1 if step > 0 else len(items)) - step, 0.0
        if before:
            _add_style(numbered, f"counter-reset:list-item {before}")
        if style := _TYPES.get(numbered.get("type") or ""):
            _add_style(numbered, f"list-style-type:{style}")
        for item in items:
            number = _number(item, "value", before + step)
            if number != before + 1:  # a step of one is the engine's own
                _add_style(item, f"counter-increment:list-item {number - before}")
            before, widest = number, max(widest, _width(number, numbered.get("type") or "1"))
        if widest > _USUAL:  # its numbers would reach over the edge of a page or a cell
            _add_style(numbered, f"padding-inline-start:{widest:g}em")


def _width(number: int, style: str) -> float:
    """Return about how wide a number is with what follows it, in ems."""
    if style not in ("i", "I") or number <= 0:
        return round(_DIGIT * len(str(number)) + _POINT, 2)
    letters, width = _LETTERS[style], _POINT
    for value, numeral in _NUMERALS:
        count, number = divmod(number, value)
        width += count * sum(letters[letter] for letter in numeral)
    return round(width, 2)


def _number(element: Element, name: str, default: int) -> int:
    value = element.get(name) or ""
    return int(value) if _NUMBER.fullmatch(value) else default


def _add_style(element: Element, declaration: str) -> None:
    element.set("style", ";".join(filter(None, (element.get("style"), declaration))))
