"""Line blocks as pandoc has them: lines of verse or of an address, each behind ``| ``, stay lines, and indented.

Each is an element of its own, ``<span class="line">``, so that the rest of a long one can be set in.
"""

import re
from collections.abc import Iterator

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.token import Token

_LINE = re.compile(r"\|(?: +(?:[^|\n\\]|\\.)*(?:[^|\s\\]|\\\S)| *)[ \t]*")
_NO_BREAK_SPACE = "\u00a0"
_IS_VERSE = "line block"
"""Key in the `meta` of the inline token of a line block."""


def line_blocks_plugin(md: MarkdownIt) -> None:
    """Turn paragraphs whose lines all begin with a bar and hold no other into lines of their own."""
    md.core.ruler.after("block", "line_blocks", _turn)
    md.core.ruler.after("inline", "lines_of_blocks", _enclose)


def _turn(state: StateCore) -> None:
    if "| " not in state.src:
        return
    for paragraph, inline, end in zip(state.tokens, state.tokens[1:], state.tokens[2:], strict=False):
        if paragraph.type != "paragraph_open" or not inline.content.startswith("| "):
            continue
        lines = inline.content.split("\n")
        if len(lines) > 1 and all(map(_LINE.fullmatch, lines)):
            inline.content = "\\\n".join(map(_words, lines))
            inline.meta[_IS_VERSE] = True
            paragraph.attrJoin("class", "line-block")
            paragraph.hidden = end.hidden = False  # in an item of a list too


def _words(line: str) -> str:
    """Return the words of a line; spaces that indent it do not collapse, and an empty line has one."""
    text = line[2:].rstrip()
    words = text.lstrip(" ")
    return _NO_BREAK_SPACE * (len(text) - len(words)) + words or _NO_BREAK_SPACE


def _enclose(state: StateCore) -> None:
    for inline in state.tokens:
        if inline.type == "inline" and inline.meta.get(_IS_VERSE):
            inline.children = list(_enclosed(inline.children or []))


def _enclosed(children: list[Token]) -> Iterator[Token]:
    """Yield the lines as elements; a break within others, such as emphasis over several lines, stays one."""
    yield _opening()
    depth = 0
    for child in children:
        depth += child.nesting
        if child.type == "hardbreak" and not depth:
            yield from (_closing(), Token("softbreak", "br", 0), _opening())
        else:
            yield child
    yield _closing()


def _opening() -> Token:
    return Token("line_open", "span", 1, attrs={"class": "line"})


def _closing() -> Token:
    return Token("line_close", "span", -1)
