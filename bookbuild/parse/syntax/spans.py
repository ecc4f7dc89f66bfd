"""Spans of text with attributes: ``[words]{.class}``. References to links and notes take precedence."""

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline

from bookbuild.parse.syntax.attribute_syntax import read_list

_NONE = -1


def spans_plugin(md: MarkdownIt) -> None:
    """Parse spans as tokens ``span_open`` and ``span_close``; the list behind them is left to `attribute_lists`."""
    md.inline.ruler.push("span", _span)


def _span(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 - markdown-it's order
    if silent or state.src[state.pos] != "[":
        return False
    end = _closing(state)
    if end == _NONE or read_list(state.src, end + 1, state.posMax) is None:
        return False
    start, maximum = state.pos, state.posMax
    state.pos, state.posMax = start + 1, end
    state.push("span_open", "span", 1)
    state.md.inline.tokenize(state)
    state.push("span_close", "span", -1)
    state.pos, state.posMax = end + 1, maximum
    return True


def _closing(state: StateInline) -> int:
    """Return the position of the ``]`` for the ``[`` at the parser's position, or `_NONE`.

    All pairs that are met on the way are remembered, so that no bracket is looked at more than once. They are in the
    parser's cache, whose own keys are positions, under negative keys.
    """
    key = _key(state.pos)
    if key not in state.cache:
        _match_brackets(state)
    end = state.cache[key]
    return end if end < state.posMax else _NONE


def _match_brackets(state: StateInline) -> None:
    start, opened = state.pos, [state.pos]
    state.pos += 1
    while state.pos < state.posMax and opened:
        position = state.pos
        if state.src[position] == "]":
            state.cache[_key(opened.pop())] = position
        state.md.inline.skipToken(state)
        if state.src[position] == "[" and state.pos == position + 1:
            opened.append(position)
    state.cache.update((_key(position), _NONE) for position in opened)
    state.pos = start


def _key(position: int) -> int:
    return -1 - position
