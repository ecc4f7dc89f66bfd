"""Line blocks as pandoc has them: lines of verse or of an address, each behind ``| ``, stay lines, and indented."""

import re

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore

_LINE = re.compile(r"\|(?: +[^|\n]*[^|\s]| *)[ \t]*")
_NO_BREAK_SPACE = "\u00a0"


def line_blocks_plugin(md: MarkdownIt) -> None:
    """Turn paragraphs whose lines all begin with a bar and hold no other into lines of their own."""
    md.core.ruler.after("block", "line_blocks", _turn)


def _turn(state: StateCore) -> None:
    if "| " not in state.src:
        return
    for paragraph, inline in zip(state.tokens, state.tokens[1:], strict=False):
        if paragraph.type != "paragraph_open" or not inline.content.startswith("| "):
            continue
        lines = inline.content.split("\n")
        if len(lines) > 1 and all(map(_LINE.fullmatch, lines)):
            inline.content = "\\\n".join(map(_words, lines))
            paragraph.attrJoin("class", "line-block")


def _words(line: str) -> str:
    """Return the words of a line; spaces that indent it do not collapse, and an empty line has one."""
    text = line[2:].rstrip()
    words = text.lstrip(" ")
    return _NO_BREAK_SPACE * (len(text) - len(words)) + words or _NO_BREAK_SPACE
