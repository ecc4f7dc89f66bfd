"""Values of a publication's data files that its pages name, and lists of them that pages print item by item."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from bookbuild.sites.data import Data, list_of, lookup
from bookbuild.sites.liquid import Expressions
from bookbuild.sites.numbered_lines import CodeBlocks, NumberedLine

_VALUE = re.compile(r"\{\{-?\s*(?P<value>[^{}]*?)\s*-?\}\}")
_MARKS = (
    (re.compile(r"\*\*(\S(?:.*?\S)?)\*\*"), r"<strong>\1</strong>"),
    (re.compile(r"\*(\S(?:.*?\S)?)\*"), r"<em>\1</em>"),
    (re.compile(r"\[([^\[\]]*)\]\(([^()\s]+)\)"), r'<a href="\2">\1</a>'),
)
_FOR = re.compile(r"\s*\{%-?\s*for\s+(?P<name>\w+)\s+in\s+(?P<list>[\w.-]+)\s*-?%\}\s*")
_TAG = re.compile(r"\s*\{%-?\s*(?P<name>for|endfor)\b[^%]*%\}\s*")


@dataclass(frozen=True, slots=True)
class Values(Expressions):
    """The data files of a publication by their names without suffix. `items` are those of lists that are printed."""

    data: Mapping[str, Data] = field(default_factory=dict)
    items: Mapping[str, Data] = field(default_factory=dict)

    def named(self, name: str) -> str | None:
        """Return a text, an empty one if a data file does not state it, or None if there is no such file."""
        value = self._value(name)
        return value.strip() if isinstance(value, str) else "" if value is None and self._has(name) else None

    def filled(self, text: str) -> str:
        """Return a text with values in the place of their names (``{{ publication.title }}``), as far as they are
        known.
        """
        if "{{" not in text:
            return text
        is_html = text.lstrip().startswith("<")

        def value_of(match: re.Match[str]) -> str:
            value = self.of(match["value"])
            if value is None:
                return match[0]
            return _as_html(value) if is_html and "markdownify" in match["value"] else value

        return _VALUE.sub(value_of, text)

    def list_of(self, name: str) -> list[Data] | None:
        """Return a list, or None if there is none."""
        value = self._value(name)
        return list_of(value) if isinstance(value, list) else None

    def _value(self, name: str) -> Data | None:
        first, _, key = name.partition(".")
        value = self.items.get(first, self.data.get(first))
        return lookup(value, key) if key else value

    def _has(self, name: str) -> bool:
        return name.partition(".")[0] in {*self.data, *self.items}


def _as_html(text: str) -> str:
    """Return a text with emphasis and links as HTML, for a line in which Markdown is not read."""
    for pattern, tags in _MARKS:
        text = pattern.sub(tags, text)
    return text


def with_lists(lines: Sequence[NumberedLine], values: Values) -> Iterator[NumberedLine]:
    """Yield lines, those between ``{% for one in list %}`` and its end for each item of a list of the data files."""
    code, index = CodeBlocks(), 0
    while index < len(lines):
        line, index = lines[index], index + 1
        code.fence(line.text)
        loop = None if code.is_open else _FOR.fullmatch(line.text)
        items = values.list_of(loop["list"]) if loop else None
        end = _end_of(lines, index) if loop else None
        if loop is None or items is None or end is None:
            yield line
            continue
        for item in items:
            inner = replace(values, items={**values.items, loop["name"]: item})
            for one in with_lists(lines[index:end], inner):
                yield from (one._replace(text=text) for text in inner.filled(one.text).split("\n"))
        index = end + 1


def _end_of(lines: Sequence[NumberedLine], start: int) -> int | None:
    """Return where the loop that begins before a line ends, or None."""
    depth = 1
    for index in range(start, len(lines)):
        tag = _TAG.fullmatch(lines[index].text)
        depth += (tag["name"] == "for") - (tag["name"] == "endfor") if tag else 0
        if not depth:
            return index
    return None
