"""Columns of short entries, such as dates and amounts, in tables: each entry stays on one line where that has room."""

from collections.abc import Iterator

from bookbuild.render.trees import Element, add_class, words_of

_SHORT = 12
"""How many letters the entries of such a column have at most."""
_COLUMNS = 3
"""From how many columns a table leaves so little room that short entries are broken."""
TABLE, CELL = "whole-entries", "whole"
"""The classes of a table with such columns, and of their cells. On paper layout takes back the first where the table
has no room for them; a telephone never has.
"""


def keep_short_entries_whole(tree: Element) -> None:
    """Mark the cells of columns whose entries are all short: ``10 March`` is no two lines beside longer columns."""
    for table in tree.iter("table"):
        rows = [list(row) for row in table.iterfind("tbody/tr")]
        if not rows or any(cell.get("colspan") or cell.get("rowspan") for cell in table.iter("td", "th")):
            continue
        if max(map(len, rows)) < _COLUMNS:
            continue
        cells = [cell for column in _columns(rows) if _are_short(column) for cell in column]
        for cell in cells:
            add_class(cell, CELL)
        if cells:
            add_class(table, TABLE)


def _columns(rows: list[list[Element]]) -> Iterator[list[Element]]:
    for place in range(max(map(len, rows))):
        yield [row[place] for row in rows if place < len(row)]


def _are_short(column: list[Element]) -> bool:
    """Return whether the entries of a column are short, and some might be broken."""
    words = [words_of(cell) for cell in column]
    return max(map(len, words)) <= _SHORT and any(" " in entry for entry in words)
