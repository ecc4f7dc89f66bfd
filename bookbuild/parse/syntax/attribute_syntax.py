"""Attribute lists in braces: ``{#id .class name=value}``, and kramdown's ``{: .class}``.

Names and forms are those of pandoc, markdown-it-attrs and kramdown. A list contains no brace, so that reading one takes
no more than linear time.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

_ITEM = (
    r"(?:#(?P<id>[^\s#{}<>=\"']+)"
    r"|\.(?P<class>[^\s.#{}<>=\"'][^\s#{}<>=\"']*)"
    r"|(?<=[\s{:])(?P<name>[A-Za-z][\w:.-]*)="
    r"(?:\"(?P<quoted>(?:\\[^{}]|[^\"\\{}])*+)\"|'(?P<single>(?:\\[^{}]|[^'\\{}])*+)'"
    r"|[“„”](?P<curly>[^“„”{}]*+)[“”]|(?P<bare>[^\s{}\"']++))(?=[\s}])"
    r"|(?<=[\s{:])(?P<flag>reversed)(?=[\s}]))"
)
_UNNAMED_ITEM = re.sub(r"\?P<\w+>", "?:", _ITEM)
_LIST = re.compile(rf"\{{:?+(?:\s*+{_UNNAMED_ITEM})++\s*+\}}")
_ITEMS = re.compile(_ITEM)
_ESCAPE = re.compile(r"\\(.)", re.DOTALL)
_ESCAPE_IN_ENTRY = re.compile(r"\\([^!])", re.DOTALL)
_ENTRIES = frozenset({"key", "see", "see-also", "seealso"})
"""Attributes that name entries of the index, in which a backslash before ``!`` has a meaning."""


@dataclass(frozen=True, slots=True)
class AttributeList:
    """A list as typed, and its attributes by name. The classes are in ``class``, with spaces between them."""

    source: str
    attributes: Mapping[str, str]


def read_list(text: str, start: int = 0, end: int | None = None) -> AttributeList | None:
    """Return the attribute list that begins at a position of a text, or None if there is none."""
    match = _LIST.match(text, start, len(text) if end is None else end)
    if match is None:
        return None
    items = list(_items(match[0]))
    attributes = {name: value for name, value in items if name != "class"}
    if classes := [value for name, value in items if name == "class"]:
        attributes["class"] = " ".join(classes)
    return AttributeList(match[0], attributes)


def is_attribute_list(text: str) -> bool:
    """Return whether a text is an attribute list as a whole."""
    return _LIST.fullmatch(text) is not None


def _items(source: str) -> Iterator[tuple[str, str]]:
    for item in _ITEMS.finditer(source):
        if item["id"]:
            yield "id", item["id"]
        elif item["class"]:
            yield "class", item["class"].replace(".", " ")
        elif item["flag"]:
            yield item["flag"], item["flag"]
        else:
            quoted = item["quoted"] if item["quoted"] is not None else item["single"]
            escape = _ESCAPE_IN_ENTRY if item["name"].lower() in _ENTRIES else _ESCAPE
            value = escape.sub(r"\1", quoted) if quoted is not None else item["curly"] or item["bare"] or ""
            yield item["name"].lower(), " ".join(value.split())
