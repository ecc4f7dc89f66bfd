"""Notes of Obsidian -> pages in our Markdown: called like their files, with boxes of plugins, without queries."""

import re
from collections.abc import Iterator, Sequence
from pathlib import PurePosixPath

from bookbuild.diagnostics import Diagnostic, diagnose
from bookbuild.sites.numbered_lines import CodeBlocks, NumberedLine

_HEADING = re.compile(r"#[ \t]+\S.*")
_MARKUP = re.compile(r"([\\`*_\[\]{}<>#~^=|])")
_QUERIES = frozenset({"base", "dataview", "dataviewjs", "query", "tasks"})
"""Languages of code in whose place the program shows what it finds in the vault."""
_OPENINGS = frozenset({"_index", "chapter", "index", "readme"})
"""Names of notes that open the folder that they are in."""
_BOX = re.compile(r"ad-(?P<kind>[\w-]+)")
_OPTION = re.compile(r"(?P<name>title|collapse|icon|color)\s*:\s*(?P<value>.*?)\s*")


def translated(lines: Sequence[NumberedLine], head: int, title: str, found: list[Diagnostic]) -> Iterator[NumberedLine]:
    """Yield the lines of a note. `head` are those of its metadata block, `title` is the one that the block states.

    A note is called like its file, unless it begins with the only heading of the highest level.
    """
    yield from lines[:head]
    body = lines[head:]
    stem = PurePosixPath(body[0].path).stem if body else ""
    if stem and not title and stem.lower() not in _OPENINGS and not _has_own_title(body):
        name = _MARKUP.sub(r"\\\1", stem)
        yield from (body[0]._replace(text=text) for text in (f"# {name}", ""))
    yield from _without_queries(body, found)


def _has_own_title(body: Sequence[NumberedLine]) -> bool:
    code, count = CodeBlocks(), 0
    first = next((line.text for line in body if line.text.strip()), "")
    for line in body:
        is_code = bool(code.fence(line.text)) or code.is_open
        count += not is_code and _HEADING.fullmatch(line.text) is not None
    return count == 1 and _HEADING.fullmatch(first) is not None


def _without_queries(body: Sequence[NumberedLine], found: list[Diagnostic]) -> Iterator[NumberedLine]:
    """Yield lines without queries, which are told, and with the boxes that a plugin reads in code as callouts."""
    code, index = CodeBlocks(), 0
    while index < len(body):
        line, index = body[index], index + 1
        fence = code.fence(line.text)
        info = fence["info"].strip().lower() if fence and code.is_open else ""
        box = _BOX.fullmatch(info)
        if not (box or info in _QUERIES):
            yield line
            continue
        start = index
        while index < len(body) and code.fence(body[index].text) is None:
            index += 1
        if box:
            yield from _callout(line, box["kind"], body[start:index])
        else:
            found.append(_query(info, line))
            yield line._replace(text="")
        index += 1


def _callout(opening: NumberedLine, kind: str, inside: Sequence[NumberedLine]) -> Iterator[NumberedLine]:
    """Yield a box, whose options are its first lines."""
    options: dict[str, str] = {}
    start = 0
    while start < len(inside) and (option := _OPTION.fullmatch(inside[start].text)):
        options[option["name"]] = option["value"]
        start += 1
    colons = ":" * 6  # more than a box in it may have
    yield opening._replace(text=f"{colons} {kind} {options.get('title', '')}".rstrip())
    yield from inside[start:]
    yield opening._replace(text=colons)


def _query(kind: str, line: NumberedLine) -> Diagnostic:
    message = f"what Obsidian shows in the place of the {kind} is not in the files; it is left out"
    hint = "write the list or the table there"
    return diagnose("foreign-markup", message, line.path, line.number, hint, cause="query of Obsidian")
