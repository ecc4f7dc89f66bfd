"""Tables as they are described: regular, whatever their HTML is."""

import pytest

from bookbuild.layout import lay_out
from tests.layout.jobs import job
from tests.layout.tagged import elements, tree_of


@pytest.mark.parametrize(
    ("table", "tree"),
    [
        ("<thead><tr><th>a</th></tr></thead>", "Table(TBody(TR(TH(.))))"),
        (
            "<tbody><tr><td>a</td><td>b</td></tr><tr><td>c</td></tr></tbody>",
            "Table(TBody(TR(TD(.) TD(.)) TR(TD(.) TD())))",
        ),
        (
            "<thead><tr><th>a</th></tr></thead><tbody><tr><td>b</td><td>c</td></tr></tbody>",
            "Table(THead(TR(TH(.) TD())) TBody(TR(TD(.) TD(.))))",
        ),
    ],
)
def test_a_table_has_a_body_and_rows_of_one_width(table: str, tree: str) -> None:
    """A head alone is described as a body, and rows that lack cells get empty ones (ISO 14289-1, 7.5)."""
    assert tree_of(lay_out(job(f"<table>{table}</table>"))) == tree


def test_spans_end_where_their_table_does() -> None:
    """A cell reaches neither below its part of the table nor over another cell."""
    rows = '<tr><td rowspan="2">a</td><td>b</td><td rowspan="9">c</td></tr><tr><td colspan="5">d</td></tr>'
    found = elements(lay_out(job(f"<table><tbody>{rows}</tbody></table>")), "TD")
    assert found == [{"RowSpan": "2"}, {}, {"RowSpan": "2"}, {}]
