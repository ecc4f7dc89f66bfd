"""Tables in the structure of a run, made regular as PDF/UA requires (ISO 14289-1, 7.5; ISO 32000-1, 14.8.4.3.4).

A table has a body; each of its rows reaches over the same columns, and no cell reaches below its part of the table or
over another. HTML allows all of it, and is laid out as HTML defines; only its description is completed.
"""

from collections.abc import Iterator

from bookbuild.layout.tree import Node

_PARTS = ("THead", "TBody", "TFoot")
_WIDEST = 1000
"""The most columns that a cell spans (HTML, 4.9.11)."""


def make_tables_regular(root: Node) -> None:
    """Complete all tables of a tree."""
    waiting = [root]
    while waiting:
        node = waiting.pop()
        if node.role == "Table":
            _make_regular(node)
        waiting += [kid for kid in node.kids if isinstance(kid, Node)]


def _make_regular(table: Node) -> None:
    parts = [kid for kid in table.kids if isinstance(kid, Node) and kid.role in _PARTS]
    if parts and not any(part.role == "TBody" for part in parts):
        parts[-1].role = "TBody"
    rows = [row for part in parts or [table] for row in _set_in_grid(_rows(part))]
    columns = max((width for _, width in rows), default=0)
    for row, width in rows:
        for _ in range(columns - width):
            row.add("TD")


def _rows(part: Node) -> list[Node]:
    return [kid for kid in part.kids if isinstance(kid, Node) and kid.role == "TR"]


def _set_in_grid(rows: list[Node]) -> Iterator[tuple[Node, int]]:
    """Yield each row of a part of a table with the number of columns that it reaches over; spans are shortened where
    they would reach over other cells or below the part.
    """
    taken: list[int] = []  # for each column, how many rows from here on a cell above reaches over
    for index, row in enumerate(rows):
        column = 0
        for cell in [kid for kid in row.kids if isinstance(kid, Node)]:
            while column < len(taken) and taken[column]:
                column += 1
            cell.spans = _spans(cell, taken[column:], len(rows) - index)
            down, across = cell.spans
            taken += [0] * (column + across - len(taken))
            taken[column : column + across] = [down] * across
            column += across
        for _ in range(taken.count(0)):  # columns that a longer row above has, or a hole between cells that reach down
            row.add("TD")
        yield row, len(taken)
        taken = [max(0, rest - 1) for rest in taken]


def _spans(cell: Node, taken: list[int], rest: int) -> tuple[int, int]:
    """Return over how many rows and columns a cell reaches: as its spans state, as far as there is room."""
    wanted = min(_span(cell, "colspan"), _WIDEST)
    room = next((place for place, rows in enumerate(taken) if rows), wanted)
    down = _span(cell, "rowspan")
    return min(down or rest, rest), max(1, min(wanted, room))


def _span(cell: Node, name: str) -> int:
    written = cell.element.get(name, "1") if cell.element is not None else "1"
    return int(written) if written.isdigit() and len(written) < 6 else 1  # noqa: PLR2004 - more digits than rows
