"""What Grav reads as Markdown and CommonMark does not: ``##Heading`` without a space, and notices, ``! words``."""

import re

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock

from bookbuild.parse.syntax.block_lines import line_text

_HEADING = re.compile(r"(#{1,6})([^\s#].*?)(?:[ \t]+#+)?[ \t]*")
_NOTICE = re.compile(r"(!{1,4})[ \t](.*)")
_NAMES = ("important", "warning", "note", "tip")
"""The callouts that stand for one to four exclamation marks: Grav's yellow, red, blue and green."""


def extend(md: MarkdownIt) -> None:
    """Read headings and notices as Grav does. It is not part of the dialect elsewhere."""
    interrupted = ["paragraph", "reference", "blockquote"]
    md.block.ruler.before("heading", "compact_heading", _compact_heading, {"alt": interrupted})
    md.block.ruler.before("fence", "notice", _notice, {"alt": interrupted})


def _compact_heading(state: StateBlock, start: int, _end: int, silent: bool) -> bool:  # noqa: FBT001 - markdown-it's order
    match = None if state.is_code_block(start) else _HEADING.fullmatch(line_text(state, start))
    if match is None:
        return False
    if not silent:
        tag, lines = f"h{len(match[1])}", [start, start + 1]
        opening = state.push("heading_open", tag, 1)
        opening.markup, opening.map = match[1], lines
        inline = state.push("inline", "", 0)
        inline.content, inline.map, inline.children = match[2], lines, []
        state.push("heading_close", tag, -1).markup = match[1]
        state.line = start + 1
    return True


def _notice(state: StateBlock, start: int, end: int, silent: bool) -> bool:  # noqa: FBT001 - markdown-it's order
    """Parse the lines of a notice as a callout; one ends where the number of marks changes."""
    first = None if state.is_code_block(start) else _NOTICE.fullmatch(line_text(state, start))
    if first is None:
        return False
    if silent:
        return True
    last = start
    while last < end and state.sCount[last] >= state.blkIndent and _marks(line_text(state, last)) == first[1]:
        shift = state.tShift[last] + len(first[1])
        state.bMarks[last] += shift
        state.tShift[last] = state.skipSpaces(state.bMarks[last]) - state.bMarks[last]
        state.sCount[last] = state.blkIndent
        last += 1
    opening = state.push("fenced_open", "div", 1)
    opening.info, opening.map, opening.block = _NAMES[len(first[1]) - 1], [start, last], True
    state.md.block.tokenize(state, start, last)
    state.push("fenced_close", "div", -1).block = True
    state.line = last
    return True


def _marks(line: str) -> str:
    match = _NOTICE.fullmatch(line)
    return match[1] if match else ""
