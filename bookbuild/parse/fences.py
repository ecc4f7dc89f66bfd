"""``:::`` fences: a named block extends to its closing fence and may contain others; a field is a single line."""

import re
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock

from bookbuild.parse.syntax.block_lines import line_text
from bookbuild.parse.syntax.findings import note
from bookbuild.parse.syntax.unclosed import UNCLOSED_BLOCK

_FENCE = re.compile(r"(:{3,})\s*(.*)")
_MAY_INTERRUPT = ["paragraph", "reference", "blockquote", "list"]


@dataclass(frozen=True, slots=True)
class _Fence:
    """A line of colons, and the text after them, which is empty in a closing fence."""

    length: int
    info: str


def fences_plugin(md: MarkdownIt, is_field: Callable[[str], bool]) -> None:
    """Parse fences as tokens ``fenced_open`` and ``fenced_close``, or as ``field`` if `is_field` returns true for the
    words after the colons, which are the token's `info`.
    """

    def rule(state: StateBlock, start: int, end: int, silent: bool) -> bool:  # noqa: FBT001 - markdown-it's order
        fence = _fence_at(state, start)
        if fence is None or not fence.info:
            return False
        if not silent:
            read = _read_field if is_field(fence.info) else _read_block
            read(state, start, end, fence, is_field)
        return True

    md.block.ruler.before("fence", "fenced", rule, {"alt": _MAY_INTERRUPT})


def _fence_at(state: StateBlock, line: int) -> _Fence | None:
    if not state.src.startswith(":::", state.bMarks[line] + state.tShift[line]) or state.is_code_block(line):
        return None
    match = _FENCE.fullmatch(line_text(state, line).rstrip())
    return _Fence(len(match[1]), match[2]) if match else None


def _read_field(state: StateBlock, start: int, end: int, fence: _Fence, _is_field: Callable[[str], bool]) -> None:
    """Parse a field. A closing fence right after it belongs to it: those of enclosing blocks are beyond `end`."""
    token = state.push("field", "", 0)
    token.info, token.map, token.block = fence.info, [start, start + 1], True
    following = _fence_at(state, start + 1) if start + 1 < end and not _is_outside(state, start + 1) else None
    state.line = start + (2 if following and not following.info else 1)


def _read_block(state: StateBlock, start: int, end: int, fence: _Fence, is_field: Callable[[str], bool]) -> None:
    closing, is_closed = _closing(state, start, end, fence, is_field)
    old_parent, old_end = state.parentType, state.lineMax
    state.parentType, state.lineMax = "container", closing
    token = state.push("fenced_open", "div", 1)
    token.info, token.map, token.block = fence.info, [start, closing], True
    if not is_closed:
        note(token, UNCLOSED_BLOCK, f"{':' * fence.length} {fence.info}")
    state.md.block.tokenize(state, start + 1, closing)
    state.push("fenced_close", "div", -1).block = True
    state.parentType, state.lineMax = old_parent, old_end
    state.line = closing + is_closed


def _closing(
    state: StateBlock, start: int, end: int, fence: _Fence, is_field: Callable[[str], bool]
) -> tuple[int, bool]:
    """Return the line on which a block ends, and whether a fence closes it there.

    A fence closes the innermost block that was opened with as many colons, or else the innermost opened with fewer,
    and all blocks inside that one. An unclosed block ends with its container.
    """
    waiting = _Waiting(fence.length)
    for line in range(start + 1, end):
        if _is_outside(state, line):
            return line, False
        met = _fence_at(state, line)
        if met is None or is_field(met.info):
            continue
        if met.info:
            waiting.open(met.length)
            continue
        waiting.close(met.length)
        if not waiting:
            return line, True
    return end, False


def _is_outside(state: StateBlock, line: int) -> bool:
    """Return whether a line is indented less than the block's container: a list item ends before it."""
    return not state.isEmpty(line) and state.sCount[line] < state.blkIndent


class _Waiting:
    """The lengths of the fences that wait for their ends, the innermost last."""

    def __init__(self, length: int) -> None:
        self._lengths, self._count = [length], Counter([length])

    def __bool__(self) -> bool:
        return bool(self._lengths)

    def open(self, length: int) -> None:
        self._lengths.append(length)
        self._count[length] += 1

    def close(self, length: int) -> None:
        """Close the block that a fence closes, and those in it."""
        if not any(count and waiting <= length for waiting, count in self._count.items()):
            return
        is_same = self._count[length] > 0
        while True:
            closed = self._lengths.pop()
            self._count[closed] -= 1
            if closed == length or (closed < length and not is_same):
                return
