"""Hyphenation patterns, read as words ask for them.

Importing this module replaces the class of Pyphen 0.18 that holds a language's patterns. There, all are parsed at once:
0.07 seconds for English and 0.8 for German, in every process, of which a book uses a tenth. Here a pattern is parsed
when it is first found in a word. tests/layout/takeover/test_hyphens.py compares every dictionary's.
"""

import re
from pathlib import Path
from typing import Any

import pyphen  # type: ignore[import-untyped]  # ships no types

_DIGITS = re.compile(r"\d+")
_COUNTS = re.compile(r"[^\D0]")
"""A digit other than 0: a pattern without one says nothing."""


class _Dictionary(pyphen.HyphDict):  # type: ignore[misc]  # likewise
    """The patterns of a language, with what Pyphen does with them."""

    def __init__(self, path: Path) -> None:
        self.patterns: dict[str, Any] = {}
        self.cache: dict[str, list[Any]] = {}
        with path.open("rb") as file:
            encoding = file.readline().decode().strip()
        text = path.read_text("cp1251" if encoding.lower() == "microsoft-cp1251" else encoding)
        for line in text.split("\n")[1:]:
            pattern = line.strip()
            if not pattern or pattern.startswith(pyphen.ignored):
                continue
            if "^^" in pattern:
                pattern = pyphen.parse_hex(lambda match: chr(int(match.group(1), 16)), pattern)
            numbered = pattern.split("/", 1)[0] if "=" in pattern else pattern
            if _COUNTS.search(numbered):
                self.patterns[_DIGITS.sub("", numbered)] = pattern
        self.maxlen = max(map(len, self.patterns))

    def positions(self, word: str) -> list[Any]:
        """Return before which letters a word may be parted."""
        word = word.lower()
        if word not in self.cache:
            numbers = self._numbers(f".{word}.")
            self.cache[word] = [
                pyphen.DataInt(place - 1, reference=number) for place, number in enumerate(numbers) if number % 2
            ]
        return self.cache[word]

    def _numbers(self, word: str) -> list[Any]:
        """Return the highest number that a pattern gives each place between the letters of a word."""
        numbers: list[Any] = [0] * (len(word) + 1)
        for start in range(len(word) - 1):
            for end in range(start + 1, min(start + self.maxlen, len(word)) + 1):
                pattern = self.patterns.get(letters := word[start:end])
                if pattern is None:
                    continue
                if pattern.__class__ is str:
                    pattern = self.patterns[letters] = _parsed(pattern)
                offset, values = pattern
                first = start + offset
                numbers[first : first + len(values)] = map(max, values, numbers[first : first + len(values)])
        return numbers


def _parsed(pattern: str) -> tuple[int, tuple[int, ...]]:
    number: Any = int
    if "/" in pattern and "=" in pattern:
        pattern, alternative = pattern.split("/", 1)
        number = pyphen.AlternativeParser(pattern, alternative)
    values = [number(digit or "0") for digit, _ in pyphen.parse(pattern)]
    start = next(place for place, value in enumerate(values) if value)
    while not values[-1]:
        values.pop()
    return start, tuple(values[start:])


pyphen.HyphDict = _Dictionary
