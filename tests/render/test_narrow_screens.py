"""Tables on narrow screens."""

import pytest

from bookbuild.render.narrow_screens import make_cards, make_scrollable, name_columns
from bookbuild.render.trees import tree_of

HEAD = "<thead><tr><th>Who</th><th>When</th><th>What</th><th>Then</th></tr></thead>"
TABLE = f"<table>{HEAD}<tbody><tr><td/><td/><td/><td/></tr></tbody></table>"


def test_cells_of_cards_say_their_column() -> None:
    """Each cell of a table of many columns to fill in has the words of its header."""
    tree = tree_of(f'<div class="fill">{TABLE}</div>{TABLE}')
    make_cards(tree)
    first, second = tree.iter("table")
    assert first.get("class") == "cards"
    assert [cell.get("data-head") for cell in first.iter("td")] == ["Who", "When", "What", "Then"]
    assert second.get("class") is None


def test_the_keyboard_reaches_what_scrolls() -> None:
    """Other tables of many columns are in a region with a name; long lines of code can be reached."""
    tree = tree_of(f"{TABLE}<table><tr><td>1</td></tr></table><pre>{'x' * 99}</pre><pre>x</pre>")
    make_scrollable(tree, "An article")
    (box,) = [one for one in tree.iter("div") if one is not tree]
    assert (box.get("role"), box.get("tabindex"), box.get("aria-label")) == ("region", "0", "Who, When, What, Then")
    assert [code.get("tabindex") for code in tree.iter("pre")] == ["0", None]


def test_other_tables_of_many_columns_say_theirs_too() -> None:
    """Editions with large letters show them as cards; one with merged cells, or few columns, stays a table."""
    row = "<table><thead><tr>{0}</tr></thead><tbody><tr>{1}</tr></tbody></table>"
    tree = tree_of(row.format("<th>A</th>" * 4, "<td>x</td>" * 4) + row.format("<th>A</th>" * 3, "<td>x</td>" * 3)
                   + row.format("<th>A</th>" * 4, "<td>x</td><td>x</td><td colspan='2'>x</td>"))  # fmt: skip
    name_columns(tree)
    assert [table.get("class") for table in tree.iter("table")] == ["many-columns", None, None]
    assert [cell.get("data-head") for cell in tree.iter("td")][:5] == ["A"] * 4 + [None]


@pytest.mark.parametrize(
    ("cells", "name"),
    [
        (["January", *["12,345"] * 11], "many-columns as-cards"),
        (["Employer", "March", "Person", "letter", "waited", "Receipt"], "many-columns"),
        (["Arbeitsunfähigkeit", "März", "Lohnsteuerausgleich", "Beträge"], "many-columns as-cards"),
        (["Arbeitsunfähigkeit", "Lohnsteuerausgleich", "Vorstellungsgespräch"], "as-cards"),
        (["Arbeitsunfähigkeit", "Lohnsteuerausgleich"], None),
    ],
)
def test_a_table_whose_words_do_not_fit_a_telephone_says_its_columns(cells: list[str], name: str | None) -> None:
    """By the longest word of each column, as the theme sets tables there, it is shown as cards in all editions."""
    head, row = ("".join(f"<{tag}>{cell}</{tag}>" for cell in cells) for tag in ("th", "td"))
    tree = tree_of(f"<table><thead><tr>{head}</tr></thead><tbody><tr>{row}</tr></tbody></table>")
    name_columns(tree)
    (table,) = tree.iter("table")
    assert table.get("class") == name
    assert [cell.get("data-head") for cell in tree.iter("td")] == (cells if name else [None] * len(cells))
