"""Marks of footnotes in the line, ``[^label]`` and ``^[a note]``, in a time that grows no faster than the text.

The rules of the footnote plugin look for the end of each mark in all the text after it.
"""

import re

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token
from mdit_py_plugins.footnote.index import footnote_ref

MAX_DEPTH = 3
"""A note in a note in a note is parsed, no deeper one: each is parsed again for every note around it."""

_LABEL = re.compile(r"\[\^[^\s\[\]]+\]")
_LONGEST_LABEL = 1000  # characters
_BRACKET = re.compile(r"\\.|`+|[\[\]]", re.DOTALL)
_RUN = re.compile("`+")
_ENDS = "note_ends"
"""Name of a state's attribute: the position of the closing bracket of each opening one."""
_DEPTH = "note depth"
"""Key in the environment for how many notes are open."""


def note_marks_plugin(md: MarkdownIt) -> None:
    """Replace the footnote plugin's rules for marks, which must be registered before."""
    md.inline.ruler.at("footnote_ref", _reference)
    md.inline.ruler.at("footnote_inline", _inline_note)


def _reference(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 - markdown-it's order
    """Parse ``[^label]``. A label contains no bracket and no space."""
    if state.src[state.pos] != "[":
        return False
    match = _LABEL.match(state.src, state.pos, min(state.posMax, state.pos + _LONGEST_LABEL))
    return match is not None and footnote_ref(state, silent, always_match=True)


def _inline_note(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 - markdown-it's order
    """Parse ``^[a note]``."""
    depth = state.env.get(_DEPTH, 0)
    if not state.src.startswith("^[", state.pos) or depth >= MAX_DEPTH:
        return False
    start, end = state.pos + 2, _ends(state).get(state.pos + 1, state.posMax)
    if end >= state.posMax:
        return False
    if not silent:
        notes = state.env.setdefault("footnotes", {"refs": {}, "list": {}})["list"]
        content, tokens = state.src[start:end], list[Token]()
        state.push("footnote_ref", "", 0).meta = {"id": len(notes)}
        notes[len(notes)] = {"content": content, "tokens": tokens}
        state.env[_DEPTH] = depth + 1
        state.md.inline.parse(content, state.md, state.env, tokens)
        state.env[_DEPTH] = depth
    state.pos = end + 1
    return True


def _ends(state: StateInline) -> dict[int, int]:
    attributes = vars(state)
    if _ENDS not in attributes:
        attributes[_ENDS] = _matching_brackets(state.src)
    ends: dict[int, int] = attributes[_ENDS]
    return ends


def _matching_brackets(text: str) -> dict[int, int]:
    """Return the position of the closing bracket of each opening one, without those that are escaped or in code."""
    ends: dict[int, int] = {}
    waiting: list[int] = []
    last_run = {len(match[0]): match.start() for match in _RUN.finditer(text)}
    position = 0
    while match := _BRACKET.search(text, position):
        position = match.end()
        if match[0] == "[":
            waiting.append(match.start())
        elif match[0] == "]" and waiting:
            ends[waiting.pop()] = match.start()
        elif match[0][0] == "`" and last_run[len(match[0])] > match.start():
            position = _end_of_code(text, position, len(match[0]))
    return ends


def _end_of_code(text: str, start: int, length: int) -> int:
    """Return the end of the next run of so many backticks, which is known to follow."""
    return next(run.end() for run in _RUN.finditer(text, start) if len(run[0]) == length)
