"""U+2028, the line separator of word processors and layout programs, is a line break in running text."""

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline

from bookbuild.parse.syntax.flattening import LINE_SEPARATOR


def line_separators_plugin(md: MarkdownIt) -> None:
    """Parse a line separator as a hard line break; elsewhere, such as in code, it is written as a space."""
    md.inline.add_terminator_char(LINE_SEPARATOR)
    md.inline.ruler.before("newline", "line_separator", _line_separator)


def _line_separator(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 - markdown-it's order
    if state.src[state.pos] != LINE_SEPARATOR:
        return False
    if not silent:
        state.pending = state.pending.rstrip(" ")
        state.push("hardbreak", "br", 0).markup = LINE_SEPARATOR
    state.pos += 1
    while state.pos < state.posMax and state.src[state.pos] in " \t" + LINE_SEPARATOR:
        state.pos += 1
    return True
