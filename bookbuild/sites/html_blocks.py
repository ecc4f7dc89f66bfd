"""Blocks of HTML that go on to their closing tags, as in kramdown and Parsedown; CommonMark ends them sooner."""

import re
from collections.abc import Iterator, Sequence

from bookbuild.model import Source
from bookbuild.sites.numbered_lines import CodeBlocks, NumberedLine, lines_of, source_of

_OPENING = re.compile(
    r" {0,3}<(?P<name>article|aside|blockquote|center|details|div|dl|figure|form|nav|ol|p|section|table|ul)\b[^<>]*>",
    re.IGNORECASE,
)
_CODE = re.compile(r" {4}|\t")
_MARKDOWN = "markdown="
_PRE = re.compile(r"<(?:pre|textarea)\b", re.IGNORECASE)
_LONGEST = 2_000
"""How many lines a block may have."""


def whole_blocks_in(source: Source) -> Source:
    """Return a file with its blocks of HTML in one piece."""
    lines = lines_of(source)
    whole = list(with_whole_blocks(lines))
    return source if len(whole) == len(lines) else source_of(source.path, whole)


def with_whole_blocks(lines: Sequence[NumberedLine]) -> Iterator[NumberedLine]:
    """Yield lines without the empty ones in blocks of HTML behind which indented tags would be read as code.

    A block in which Markdown is read by its own word stays as it is, and so does one with code in it.
    """
    code, index = CodeBlocks(), 0
    while index < len(lines):
        line = lines[index]
        code.fence(line.text)
        opening = None if code.is_open else _OPENING.match(line.text)
        end = _end_of(lines, index, opening["name"]) if opening else index + 1
        yield from _closed_up(lines[index:end]) if end > index + 1 else [line]
        index = end


def _end_of(lines: Sequence[NumberedLine], start: int, name: str) -> int:
    """Return the place behind the line that closes an element, or behind the first line if none does."""
    tags = re.compile(rf"<(?P<end>/?){name}\b[^<>]*>", re.IGNORECASE)
    depth = 0
    for index in range(start, min(start + _LONGEST, len(lines))):
        depth += sum(-1 if tag["end"] else 1 for tag in tags.finditer(lines[index].text))
        if depth <= 0:
            return index + 1
    return start + 1


def _closed_up(block: Sequence[NumberedLine]) -> Iterator[NumberedLine]:
    if any(_MARKDOWN in line.text or _PRE.search(line.text) or "```" in line.text for line in block):
        yield from block
        return
    for index, line in enumerate(block):
        following = next((one.text for one in block[index + 1 :] if one.text.strip()), "")
        if line.text.strip() or not _CODE.match(following):
            yield line
