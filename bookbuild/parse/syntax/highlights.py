"""Highlighted text: ``==words==`` is ``<mark>``."""

import re
from collections.abc import Sequence

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline
from markdown_it.rules_inline.state_inline import Delimiter
from markdown_it.token import Token

_SIGN = "="
_LENGTH = 2
_SPACE = re.compile(r"\s")
_LATIN = re.compile(r"[^\W_]", re.ASCII)


def highlights_plugin(md: MarkdownIt) -> None:
    """Parse highlights as tokens ``mark_open`` and ``mark_close``."""
    md.inline.ruler.before("emphasis", "highlight", _signs)
    md.inline.ruler2.before("emphasis", "highlight", _pair)


def _signs(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 - markdown-it's order
    """Take a run of signs as text; two of them may begin or end a highlight."""
    if silent or state.src[state.pos] != _SIGN:
        return False
    run = state.scanDelims(state.pos, canSplitWord=True)
    token = state.push("text", "", 0)
    token.content = _SIGN * run.length
    if run.length == _LENGTH:
        token.meta = {"position": state.pos, "within": _is_within_word(state)}
        last = len(state.tokens) - 1
        state.delimiters.append(Delimiter(ord(_SIGN), 0, last, -1, run.can_open, run.can_close))
    state.pos += run.length
    return True


def _is_within_word(state: StateInline) -> bool:
    """Return whether Latin letters or digits touch the signs on both sides, as in ``a==b``."""
    before, after = state.src[state.pos - 1 : state.pos], state.src[state.pos + _LENGTH : state.pos + _LENGTH + 1]
    return bool(_LATIN.match(before) and _LATIN.match(after))


def _pair(state: StateInline) -> None:
    for delimiters in (state.delimiters, *(meta["delimiters"] for meta in state.tokens_meta if meta)):
        _mark(state.src, state.tokens, delimiters)


def _mark(source: str, tokens: Sequence[Token], delimiters: Sequence[Delimiter]) -> None:
    for opening in delimiters:
        if opening.marker != ord(_SIGN) or opening.end < 0:
            continue
        first, last = tokens[opening.token], tokens[delimiters[opening.end].token]
        is_within = first.meta["within"] and last.meta["within"]
        if is_within and _SPACE.search(source, first.meta["position"], last.meta["position"]):
            continue  # two comparisons: a==b and c==d
        first.type, last.type = "mark_open", "mark_close"
        first.nesting, last.nesting = 1, -1
        for token in (first, last):
            token.tag, token.markup, token.content, token.meta = "mark", _SIGN * _LENGTH, "", {}
