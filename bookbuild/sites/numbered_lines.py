"""Text whose lines know where they are from, for pages that take in other files."""

import re
from collections.abc import Callable, Iterable
from typing import NamedTuple

from bookbuild.model import Source

FENCE = re.compile(
    r"(?P<indent>[ \t>]*(?P<item>(?:(?:[-*+]|\d{1,9}[.)])[ \t]+)*))(?P<marks>`{3,}|~{3,})[ \t]*(?P<info>[^`]*)"
)
"""A line that begins or ends a block of code, which may be the first of an item of a list: that begins one only."""
CODE_SPAN = re.compile(r"(`+)(?!`).+?(?<!`)\1(?!`)")
"""Code within a line."""


class NumberedLine(NamedTuple):
    """A line without its end, the file that it is from, and its number there."""

    text: str
    path: str
    number: int


def lines_of(source: Source) -> list[NumberedLine]:
    """Return the lines of a page, each with the place that it is from. The page is read as UTF-8; what is not UTF-8 is
    kept as replacement characters.
    """
    lines = lines_in(source.data, source.path)
    moved = [line._replace(path=path, number=number) for line, (path, number) in zip(lines, source.lines, strict=False)]
    return moved + lines[len(moved) :]


def lines_in(data: bytes, path: str) -> list[NumberedLine]:
    """Return the lines of a file."""
    text = data.decode("utf-8-sig", "replace").replace("\r\n", "\n").replace("\r", "\n")
    return [NumberedLine(line, path, number) for number, line in enumerate(text.split("\n"), 1)]


def source_of(path: str, lines: Iterable[NumberedLine]) -> Source:
    """Return a page that is made of these lines."""
    lines = list(lines)
    text = "\n".join(line.text for line in lines)
    return Source(path, text.encode(), tuple((line.path, line.number) for line in lines))


def outside_code(text: str, change: Callable[[str], str], code: re.Pattern[str] = CODE_SPAN) -> str:
    """Return a text in which what stands outside code is changed."""
    pieces, position = list[str](), 0
    for span in code.finditer(text):
        pieces += [change(text[position : span.start()]), span[0]]
        position = span.end()
    return "".join((*pieces, change(text[position:])))


class CodeBlocks:
    """Follows the blocks of code of a page, line by line."""

    def __init__(self) -> None:
        self._marks = ""

    @property
    def is_open(self) -> bool:
        """Whether the lines that follow are code."""
        return bool(self._marks)

    def fence(self, text: str) -> re.Match[str] | None:
        """Read a line, and return the match of `FENCE` if it begins or ends a block, or else None."""
        match = FENCE.fullmatch(text)
        if match is None or (self._marks and (match["item"] or not match["marks"].startswith(self._marks))):
            return None
        self._marks = "" if self._marks else match["marks"]
        return match
