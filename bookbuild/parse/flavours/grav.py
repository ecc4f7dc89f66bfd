"""What Grav reads as Markdown and CommonMark does not: ``##Heading`` without a space, and its plugins' markup."""

import re

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock

from bookbuild.diagnostics import Outcome
from bookbuild.parse.flavours import notices, spans
from bookbuild.parse.syntax.block_lines import line_text

_HEADING = re.compile(r"(#{1,6})([^\s#].*?)(?:[ \t]+#+)?[ \t]*")
_FENCE = re.compile(r"[ \t]{0,3}(`{3,}|~{3,})")
_TEMPLATE = re.compile(r"\{%(?:[^%]|%(?!\}))*%\}(?:[ \t]*\{%(?:[^%]|%(?!\}))*%\})*[ \t]*")
"""A line of Twig's tags alone: ``{% if at_home %}``."""
_SUMMARY_MARK = "==="
_VERBATIM = re.compile(r"\{%-?\s*(?:end)?(?:verbatim|raw)\s*-?%\}\s*")


def extend(md: MarkdownIt) -> None:
    """Read headings, notices and shortcodes as Grav does."""
    interrupted = ["paragraph", "reference", "blockquote"]
    md.block.ruler.before("heading", "compact_heading", _compact_heading, {"alt": interrupted})
    md.block.ruler.before("fence", "verbatim_mark", _verbatim_mark, {"alt": interrupted})
    md.block.ruler.before("fence", "template_lines", _template_lines, {"alt": [*interrupted, "list"]})
    notices.extend(md)
    spans.extend(md)


def translate(text: str, path: str) -> Outcome[str]:
    """Return a text without the first line ``===`` outside code, which ends a summary, even right under a paragraph."""
    del path
    fence = ""
    lines = text.split("\n") if _SUMMARY_MARK in text else []
    for number, line in enumerate(lines):
        marks = _FENCE.match(line)
        if marks and (not fence or marks[1].startswith(fence)):
            fence = "" if fence else marks[1]
        elif line.rstrip() == _SUMMARY_MARK and not fence:
            return Outcome("\n".join([*lines[:number], "", *lines[number + 1 :]]))
    return Outcome(text)


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


def _template_lines(state: StateBlock, start: int, end: int, silent: bool) -> bool:  # noqa: FBT001 - markdown-it's order
    """Keep lines of Twig's tags out of the tables, lists and paragraphs beside them: they are run before Markdown."""
    if state.is_code_block(start) or not _TEMPLATE.fullmatch(line_text(state, start)):
        return False
    if not silent:
        last = start + 1
        while last < end and state.sCount[last] >= state.blkIndent and _TEMPLATE.fullmatch(line_text(state, last)):
            last += 1
        state.push("paragraph_open", "p", 1).map = [start, last]
        inline = state.push("inline", "", 0)
        inline.content = "\n".join(line_text(state, line).rstrip() for line in range(start, last))
        inline.map, inline.children = [start, last], []
        state.push("paragraph_close", "p", -1)
        state.line = last
    return True
