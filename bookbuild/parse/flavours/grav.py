"""What Grav reads as Markdown and CommonMark does not: ``##Heading`` without a space, and its plugins' markup."""

import re

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock

from bookbuild.parse.flavours import notices
from bookbuild.parse.syntax.block_lines import line_text

_HEADING = re.compile(r"(#{1,6})([^\s#].*?)(?:[ \t]+#+)?[ \t]*")
_VERBATIM = re.compile(r"\{%-?\s*(?:end)?(?:verbatim|raw)\s*-?%\}\s*")


def extend(md: MarkdownIt) -> None:
    """Read headings, notices and shortcodes as Grav does."""
    interrupted = ["paragraph", "reference", "blockquote"]
    md.block.ruler.before("heading", "compact_heading", _compact_heading, {"alt": interrupted})
    md.block.ruler.before("fence", "verbatim_mark", _verbatim_mark, {"alt": interrupted})
    notices.extend(md)


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


def _verbatim_mark(state: StateBlock, start: int, _end: int, silent: bool) -> bool:  # noqa: FBT001 - markdown-it's order
    """Drop the lines by which Twig leaves what is between them as it is."""
    if state.is_code_block(start) or not _VERBATIM.fullmatch(line_text(state, start)):
        return False
    if not silent:
        state.line = start + 1
    return True
