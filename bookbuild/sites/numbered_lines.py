"""Text whose lines know where they are from, for pages that take in other files."""

from collections.abc import Iterable
from typing import NamedTuple

from bookbuild.model import Source


class NumberedLine(NamedTuple):
    """A line without its end, the file that it is from, and its number there."""

    text: str
    path: str
    number: int


def lines_of(source: Source) -> list[NumberedLine]:
    """Return the lines of a page, which is read as UTF-8; what is not UTF-8 is kept as replacement characters."""
    return lines_in(source.data, source.path)


def lines_in(data: bytes, path: str) -> list[NumberedLine]:
    """Return the lines of a file."""
    text = data.decode("utf-8-sig", "replace").replace("\r\n", "\n").replace("\r", "\n")
    return [NumberedLine(line, path, number) for number, line in enumerate(text.split("\n"), 1)]


def source_of(path: str, lines: Iterable[NumberedLine]) -> Source:
    """Return a page that is made of these lines."""
    lines = list(lines)
    text = "\n".join(line.text for line in lines)
    return Source(path, text.encode(), tuple((line.path, line.number) for line in lines))
