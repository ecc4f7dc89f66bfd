"""Obsidian's comments, ``%%…%%``: they are not printed, as their author means it."""

import re
from collections.abc import Sequence
from dataclasses import replace

from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.rules_block import StateBlock
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token
from markdown_it.utils import EnvType, OptionsDict

from bookbuild.parse.syntax.block_lines import line_text
from bookbuild.parse.syntax.findings import Kind, note

_BESIDE_WORDS = Kind(
    "left-out-comment",
    "{} is a comment as Obsidian has it, and is left out",
    "if it is to be printed, type a backslash before each percent sign: \\%",
)
_MARK = "%%"
_COMMENT = re.compile(r"(?<![\w%])%%(?!%).{0,4000}?%%(?![\w%])", re.DOTALL)
_LAST_MARKS = "last comment marks"


def comments_plugin(md: MarkdownIt) -> None:
    """Leave comments out, within a line and over several paragraphs."""
    interrupted = ["paragraph", "reference", "blockquote", "list"]
    md.block.ruler.before("fence", "comment_block", _comment_block, {"alt": interrupted})
    md.inline.ruler.before("link", "comment", _comment)
    md.add_render_rule("comment", _render_nothing)


def _comment(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 - markdown-it's order
    if not state.src.startswith(_MARK, state.pos) or state.src.rfind(_MARK, 0, state.posMax) < state.pos + 2:
        return False
    match = _COMMENT.match(state.src, state.pos, state.posMax)
    if match is None:
        return False
    if not silent:
        token = state.push("comment", "", 0)
        token.content = match[0]
        if not _is_whole_line(state.src, match):
            note(token, _BESIDE_WORDS, match[0])
    state.pos = match.end()
    return True


def _is_whole_line(source: str, match: re.Match[str]) -> bool:
    before, after = source[: match.start()].rpartition("\n")[2], source[match.end() :].partition("\n")[0]
    return not (before + after).strip()


def _comment_block(state: StateBlock, start: int, end: int, silent: bool) -> bool:  # noqa: FBT001 - markdown-it's order
    """Skip the lines of a comment that begins a line and ends on a later one; what follows it there is text."""
    text = line_text(state, start)
    if state.is_code_block(start) or not text.startswith(_MARK) or text.startswith("%%%") or _MARK in text[2:]:
        return False
    last = _closing_line(state, start, end)
    if last < 0:
        return False
    if not silent:
        if line_text(state, last).strip() != _MARK and any(map(state.isEmpty, range(start + 1, last))):
            token = state.push("comment", "", 0)
            token.map = [start, last]
            note(token, _down_to(last + 1), text)
        after = state.bMarks[last] + state.tShift[last] + line_text(state, last).index(_MARK) + len(_MARK)
        state.bMarks[last], state.tShift[last] = after, 0
        state.tShift[last] = state.skipSpaces(after) - after
        state.line = last if after + state.tShift[last] < state.eMarks[last] else last + 1
    return True


def _down_to(line: int) -> Kind:
    """Return the kind of a comment that ends on a line."""
    return replace(
        _BESIDE_WORDS, message=f"{{}} begins a comment as Obsidian has it, which is left out down to line {line}"
    )


def _closing_line(state: StateBlock, start: int, end: int) -> int:
    """Return the line on which a comment is closed, within the block that contains it, or -1."""
    known: tuple[int, int] = state.env.get(_LAST_MARKS, (0, 0))
    if known[0] <= start < known[1]:  # keeps a text of many marks linear
        return -1
    for line in range(start + 1, end):
        text = line_text(state, line)
        if text and state.sCount[line] < state.blkIndent:
            end = line
            break
        if _MARK in text and not state.is_code_block(line):
            return line
    state.env[_LAST_MARKS] = (start, end)
    return -1


def _render_nothing(
    _renderer: RendererHTML, _tokens: Sequence[Token], _index: int, _options: OptionsDict, _env: EnvType
) -> str:
    return ""
