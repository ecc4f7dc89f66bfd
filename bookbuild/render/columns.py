"""Column widths of tables to be filled in."""

from bookbuild.render.trees import Element, words_of

_LETTER = 1.6
"""Approximate width of a letter, in hundredths of the table's width, as the theme sets tables on any page."""
_WHOLE = 100.0
_WIDEST = 36
"""Greatest width of a column of text, in hundredths of the table's: longer text is broken into lines."""


def set_column_widths(table: Element) -> None:
    """Set the width of all columns: those with text as wide as that needs, those to write in with equal shares of the
    rest. Each still has room for its longest word, in whatever type the table is set.
    """
    rows = [[words_of(cell) for cell in row] for row in table.iterfind("tbody/tr")]
    heads = list(table.iterfind("thead/tr[1]/*")) or list(table.iterfind("tbody/tr[1]/*"))
    if not heads or any(head.get("colspan") for head in heads):
        return
    columns = [[row[column] for row in rows if column < len(row)] for column in range(len(heads))]
    words = [words_of(head) for head in heads]
    labels = [_labels_rows(word, cells) for word, cells in zip(words, columns, strict=True)]
    fair = _WHOLE / len(heads)
    widths = [_width(word, cells) if label else 0.0 for word, cells, label in zip(words, columns, labels, strict=True)]
    share = (_WHOLE - sum(widths)) / labels.count(False) if False in labels else 0.0
    for head, width in zip(heads, widths, strict=True):
        head.set("style", f"width:{width or max(share, fair / 2):.4g}%")


def _labels_rows(head: str, cells: list[str]) -> bool:
    """Return whether a column labels its rows with text. Numbers count as labels only in a column without a header."""
    telling = [cell for cell in cells if not head or any(map(str.isalpha, cell))]
    return sum(map(bool, telling)) * 2 > len(cells)


def _width(head: str, cells: list[str]) -> float:
    longest_word = max(len(word) for text in ("-", head, *cells) for word in text.split())
    longest_cell = max(map(len, cells))
    return max(longest_word * _LETTER, min(longest_cell * _LETTER, _WIDEST))
