"""How wide the columns of a table to be filled in are."""

from bookbuild.render.body import Element, words_of

_LETTER = 1.6
"""A letter's width, in hundredths of the table's; about, as the theme sets tables on a page of any size."""
_WIDEST = 36
"""The most that a column of words takes, in hundredths: longer words take more lines."""


def share_columns(table: Element) -> None:
    """Give a column of words the width that these need, so that those to write in share the rest equally."""
    rows = [[words_of(cell) for cell in row] for row in table.iterfind("tbody/tr")]
    for place, head in enumerate(table.iterfind("thead/tr[1]/*")):
        cells = [row[place] for row in rows if place < len(row)]
        if _tells(words_of(head), cells):
            head.set("style", f"width:{_width(words_of(head), cells):g}%")


def _tells(head: str, cells: list[str]) -> bool:
    """Say whether a column's words tell what its rows are about. Mere numbers do so only where nothing heads them."""
    telling = [cell for cell in cells if not head or any(map(str.isalpha, cell))]
    return sum(map(bool, telling)) * 2 > len(cells)


def _width(head: str, cells: list[str]) -> float:
    longest_word = max(len(word) for text in ("-", head, *cells) for word in text.split())
    longest_cell = max(map(len, cells))
    return max(longest_word * _LETTER, min(longest_cell * _LETTER, _WIDEST))
