"""Blocks of raw HTML: one that is not closed takes nothing with it, and one that is no HTML is text."""

import re
from bisect import bisect_left

from markdown_it.rules_block import StateBlock, html_block

from bookbuild.parse.syntax.html_names import KNOWN

_ENDS = (
    (re.compile(r"<!--"), "-->"),
    (re.compile(r"<\?"), "?>"),
    (re.compile(r"<!\[CDATA\["), "]]>"),
)
_DECLARATION = re.compile(r"<![A-Za-z]")
_BLANK_LINE_OR_END = re.compile(r"\n[ \t>]*\n|>")
_UNREAD = re.compile(r"<(script|pre|style|template|textarea|xmp)(?=[\s>]|$)", re.IGNORECASE)
_PROGRAM = re.compile(r"<(script|style|template)(?=[\s>])(?!.*</\1)", re.IGNORECASE | re.DOTALL)
"""The beginning of an element that is not read and does not end."""
_TAG = re.compile(r"<(/?)([A-Za-z][^\s/>]*)")
_LOWER_CASE = {code: code + 32 for code in range(ord("A"), ord("Z") + 1)}
_TEXT = "text in lower case"
"""Key in the environment: the text, in which only ASCII letters are changed, so that positions stay."""
_DECLARED = "declaration"
"""Key in the environment: the last declaration, from where to where, and whether it is ended."""
_LAST = "last ends of html"
"""Key in the environment: where each end of a construct stands last in a container that ends at a position."""


def whole_html_block(state: StateBlock, start: int, end: int, silent: bool) -> bool:  # noqa: FBT001 - markdown-it's order
    """Parse a block of HTML, as the parser's own rule does, but only if it is closed. A script or a stylesheet in it
    is in it to its end, beyond empty lines.
    """
    position = state.bMarks[start] + state.tShift[start]
    if not state.src.startswith("<", position) or not _is_whole(state, position, state.eMarks[end - 1]):
        return False
    if not html_block(state, start, end, silent):
        return False
    if not silent:
        _take_program(state, start, end)
    return True


def _take_program(state: StateBlock, start: int, end: int) -> None:
    """Add the lines of a script or a stylesheet that an empty line cut off to the block that was just parsed."""
    token = state.tokens[-1]
    opened = _PROGRAM.search(token.content) if "<" in token.content else None
    if opened is None or state.line >= end:
        return
    closing = _lower(state).find(f"</{opened[1].lower()}", state.bMarks[state.line], state.eMarks[end - 1])
    if closing < 0:
        return
    last = bisect_left(state.eMarks, closing, state.line, end)
    if all(state.isEmpty(line) or state.sCount[line] >= state.blkIndent for line in range(state.line, last + 1)):
        state.line = last + 1
        token.content = state.getLines(start, state.line, state.blkIndent, keepLastLF=True)
        token.map = [start, state.line]


def _is_whole(state: StateBlock, position: int, limit: int) -> bool:
    """Return whether what begins at a position ends before `limit`, and is of HTML."""
    for opening, closing in _ENDS:
        if opening.match(state.src, position):
            return position < _last(state, closing, limit) and not _holds_another(state.src, position, closing)
    if _DECLARATION.match(state.src, position):
        return _is_declared(state, position, limit)
    if unread := _UNREAD.match(state.src, position):
        return position < _last(state, f"</{unread[1].lower()}>", limit)
    tag = _TAG.match(state.src, position)
    if tag is None or tag[2].lower() in KNOWN:
        return True
    if tag[1]:
        return _lower(state).find(f"<{tag[2].lower()}", 0, position) >= 0
    return position < _last(state, f"</{tag[2].lower()}", limit)


def _holds_another(text: str, position: int, closing: str) -> bool:
    """Return whether a comment holds the beginning of another: the end is the other's, and it has none itself."""
    return closing == "-->" and text.find("<!--", position + 1, text.find(closing, position)) >= 0


def _is_declared(state: StateBlock, position: int, limit: int) -> bool:
    """Return whether a declaration ends before the next blank line. What was found for one counts for those in it."""
    first, last, is_ended = state.env.get(_DECLARED, (0, 0, False))
    if not first <= position < last:
        end = _BLANK_LINE_OR_END.search(state.src, position, limit)
        is_ended = end is not None and end[0] == ">"
        state.env[_DECLARED] = (position, end.start() if end else limit, is_ended)
    return bool(is_ended)


def _last(state: StateBlock, closing: str, limit: int) -> int:
    known: dict[tuple[str, int], int] = state.env.setdefault(_LAST, {})
    if (closing, limit) not in known:
        known[closing, limit] = _lower(state).rfind(closing, 0, limit)
    return known[closing, limit]


def _lower(state: StateBlock) -> str:
    if _TEXT not in state.env:
        state.env[_TEXT] = state.src.translate(_LOWER_CASE)
    text: str = state.env[_TEXT]
    return text
