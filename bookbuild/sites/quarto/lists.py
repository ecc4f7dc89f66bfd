"""Lists that only pandoc has: by letters or Roman numbers (``a.``, ``ii)``, ``#.``), and of examples (``(@)``)."""

import re
from collections.abc import Iterable, Iterator

from bookbuild.sites.numbered_lines import NumberedLine

_EXAMPLE = re.compile(r"(?P<indent> {0,3})\(@(?P<label>[\w-]*)\)[ \t]+(?P<words>\S.*)")
_CALL = re.compile(r"\(@(?P<label>[\w-]+)\)")
_ITEM = re.compile(r"(?P<indent> *)\(?(?P<mark>#|[A-Za-z]|[ivxIVX]{2,5})(?P<end>[.)])(?P<space> +)(?P<words>\S.*)")
_FIRST = {"#": "1", "a": "a", "A": "A", "i": "i", "I": "I"}
"""The types of lists by their first mark."""
_CAPITAL_NEEDS = 2
"""Spaces behind a capital letter with a full stop, which would else be somebody's initial."""


class Lists:
    """Turns such lists of a page into ours, line by line. Examples are counted through the page."""

    def __init__(self, lines: Iterable[NumberedLine]) -> None:
        self._numbers: dict[str, int] = {}
        self._example = 0
        count = 0
        for line in lines:
            if "(@" in line.text and (example := _EXAMPLE.fullmatch(line.text)):
                count += 1
                self._numbers.setdefault(example["label"], count)
        self._kind, self._indent, self._number, self._is_blank = "", -1, 0, True

    def translated(self, line: NumberedLine) -> Iterator[NumberedLine]:
        """Yield what stands for a line of text."""
        text = line.text
        if "(@" in text:
            if example := _EXAMPLE.fullmatch(text):
                self._example += 1
                words = _CALL.sub(self._call, example["words"])
                yield line._replace(text=f"{example['indent']}{self._example}. {words}")
                return
            text = _CALL.sub(self._call, text)
        yield from self._item(line._replace(text=text))
        if text.strip() and not text[:1].isspace() and not _ITEM.fullmatch(text):
            self._kind = ""
        self._is_blank = not text.strip()

    def _call(self, match: re.Match[str]) -> str:
        number = self._numbers.get(match["label"])
        return f"({number})" if number else match[0]

    def _item(self, line: NumberedLine) -> Iterator[NumberedLine]:
        item = _ITEM.fullmatch(line.text)
        kind = _FIRST.get(item["mark"], "") if item else ""
        starts = bool(kind) and self._is_blank and not (self._kind and item and len(item["indent"]) == self._indent)
        if item is None or not (starts or self._goes_on(item)) or _is_initial(item):
            yield line
            return
        indent = item["indent"]
        if starts:
            self._kind, self._indent, self._number = kind, len(indent), 0
            if kind != "1":
                yield line._replace(text=f"{indent}{{type={kind}}}")
        self._number += 1
        mark = f"{self._number}."
        space = " " * max(1, len(line.text) - len(indent) - len(item["words"]) - len(mark))
        yield line._replace(text=f"{indent}{mark}{space}{item['words']}")

    def _goes_on(self, item: re.Match[str]) -> bool:
        """Return whether an item is the next of the list that is open."""
        if not self._kind or len(item["indent"]) != self._indent:
            return False
        return item["mark"] == _mark(self._kind, self._number + 1)


def _is_initial(item: re.Match[str]) -> bool:
    return item["mark"].isupper() and item["end"] == "." and len(item["space"]) < _CAPITAL_NEEDS


def _mark(kind: str, number: int) -> str:
    """Return the mark of an item of a list by its type."""
    if kind == "1":
        return "#"
    if kind in "aA":
        return chr(ord(kind) + number - 1)
    roman = "".join(("", *"I II III IV V VI VII VIII IX".split())[number % 10 : number % 10 + 1])  # noqa: SIM905 - reads better
    whole = "X" * (number // 10) + roman
    return whole if kind == "I" else whole.lower()
