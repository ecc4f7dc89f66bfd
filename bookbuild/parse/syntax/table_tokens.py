"""A table as tokens of the Markdown parser."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from markdown_it.token import Token

from bookbuild.parse.syntax.table_rows import Cell, Row, span_rows


@dataclass(slots=True)
class Table:
    """A table: the alignments of its columns, its rows and its caption. It ends before the line `end`."""

    aligns: Sequence[str]
    head: Row
    body: list[Row] = field(default_factory=list)
    caption: str = ""
    caption_line: int = 0
    end: int = 0


class TableWriter:
    """Writes a table as tokens."""

    def __init__(self, table: Table, level: int) -> None:
        self._table, self._level = table, level
        self._width = max(row.width for row in (table.head, *table.body))
        span_rows(table.body)

    def tokens(self, start: int) -> Iterator[Token]:
        """Yield the tokens of a table that begins on a line."""
        table = self._table
        yield self._tag("table", 1, start, table.end)
        if table.caption:
            yield from caption_tokens(table.caption, table.caption_line, self._level + 1)
        yield self._tag("thead", 1, start, start + 1)
        yield from self._row(table.head, "th")
        yield self._tag("thead", -1)
        if table.body:
            yield self._tag("tbody", 1, table.body[0].line, table.body[-1].line + 1)
            for row in table.body:
                yield from self._row(row, "td")
            yield self._tag("tbody", -1)
        yield self._tag("table", -1)

    def _tag(self, name: str, nesting: int, *lines: int) -> Token:
        if nesting < 0:
            self._level -= 1
        token = Token(f"{name}_{'open' if nesting > 0 else 'close'}", name, 1 if nesting > 0 else -1)
        token.block, token.level, token.map = True, self._level, list(lines) or None
        if nesting > 0:
            self._level += 1
        return token

    def _row(self, row: Row, tag: str) -> Iterator[Token]:
        yield self._tag("tr", 1, row.line, row.line + 1)
        column = 0
        for cell in [*row.cells, *(Cell("") for _ in range(self._width - row.width))]:
            if cell.rows:
                yield from self._cell(cell, row.line, column, tag if column < len(self._table.aligns) else "td")
            column += cell.columns
        yield self._tag("tr", -1)

    def _cell(self, cell: Cell, line: int, column: int, tag: str) -> Iterator[Token]:
        opening = self._tag(tag, 1, line, line + 1)
        if align := self._table.aligns[column] if column < len(self._table.aligns) else "":
            opening.attrs["style"] = f"text-align:{align}"
        for name, count in (("colspan", cell.columns), ("rowspan", cell.rows)):
            if count > 1:
                opening.attrs[name] = count
        yield opening
        inline = Token("inline", "", 0, content=cell.text, children=[], map=[line, line + 1], level=self._level)
        inline.block = True
        yield inline
        yield self._tag(tag, -1)


def caption_tokens(words: str, line: int, level: int) -> list[Token]:
    """Return the tokens of a table's caption."""
    inline = Token("inline", "", 0, content=words, children=[], map=[line, line + 1], level=level + 1, block=True)
    opening = Token("caption_open", "caption", 1, map=[line, line + 1], level=level, block=True)
    return [opening, inline, Token("caption_close", "caption", -1, level=level, block=True)]
