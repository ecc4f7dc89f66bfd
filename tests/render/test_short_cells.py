"""Short entries of tables."""

from xml.etree.ElementTree import Element

import pytest

from bookbuild.layout.wide_tables import Excess, step_of, widen
from bookbuild.render.short_cells import CELL, TABLE, keep_short_entries_whole
from bookbuild.render.trees import has_class, tree_of


def _table(*rows: str) -> str:
    cells = ("".join(f"<td>{cell}</td>" for cell in row.split("|")) for row in rows)
    return f"<table><tbody>{''.join(f'<tr>{row}</tr>' for row in cells)}</tbody></table>"


@pytest.mark.parametrize(
    ("rows", "whole"),
    [
        (("a|3 March|of some length, and more", "b|10 March|x"), ["3 March", "10 March"]),
        (("a|3 March|b", "b|on the 10th of March|x"), []),
        (("a|March|b",), []),
        (("3 March|x", "10 March|x"), []),
        (("a|3 March", "b|10 March|c"), ["3 March", "10 March"]),
    ],
    ids=["short", "one is long", "one word", "two columns", "rows of several lengths"],
)
def test_columns_of_short_entries_are_marked(rows: tuple[str, ...], whole: list[str]) -> None:
    """An entry of two short words stays on one line if all of its column are short, beside two other columns."""
    tree = tree_of(_table(*rows))
    keep_short_entries_whole(tree)
    assert [cell.text for cell in tree.iter("td") if has_class(cell, CELL)] == whole
    assert has_class(tree[0], TABLE) == bool(whole)


def test_a_table_without_room_breaks_its_short_entries_before_it_is_set_smaller() -> None:
    table = Element("table", {"class": f"cards {TABLE}"})
    assert widen(table, Excess(1.2, 0))
    assert (table.get("class"), step_of(table)) == ("cards", None)
    assert widen(table, Excess(1.2, 0))
    assert step_of(table) is not None
