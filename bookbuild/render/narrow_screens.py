"""Tables on narrow screens: those to fill in become cards, a card a row; others of many columns scroll in a box."""

from lxml import etree

from bookbuild.render.trees import Element, add_class, has_class, words_of

_MANY = 4
"""Columns from which a table does not fit a telephone."""
_LONG_LINE = 60
"""Characters of a line of code from which it may be wider than its column."""


def make_cards(tree: Element) -> None:
    """Add the words of its header to each cell of a worksheet's table of many columns, for cards."""
    for sheet in tree.iter("div"):
        if has_class(sheet, "fill"):
            for table in sheet.iter("table"):
                _make(table, "cards")


def name_columns(tree: Element) -> None:
    """Do the same to the other tables, which editions with large letters show as cards."""
    for table in tree.iter("table"):
        if not has_class(table, "cards"):
            _make(table, "many-columns")


def _make(table: Element, name: str) -> None:
    heads = [words_of(cell) for cell in table.iterfind("thead/tr[last()]/*")]
    if len(heads) >= _MANY and not any(cell.get("colspan") or cell.get("rowspan") for cell in table.iter()):
        add_class(table, name)
        _name_cells(table, heads)


def _name_cells(table: Element, heads: list[str]) -> None:
    for row in table.iterfind("tbody/tr"):
        for head, cell in zip(heads, row, strict=False):
            cell.set("data-head", head)


def make_scrollable(tree: Element, label: str) -> None:
    """Put each other table of many columns into a box that scrolls, and let the keyboard reach it and long code."""
    for table in list(tree.iter("table")):
        columns = max((len(row) for row in table.iter("tr")), default=0)
        if columns >= _MANY and not has_class(table, "cards"):
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
