"""The lines of a file that ``include`` and ``literalinclude`` of Sphinx put in, as their options choose them."""

import re
from collections.abc import Mapping, Sequence

from bookbuild.sites.numbered_lines import NumberedLine

_RANGE = re.compile(r"\s*(?P<first>\d*)\s*(?P<dash>-?)\s*(?P<last>\d*)\s*")


def chosen(lines: Sequence[NumberedLine], options: Mapping[str, str]) -> list[NumberedLine]:
    """Return the lines that options choose by number (``lines``, ``start-line``, ``end-line``) or by words in them."""
    found = list(lines)
    if numbers := options.get("lines", ""):
        return [found[at] for at in _numbers(numbers, len(found))]
    first, last = _number(options.get("start-line"), 0), _number(options.get("end-line"), len(found))
    found = found[first:last]
    for option, behind in (("start-at", 0), ("start-after", 1)):
        if words := options.get(option, ""):
            found = found[_with(found, words, behind, 0) :]
    for option, behind in (("end-before", 0), ("end-at", 1)):
        if words := options.get(option, ""):
            found = found[: _with(found, words, behind, len(found))]
    return found


def _numbers(text: str, count: int) -> list[int]:
    """Return the indexes of ``1,3,5-10,20-``."""
    indexes: list[int] = []
    for part in text.split(","):
        match = _RANGE.fullmatch(part)
        if match and (match["first"] or match["last"]):
            first = int(match["first"] or 1)
            last = (int(match["last"]) if match["last"] else count) if match["dash"] else first
            indexes += range(max(first - 1, 0), min(last, count))
    return indexes


def _number(text: str | None, otherwise: int) -> int:
    return int(text) if text and text.lstrip("-").isdecimal() else otherwise


def _with(lines: Sequence[NumberedLine], words: str, behind: int, otherwise: int) -> int:
    """Return the index of the first line with words in it, or the one `behind` it."""
    return next((at + behind for at, line in enumerate(lines) if words in line.text), otherwise)
