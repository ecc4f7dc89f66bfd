"""Attributes at the end of a heading: ``{#id .class}``, and as other programs have them: ``{: #id}``, ``{#a.b}``."""

import re
from collections.abc import Mapping

from mdit_py_plugins.attrs.parse import ParseError, parse

_BRACES = re.compile(r"\{\s*:?\s*((?:[#.][^\s{}]+\s*)+)\}")
"""Ids and classes with any characters; kramdown and Python-Markdown put a colon before them."""


def heading_attributes(braces: str) -> Mapping[str, str] | None:
    """Return the attributes in braces, or None if what stands in them is text."""
    try:
        return {name: str(value) for name, value in parse(braces)[1].items()}
    except ParseError:
        match = _BRACES.fullmatch(braces)
        return _by_signs(match[1].split()) if match else None


def _by_signs(items: list[str]) -> Mapping[str, str]:
    attributes: dict[str, str] = {}
    for item in items:
        if item.startswith("#"):
            attributes["id"] = item[1:]
        else:
            attributes["class"] = f"{attributes.get('class', '')} {item[1:]}".strip()
    return attributes
