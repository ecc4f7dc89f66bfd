"""Tables drawn with plus signs hold blocks, span columns, and have a head and a caption."""

from bookbuild.model import ContentSettings, Source
from bookbuild.parse import parse

_TABLE = """\
# T

+-------+------+
| A     | *B*  |
+:======+=====:+
| - one | 1    |
| - two | 柑橘 |
+-------+------+
| both         |
+-------+------+

: Words {#tbl-a}
"""


def _body(text: str) -> tuple[str, int]:
    outcome = parse(Source("a.md", text.encode()), ContentSettings(), "en")
    assert outcome.value is not None
    return "".join(outcome.value.body.split("\n")), len(outcome.diagnostics)


def test_cells_hold_blocks_and_span_columns() -> None:
    left, right = 'class="align-left"', 'class="align-right"'
    assert _body(_TABLE) == (
        f'<table id="tbl-a"><caption>Words</caption><thead><tr><th {left} scope="col">A</th>'
        f'<th {right} scope="col"><em>B</em></th></tr></thead><tbody>'
        f"<tr><td {left}><ul><li>one</li><li>two</li></ul></td>"
        f'<td {right}>1柑橘</td></tr><tr><td colspan="2" {left}>both</td></tr></tbody></table>',
        0,
    )


def test_a_table_without_a_head_may_stand_in_a_list() -> None:
    body, _ = _body("# T\n\n- a\n\n  +---+\n  | b |\n  +---+\n")
    assert "<table><tbody><tr><td>b</td></tr></tbody></table></li>" in body


def test_bars_that_stand_elsewhere_are_no_table_and_told() -> None:
    body, count = _body("# T\n\n+---+---+\n| a | b |\n+---+---+\n| c|d   |\n| e | f |\n+---+---+\n")
    assert ("<table>" in body, count) == (False, 1)


def test_a_head_without_words_is_none() -> None:
    """Markdown has no tables without one."""
    assert _body("# T\n\n|  |  |\n|--|--|\n| a | b |\n") == (
        "<table><tbody><tr><td>a</td><td>b</td></tr></tbody></table>",
        0,
    )
    assert "<thead>" in _body("# T\n\n|  | B |\n|--|--|\n| a | b |\n")[0]
