"""Column widths of tables to be filled in."""

from bookbuild.render.trees import Element, words_of

_LETTER = 1.6
"""Approximate width of a letter, in hundredths of the table's width, as the theme sets tables on any page."""
_WIDEST = 36
"""Greatest width of a column of text, in hundredths of the table's: longer text is broken into lines."""


def set_column_widths(table: Element) -> None:
    """Set the width of columns with text, so that the columns to write in share the rest equally."""
    rows = [[words_of(cell) for cell in row] for row in table.iterfind("tbody/tr")]
    for column, head in enumerate(table.iterfind("thead/tr[1]/*")):
        cells = [row[column] for row in rows if column < len(row)]
        if _labels_rows(words_of(head), cells):
            head.set("style", f"width:{_width(words_of(head), cells):g}%")


def _labels_rows(head: str, cells: list[str]) -> bool:
    """Return whether a column labels its rows with text. Numbers count as labels only in a column without a header."""
    telling = [cell for cell in cells if not head or any(map(str.isalpha, cell))]
    return sum(map(bool, telling)) * 2 > len(cells)


def _width(head: str, cells: list[str]) -> float:
    longest_word = max(len(word) for text in ("-", head, *cells) for word in text.split())
    longest_cell = max(map(len, cells))
    return max(longest_word * _LETTER, min(longest_cell * _LETTER, _WIDEST))
