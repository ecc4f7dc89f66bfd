"""Notices, ``! words``, and shortcodes, as Grav's plugins have them. Other Markdown is as ever."""

import re

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock

from bookbuild.parse.flavours.shortcode_blocks import shortcode_blocks_plugin
from bookbuild.parse.flavours.shortcode_lines import shortcode_lines_plugin
from bookbuild.parse.syntax.block_lines import line_text

_NOTICE = re.compile(r"(!{1,4})[ \t](.*)|(!{2,4})[ \t]*")
NAMES = ("important", "warning", "note", "tip")
"""The callouts that stand for one to four exclamation marks: Grav's yellow, red, blue and green."""


def extend(md: MarkdownIt) -> None:
    """Read notices and shortcodes as Grav does."""
    md.block.ruler.before("fence", "notice", _notice, {"alt": ["paragraph", "reference", "blockquote"]})
    shortcode_blocks_plugin(md)
    shortcode_lines_plugin(md)


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
    opening.info, opening.map, opening.block = NAMES[len(first[1]) - 1], [start, last], True
    end_of_all, state.lineMax = state.lineMax, last  # or else its last paragraph would go on below it
    state.md.block.tokenize(state, start, last)
    state.lineMax = end_of_all
    state.push("fenced_close", "div", -1).block = True
    state.line = last
    return True


def _marks(line: str) -> str:
    match = _NOTICE.fullmatch(line)
    return (match[1] or match[3]) if match else ""
