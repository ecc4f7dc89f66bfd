"""Blocks between slashes (``/// note | Title``), of the extension ``pymdownx.blocks``."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from bookbuild.sites.numbered_lines import CodeBlocks, NumberedLine

_OPENING = re.compile(r"(?P<indent> *)(?P<slashes>/{3,}) *(?P<kind>[A-Za-z][\w-]*)(?: *\| *(?P<title>.*?))? *")
_OPTION = re.compile(r" {4,}(?P<name>[\w-]+) *: *(?P<value>.*?) *")
_ITEM = re.compile(r"- +(?P<words>.*)")
CAPTIONS = frozenset({"caption", "figure-caption", "table-caption"})
_PICTURE = re.compile(r"(?P<picture>\s*!\[[^\[\]]*\]\([^()\s\"]+)(?P<end>\)(?:\{[^{}]*\})?\s*)")
INSIDES = frozenset({"html", "quotes"})


class SlashBlock(NamedTuple):
    """A block: its first line, its kind in small letters, its title, and the lines in it."""

    opening: NumberedLine
    indent: str
    kind: str
    title: str
    inside: Sequence[NumberedLine]


def read_block(lines: Sequence[NumberedLine], start: int) -> tuple[SlashBlock | None, int]:
    """Return the block that begins on a line, or None, and the index of the line behind it."""
    line = lines[start]
    match = _OPENING.fullmatch(line.text) if "///" in line.text else None
    end = _end_of(lines, start + 1, match["slashes"]) if match else None
    if match is None or end is None:
        return None, start
    first, options = start + 1, dict[str, str]()
    while first < end and (option := _OPTION.fullmatch(lines[first].text.removeprefix(match["indent"]))):
        options[option["name"]] = option["value"].strip("\"'")
        first += 1
    kind = match["kind"].lower()
    if kind in {"admonition", "details"}:
        kind = options.get("type", "note").partition(" ")[0].lower()
    return SlashBlock(line, match["indent"], kind, match["title"] or "", lines[first:end]), end + 1


def _end_of(lines: Sequence[NumberedLine], start: int, slashes: str) -> int | None:
    """Return the index of the line that closes a block: as many slashes, alone, and not in code."""
    code, depth = CodeBlocks(), 0
    for index in range(start, len(lines)):
        text = lines[index].text.strip()
        if code.fence(lines[index].text) or code.is_open:
            continue
        if text == slashes:
            if not depth:
                return index
            depth -= 1
        elif text.startswith(slashes) and (nested := _OPENING.fullmatch(lines[index].text)):
            depth += nested["slashes"] == slashes
    return None


def definitions(block: SlashBlock) -> Iterator[NumberedLine]:
    """Yield a list of terms, below each its meanings as items, in our Markdown."""
    for line in block.inside:
        item = _ITEM.match(line.text.removeprefix(block.indent))
        yield line._replace(text=f"{block.indent}:   {item['words']}") if item else line


def with_caption(lines: Sequence[NumberedLine], caption: SlashBlock) -> list[NumberedLine]:
    """Return the lines before a caption with it: as that of a picture that is right above, or as a line of its own."""
    words = " ".join(one.text.strip() for one in caption.inside if one.text.strip())
    last = next((at for at in range(len(lines) - 1, -1, -1) if lines[at].text.strip()), None)
    picture = _PICTURE.fullmatch(lines[last].text) if last is not None else None
    if last is None or picture is None or not words:
        line = caption.opening
        return [*lines, *(line._replace(text=text) for text in ("", f"{caption.indent}*{words}*" if words else "", ""))]
    title = words.replace('"', '\\"')
    captioned = lines[last]._replace(text=f'{picture["picture"]} "{title}"{picture["end"]}')
    return [*lines[:last], captioned, *lines[last + 1 :]]
