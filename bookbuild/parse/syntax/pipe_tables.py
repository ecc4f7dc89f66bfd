"""Tables of bars: GitHub's, whose rows lose nothing, with captions and cells that span others.

A bar within code does not end a cell if the row then has as many cells as the head. ``||`` lets the cell before it
span two columns where bars have spaces around them (MultiMarkdown), and ``^^`` alone in a cell lets the cell above it
span two rows. ``Table: Words`` or ``: Words`` right under or above a table is its caption (pandoc).
"""

import re
from collections.abc import Sequence
from itertools import pairwise

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock
from markdown_it.rules_core import StateCore
from markdown_it.token import Token

from bookbuild.parse.syntax.block_lines import line_text
from bookbuild.parse.syntax.findings import Kind, findings_of
from bookbuild.parse.syntax.table_rows import Row, cells_of
from bookbuild.parse.syntax.table_tokens import Table, TableWriter, caption_tokens

MAX_ADDED_CELLS = 65536
"""Cells that are missing in the rows of a table are added up to this number; the table ends at the row after it."""

_RULE = re.compile(r"\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?")
_CAPTION = re.compile(r"(?:table)?:[ \t]+(\S.*)", re.IGNORECASE | re.DOTALL)
_HINT = r"write a bar that belongs to a cell as \|, or give the head as many cells"
_NO_BAR = Kind(
    "table-row",
    "this line has no bar, and is a row of the table above it, since no empty line is between them",
    "if it is no row, write an empty line before it; if it is one, write a bar at its end",
)


def pipe_tables_plugin(md: MarkdownIt) -> None:
    """Parse tables of bars with rules of our own instead of the parser's."""
    md.block.ruler.at("table", _rule, {"alt": ["paragraph", "reference"]})
    md.core.ruler.after("block", "captions_above_tables", _take_captions)


def _rule(state: StateBlock, start: int, end: int, silent: bool) -> bool:  # noqa: FBT001 - markdown-it's order
    table = _opening(state, start, end)
    if table is None:
        return False
    if not silent:
        _read_rows(state, table, start + 2, end)
        read_caption(state, table, end)
        _tell_odd_rows(state, table)
        state.tokens.extend(TableWriter(table, state.level).tokens(start))
        state.line = table.end
    return True


def _line(state: StateBlock, number: int) -> str:
    return line_text(state, number).strip(" \t")


def _is_outside(state: StateBlock, number: int) -> bool:
    return state.sCount[number] < state.blkIndent or state.is_code_block(number)


def _opening(state: StateBlock, start: int, end: int) -> Table | None:
    """Return a table without rows if a head and a rule of as many columns begin on a line, or None."""
    if start + 2 > end or state.is_code_block(start) or _is_outside(state, start + 1):
        return None
    head, rule = _line(state, start), _line(state, start + 1)
    if "|" not in head or rule.startswith("- ") or not _RULE.fullmatch(rule):
        return None
    marks = [mark.strip(" \t") for mark in rule.strip("|").split("|")]
    cells = cells_of(head, len(marks))
    if sum(cell.columns for cell in cells) != len(marks):
        return None
    return Table([_align(mark) for mark in marks], Row(start, cells), end=start + 2)


def _align(mark: str) -> str:
    if mark.endswith(":"):
        return "center" if mark.startswith(":") else "right"
    return "left" if mark.startswith(":") else ""


def _read_rows(state: StateBlock, table: Table, first: int, end: int) -> None:
    width, added = len(table.aligns), 0
    for number in range(first, end):
        line = _line(state, number)
        if not line or _is_outside(state, number) or _caption_of(line):
            return
        if _begins_block(state, number, end, "blockquote"):
            return
        row = Row(number, cells_of(line, width))
        added += max(0, width - row.width)
        if added > MAX_ADDED_CELLS:
            return
        table.body.append(row)
        table.end = number + 1


def _begins_block(state: StateBlock, line: int, end: int, interrupted: str) -> bool:
    """Return whether a block begins on a line that may interrupt one of the rule `interrupted`."""
    silent = True
    return any(rule(state, line, end, silent) for rule in state.md.block.ruler.getRules(interrupted))


def _caption_of(line: str) -> str:
    """Return the words of a caption's first line, or an empty string."""
    match = _CAPTION.fullmatch(line)
    return match[1] if match and (line[0] != ":" or "|" not in line) else ""


def read_caption(state: StateBlock, table: Table, end: int) -> None:
    """Read a caption right under a table, or after one empty line; what has one above it has none below."""
    if _words_of_caption(state.tokens[-3:]):
        return
    line = table.end
    if line < end and state.isEmpty(line):
        line += 1
    if line >= end or _is_outside(state, line) or not (first := _caption_of(_line(state, line))):
        return
    words = [first]
    table.caption_line, table.end = line, line + 1
    while table.end < end and not state.isEmpty(table.end) and not _is_outside(state, table.end):
        if _begins_block(state, table.end, end, "paragraph"):
            break
        words.append(_line(state, table.end))
        table.end += 1
    table.caption = "\n".join(words)


def _tell_odd_rows(state: StateBlock, table: Table) -> None:
    width = len(table.aligns)
    for row in table.body:
        if "|" not in state.src[state.bMarks[row.line] : state.eMarks[row.line]]:
            findings_of(state.env).add(_NO_BAR, row.line + 1, "")
        if row.width > width:
            message = f"this row has {row.width} cells and the head of its table {width}"
            kind = Kind("table-row", f"{message}; columns without a head were added", _HINT)
            findings_of(state.env).add(kind, row.line + 1, "")


def _take_captions(state: StateCore) -> None:
    """Turn a paragraph ``Table: Words`` before a table without a caption into its caption."""
    if not any(token.type == "table_open" for token in state.tokens):
        return
    tokens: list[Token] = []
    for token, following in pairwise([*state.tokens, Token("end", "", 0)]):
        tokens.append(token)
        above = tokens[-4:-1]
        words = _words_of_caption(above) if token.type == "table_open" and following.type != "caption_open" else ""
        if words:
            del tokens[-4:-1]
            tokens.extend(caption_tokens(words, above[0].map[0] if above[0].map else 0, token.level + 1))
    state.tokens = tokens


def _words_of_caption(paragraph: Sequence[Token]) -> str:
    if [token.type for token in paragraph] != ["paragraph_open", "inline", "paragraph_close"]:
        return ""
    first, _, others = paragraph[1].content.strip().partition("\n")
    words = _caption_of(first)
    return f"{words}\n{others}" if words and others else words
