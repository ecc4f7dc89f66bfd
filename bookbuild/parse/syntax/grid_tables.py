"""Tables that are drawn with plus signs, as pandoc has them: cells hold paragraphs, lists and code.

A row of ``=`` ends the head. A cell may span columns, where the bars between them are missing in all lines of its row.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock
from markdown_it.token import Token

from bookbuild.parse.syntax.block_lines import line_text
from bookbuild.parse.syntax.pipe_tables import read_caption
from bookbuild.parse.syntax.table_rows import Row
from bookbuild.parse.syntax.table_tokens import Table, caption_tokens

_RULE = re.compile(r"\+(?:[-=:]+\+)+")
_MOST_COLUMNS = 100
_WIDE = frozenset("WF")


@dataclass(frozen=True, slots=True)
class _Row:
    """A row: its first line, and for each cell the number of columns that it spans and its lines."""

    line: int
    end: int
    cells: Sequence[tuple[int, Sequence[str]]]


@dataclass(frozen=True, slots=True)
class _Grid:
    head: Sequence[_Row]
    body: Sequence[_Row]
    aligns: Sequence[str]
    end: int


def grid_tables_plugin(md: MarkdownIt) -> None:
    """Parse such tables."""
    md.block.ruler.before("table", "grid_table", _rule, {"alt": ["paragraph", "reference"]})


def _rule(state: StateBlock, start: int, end: int, silent: bool) -> bool:  # noqa: FBT001 - markdown-it's order
    if state.is_code_block(start) or not line_text(state, start).startswith("+-"):
        return False
    grid = _read(state, start, end)
    if grid is None:
        return False
    if not silent:
        table = Table(grid.aligns, Row(start), end=grid.end)
        read_caption(state, table, end)
        state.tokens.extend(_tokens(state, grid, table, start))
        state.line = table.end
    return True


def _read(state: StateBlock, start: int, end: int) -> _Grid | None:
    """Return the table that begins on a line, or None if its lines do not make one."""
    lines: list[str] = []
    for number in range(start, end):
        text = line_text(state, number).rstrip()
        if not text.startswith(("+", "|")) or state.sCount[number] < state.blkIndent:
            break
        lines.append(text)
    first = lines[0] if lines else ""
    if len(lines) < 3 or not _RULE.fullmatch(first) or not _RULE.fullmatch(lines[-1]):  # noqa: PLR2004 - rule, row, rule
        return None
    columns = [at for at, sign in enumerate(first) if sign == "+"]
    rules = [at for at, text in enumerate(lines) if _RULE.fullmatch(text)]
    if len(columns) > _MOST_COLUMNS or any(not _is_rule_of(lines[at], columns) for at in rules):
        return None
    rows = [_row(lines[one + 1 : other], start + one + 1, columns) for one, other in pairwise(rules)]
    if not all(rows):
        return None
    return _grid([row for row in rows if row], lines, rules, start)


def _grid(rows: list[_Row], lines: list[str], rules: list[int], start: int) -> _Grid:
    head = next((place for place, at in enumerate(rules) if "=" in lines[at]), 0)
    head = 0 if head == len(rules) - 1 else head
    marks = lines[rules[head]][1:-1].split("+")
    return _Grid(rows[:head], rows[head:], list(map(_align, marks)), start + len(lines))


def _is_rule_of(text: str, columns: Sequence[int]) -> bool:
    return [at for at, sign in enumerate(text) if sign == "+"] == columns


def _align(mark: str) -> str:
    if mark.endswith(":"):
        return "center" if mark.startswith(":") else "right"
    return "left" if mark.startswith(":") else ""


def _row(lines: Sequence[str], line: int, columns: Sequence[int]) -> _Row | None:
    """Return the row that lines between two rules make, or None if their bars do not stand below the plus signs."""
    spread = [_spread(text) for text in lines]
    if not lines or any(len(text) != columns[-1] + 1 or text[0] != "|" or text[-1] != "|" for text in spread):
        return None
    bars = [at for at in columns if all(text[at] == "|" for text in spread)]
    if any(text[at] == "|" for text in spread for at in columns if at not in bars):
        return None
    cells = [
        (columns.index(right) - columns.index(left), [_gathered(text[left + 1 : right]) for text in spread])
        for left, right in pairwise(bars)
    ]
    if any(count > 1 and "|" in text for count, texts in cells for text in texts):  # bars in other places
        return None
    return _Row(line, line + len(lines), cells)


def _spread(text: str) -> str:
    """Return a text in which a mark follows each character that is as wide as two."""
    if text.isascii():
        return text
    return "".join(f"{sign}\0" if unicodedata.east_asian_width(sign) in _WIDE else sign for sign in text)


def _gathered(text: str) -> str:
    return text.replace("\0", "").rstrip()


def _tokens(state: StateBlock, grid: _Grid, table: Table, start: int) -> Iterator[Token]:
    level = state.level
    yield _tag("table", 1, level, (start, table.end))
    if table.caption:
        yield from caption_tokens(table.caption, table.caption_line, level + 1)
    for name, tag, rows in (("thead", "th", grid.head), ("tbody", "td", grid.body)):
        if rows:
            yield _tag(name, 1, level + 1, (rows[0].line, rows[-1].end))
            for row in rows:
                yield from _row_tokens(state, row, tag, grid.aligns)
            yield _tag(name, -1, level + 1)
    yield _tag("table", -1, level)


def _row_tokens(state: StateBlock, row: _Row, tag: str, aligns: Sequence[str]) -> Iterator[Token]:
    level, column = state.level + 2, 0
    yield _tag("tr", 1, level, (row.line, row.end))
    for columns, lines in row.cells:
        opening = _tag(tag, 1, level + 1, (row.line, row.end))
        if columns > 1:
            opening.attrs["colspan"] = columns
        if aligns[column]:
            opening.attrs["style"] = f"text-align:{aligns[column]}"
        yield opening
        yield from _inside(state, lines, row.line)
        yield _tag(tag, -1, level + 1)
        column += columns
    yield _tag("tr", -1, level)


def _inside(state: StateBlock, lines: Sequence[str], line: int) -> list[Token]:
    """Return the blocks of a cell; a single paragraph is running text."""
    shift = min((len(text) - len(text.lstrip(" ")) for text in lines if text.strip()), default=0)
    tokens: list[Token] = []
    state.md.block.parse("\n".join(text[shift:] for text in lines), state.md, state.env, tokens)
    is_single = [token.type for token in tokens] == ["paragraph_open", "inline", "paragraph_close"]
    for token in tokens:
        token.level += state.level + 4
        token.map = [token.map[0] + line, token.map[1] + line] if token.map else None
        token.hidden = token.hidden or (is_single and token.type != "inline")
    return tokens


def _tag(name: str, nesting: int, level: int, lines: tuple[int, int] | None = None) -> Token:
    kind = "open" if nesting > 0 else "close"
    token = Token(f"{name}_{kind}", name, 1 if nesting > 0 else -1, block=True, level=level)
    token.map = list(lines) if lines else None
    return token
