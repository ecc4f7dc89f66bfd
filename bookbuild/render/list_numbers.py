"""Numbers of lists in print: the layout engine does not read the attributes of lists, only styles."""

import re

from lxml import etree

Element = etree._Element  # noqa: SLF001 - lxml names its element type so

_TYPES = {"1": "decimal", "a": "lower-alpha", "A": "upper-alpha", "i": "lower-roman", "I": "upper-roman"}
_NUMBER = re.compile("-?[0-9]{1,9}")


def number_lists(tree: Element) -> None:
    """Turn ``start``, ``reversed``, ``type`` and ``value`` of lists into styles that mean the same."""
    for numbered in tree.iter("ol"):
        items = [item for item in numbered if item.tag == "li"]
        step = 1 if numbered.get("reversed") is None else -1
        before = _number(numbered, "start", 1 if step > 0 else len(items)) - step
        if before:
            _add_style(numbered, f"counter-reset:list-item {before}")
        if style := _TYPES.get(numbered.get("type") or ""):
            _add_style(numbered, f"list-style-type:{style}")
        for item in items:
            number = _number(item, "value", before + step)
            if number != before + 1:  # a step of one is the engine's own
                _add_style(item, f"counter-increment:list-item {number - before}")
            before = number


def _number(element: Element, name: str, default: int) -> int:
    value = element.get(name) or ""
    return int(value) if _NUMBER.fullmatch(value) else default


def _add_style(element: Element, declaration: str) -> None:
    element.set("style", ";".join(filter(None, (element.get("style"), declaration))))
