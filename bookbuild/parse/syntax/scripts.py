"""Subscripts and superscripts as pandoc has them: ``H~2~O``, ``x^2^``, without spaces unless these are escaped.

Between spaces, ``~words~`` is struck out, as on GitHub. Faces such as ``^_^`` and paths such as ``~/a:~/b`` are text.
"""

import re
from dataclasses import dataclass

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline

_NO_BREAK_SPACE = "\u00a0"
_LONGEST = 200
"""The most characters of a script, so that no text takes more than linear time."""
_UNSPACED = re.compile(rf"(?:\\.|[^\s\\]){{0,{_LONGEST}}}", re.DOTALL)
_FACE = re.compile(r"[_.\-oOvVuUwWxX0><]")
_BEFORE_FREE = re.compile("[\\s(\\[{\"'\u201c\u2018\u201e\u00ab\u2013\u2014]")
_AFTER_FREE = re.compile("[\\s)\\]}\"'\u201d\u2019\u201c\u00bb\u2013\u2014.,;:!?\u2026]")
_ADDRESS = re.compile(r"(?:://|www\.)\S*\Z")
_LONGEST_ADDRESS = 300
_LONGEST_STRUCK = 1000


@dataclass(frozen=True, slots=True)
class _Script:
    """A kind of script: its sign, and its element."""

    sign: str
    tag: str


_SUBSCRIPT = _Script("~", "sub")
_SUPERSCRIPT = _Script("^", "sup")


def scripts_plugin(md: MarkdownIt) -> None:
    """Parse subscripts and superscripts as tokens ``sub_open``, ``sup_open`` and so on."""
    md.inline.ruler.push("subscript", lambda state, silent: _script(state, silent, _SUBSCRIPT))
    md.inline.ruler.push("superscript", lambda state, silent: _script(state, silent, _SUPERSCRIPT))


def _script(state: StateInline, silent: bool, script: _Script) -> bool:  # noqa: FBT001 - markdown-it's order
    if silent or state.src[state.pos] != script.sign or _is_other(state, script):
        return False
    is_free = script is _SUBSCRIPT and _is_free(state, state.pos - 1, _BEFORE_FREE)
    end = _end_of_struck(state) if is_free else -1
    tag, kind = ("s", "s") if end >= 0 else (script.tag, script.tag)
    end = end if end >= 0 else _end(state, script)
    if end < 0:
        return False
    _push(state, end, tag, kind)
    return True


def _is_other(state: StateInline, script: _Script) -> bool:
    """Return whether the sign is one of several, begins a note (``^[…]``) or stands in an address."""
    around = state.src[state.pos - 1 : state.pos] + state.src[state.pos + 1 : state.pos + 2]
    if script.sign in around or (script is _SUPERSCRIPT and around.endswith("[")):
        return True
    if script is _SUBSCRIPT and around.endswith("/"):
        return True
    return _ADDRESS.search(state.src, max(0, state.pos - _LONGEST_ADDRESS), state.pos) is not None


def _end(state: StateInline, script: _Script) -> int:
    """Return the position of the sign that ends a script, or -1."""
    unspaced = _UNSPACED.match(state.src, state.pos + 1, state.posMax)
    end = _next_sign(state, script.sign, unspaced.end() if unspaced else 0)
    if end < 0 or end == state.pos + 1 or state.src[end + 1 : end + 2] == script.sign:
        return -1
    is_face = end == state.pos + 2 and _FACE.match(state.src, state.pos + 1)
    is_alone = _is_free(state, state.pos - 1, _BEFORE_FREE) and _is_free(state, end + 1, _AFTER_FREE)
    return -1 if is_face and is_alone else end


def _end_of_struck(state: StateInline) -> int:
    """Return the position of the sign that ends struck-out words, or -1. Both signs stand between space and word."""
    if state.src[state.pos + 1 : state.pos + 2].isspace():
        return -1
    end = _next_sign(state, "~", min(state.posMax, state.pos + _LONGEST_STRUCK))
    if end < 0 or end == state.pos + 1 or state.src[end - 1].isspace():
        return -1
    return end if _is_free(state, end + 1, _AFTER_FREE) else -1


def _next_sign(state: StateInline, sign: str, limit: int) -> int:
    """Return the position of the next sign that is in no code, link or escape, or -1."""
    start = state.pos
    state.pos += 1
    while state.pos < limit and state.src[state.pos] != sign:
        state.md.inline.skipToken(state)
    found, state.pos = state.pos, start
    return found if found < limit else -1


def _is_free(state: StateInline, position: int, free: re.Pattern[str]) -> bool:
    return not 0 <= position < len(state.src) or free.match(state.src, position) is not None


def _push(state: StateInline, end: int, tag: str, kind: str) -> None:
    start, maximum, first = state.pos, state.posMax, len(state.tokens) + 1
    state.pos, state.posMax = start + 1, end
    state.push(f"{kind}_open", tag, 1).markup = state.src[start]
    state.md.inline.tokenize(state)
    for token in state.tokens[first:]:
        if token.type == "text_special" and token.markup == "\\ ":
            token.content = _NO_BREAK_SPACE
    state.push(f"{kind}_close", tag, -1).markup = state.src[start]
    state.pos, state.posMax = end + 1, maximum
