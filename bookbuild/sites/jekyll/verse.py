"""Verse as the Electric Book writes it: a list of lines with ``{:.verse}`` below it."""

import re
from collections.abc import Iterator, Sequence

from bookbuild.sites.numbered_lines import CodeBlocks, NumberedLine

_MARK = re.compile(r"(?P<quote>[ >]*)\{:[^{}]*\.verse(?![\w-])[^{}]*\}\s*")
_LINE = re.compile(r"(?P<quote>[ >]*)[-*+](?:[ \t]+(?P<mark>\{:[^{}]*\})?[ \t]*(?P<text>.*))?")
_INDENT = re.compile(r"\.indent-?(\d?)")
_STEP = "  "


def with_verse(lines: Sequence[NumberedLine]) -> list[NumberedLine]:
    """Return the lines with verse in ours."""
    code, done = CodeBlocks(), list[NumberedLine]()
    for line in lines:
        code.fence(line.text)
        mark = None if code.is_open else _MARK.fullmatch(line.text)
        start = _start(done, _depth(mark["quote"])) if mark else len(done)
        if start == len(done):
            done.append(line)
        else:
            done[start:] = list(_verse(done[start:]))
    return done


def _start(lines: Sequence[NumberedLine], depth: int) -> int:
    """Return the place of the first item of the list at the end of lines; that behind them if there is none."""
    place = len(lines)
    while place and (item := _LINE.fullmatch(lines[place - 1].text)) and _depth(item["quote"]) == depth:
        place -= 1
    return place


def _depth(quote: str) -> int:
    return quote.count(">")


def _verse(items: Sequence[NumberedLine]) -> Iterator[NumberedLine]:
    for line in items:
        item = _LINE.fullmatch(line.text)
        if item is None:
            continue
        text, indent = item["text"] or "", _INDENT.search(item["mark"] or "")
        if text.startswith("#"):  # the title of a poem
            yield from (line._replace(text=f"{item['quote']}{one}") for one in (text, ""))
        else:
            yield line._replace(text=f"{item['quote']}| {_STEP * int(indent[1] or 1) if indent else ''}{text}")
