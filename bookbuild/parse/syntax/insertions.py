"""Words that were inserted, ``++words++``, are ``<ins>``; names of keys, ``++ctrl+alt+del++``, are ``<kbd>``.

Two plus signs behind a word (``C++``, ``i++``) begin nothing.
"""

import re

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline

_SIGN = "++"
_LETTER = r"[^\W_]"
_INSERTED = re.compile(
    rf"(?<![\w+])\+\+(?=[\"'(*_\[`]{{0,2}}{_LETTER})(?P<words>[^+\n;={{}}]{{0,200}}[^\s+;={{}}])(?<!\s\w)\+\+(?![\w+])"
)
_KEY = "[A-Za-z0-9][A-Za-z0-9-]*"
_KEYS = re.compile(rf"(?<![\w+])\+\+(?P<words>{_KEY}(?:\+{_KEY}){{1,4}})\+\+(?![\w+])")
_NAMES = frozenset("alt backspace cmd command ctrl del delete end enter esc escape home option shift space tab".split())  # noqa: SIM905 - reads better


def insertions_plugin(md: MarkdownIt) -> None:
    """Parse insertions as tokens ``ins_open`` and ``ins_close``, and keys as ``kbd_open`` and ``kbd_close``."""
    md.inline.ruler.before("emphasis", "insertion", _insertion)


def _insertion(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 - markdown-it's order
    if silent or not state.src.startswith(_SIGN, state.pos):
        return False
    if match := _KEYS.match(state.src, state.pos, state.posMax):
        _push_keys(state, match["words"].split("+"))
    elif match := _INSERTED.match(state.src, state.pos, state.posMax):
        if match["words"].lower() in _NAMES:
            _push_keys(state, [match["words"]])
        elif len(match["words"]) > 1:
            _push_words(state, match)
        else:
            return False
    else:
        return False
    state.pos = match.end()
    return True


def _push_keys(state: StateInline, names: list[str]) -> None:
    for number, name in enumerate(names):
        if number:
            state.push("text", "", 0).content = "+"
        state.push("kbd_open", "kbd", 1)
        state.push("text", "", 0).content = name.capitalize() if name in _NAMES or len(name) == 1 else name
        state.push("kbd_close", "kbd", -1)


def _push_words(state: StateInline, match: re.Match[str]) -> None:
    maximum = state.posMax
    state.pos, state.posMax = match.start("words"), match.end("words")
    state.push("ins_open", "ins", 1)
    state.md.inline.tokenize(state)
    state.push("ins_close", "ins", -1)
    state.posMax = maximum
