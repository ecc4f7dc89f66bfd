"""Tables on narrow screens: those to fill in become cards, a card a row, and in the EPUB others that are too wide; in
HTML these scroll in a box.
"""

from lxml import etree

from bookbuild.render.trees import Element, add_class, has_class, words_of

_MANY = 4
"""Columns from which a table does not fit a telephone."""
_CLOSE, _LETTERS, _LETTERS_CLOSE = 5, 46, 62
"""Columns from which the theme sets a table smaller there, and how many letters a line then has, before and from it."""
_PADDING, _LONGEST = 1.5, 16
"""The space between columns, in letters, and the letters of a word from which it is divided."""
_LONG_LINE = 60
"""Characters of a line of code from which it may be wider than its column."""


def make_cards(tree: Element) -> None:
    """Add the words of its header to each cell of a worksheet's table of many columns, for cards."""
    for sheet in tree.iter("div"):
        if has_class(sheet, "fill"):
            for table in sheet.iter("table"):
                _make(table, "cards")


def name_columns(tree: Element) -> None:
    """Do the same to the other tables, which editions with large letters show as cards, and all editions those whose
    longest words do not fit a telephone beside each other.
    """
    for table in tree.iter("table"):
        if not has_class(table, "cards"):
            _make(table, "many-columns")
            if _narrowest(table) > (_LETTERS_CLOSE if _columns(table) >= _CLOSE else _LETTERS):
                _make(table, "as-cards", least=2)


def _make(table: Element, name: str, least: int = _MANY) -> None:
    heads = [words_of(cell) for cell in table.iterfind("thead/tr[last()]/*")]
    if len(heads) >= least and not any(cell.get("colspan") or cell.get("rowspan") for cell in table.iter()):
        add_class(table, name)
        _name_cells(table, heads)


def _columns(table: Element) -> int:
    return max((len(row) for row in table.iter("tr")), default=0)


def _narrowest(table: Element) -> float:
    """Return the width below which words of a table are cut off, in letters."""
    longest = [0] * _columns(table)
    for row in table.iter("tr"):
        for place, cell in enumerate(row):
            longest[place] = max(longest[place], *(min(len(word), _LONGEST) for word in words_of(cell).split()), 0)
    return sum(longest) + _PADDING * (len(longest) - 1)


def _name_cells(table: Element, heads: list[str]) -> None:
    for row in table.iterfind("tbody/tr"):
        for head, cell in zip(heads, row, strict=False):
            cell.set("data-head", head)


def make_scrollable(tree: Element, label: str) -> None:
    """Put each other table of many columns into a box that scrolls, and let the keyboard reach it and long code."""
    for table in list(tree.iter("table")):
        if _columns(table) >= _MANY and not has_class(table, "cards"):
            _box(table, label)
    for code in tree.iter("pre"):
        if max(map(len, "".join(map(str, code.itertext())).split("\n"))) > _LONG_LINE:
            code.set("tabindex", "0")


def _box(table: Element, label: str) -> None:
    words = next((words_of(one) for one in table.iter("caption")), "")
    words = words or ", ".join(filter(None, (words_of(cell) for cell in table.iterfind("thead/tr[1]/*"))))
    box = etree.Element("div", {"class": "scroll", "tabindex": "0", "role": "region", "aria-label": words or label})
    box.tail, table.tail = table.tail, None
    table.addprevious(box)
    box.append(table)
