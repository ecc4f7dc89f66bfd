"""Blocks of HTML with empty lines in them, as kramdown and Parsedown read them."""

import pytest

from bookbuild.model import Source
from bookbuild.sites.html_blocks import whole_blocks_in

TABLE = "<table>\n  <td>\n\n      One <b>two</b>\n\n      </td>\n</table>"


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        (f"Before\n\n{TABLE}\n\n    code", "Before\n\n" + TABLE.replace("\n\n", "\n") + "\n\n    code"),
        ("<div>\n\nText\n\n    code\n</div>", "<div>\n\nText\n    code\n</div>"),
        ("<div>\n<div>\n</div>\n\n    <p>a</p>\n</div>", "<div>\n<div>\n</div>\n    <p>a</p>\n</div>"),
        ('<div markdown="1">\n\n    code\n</div>', '<div markdown="1">\n\n    code\n</div>'),
        ("<div>\n\n    open", "<div>\n\n    open"),
        ("<div><pre>\n\n    a\n</pre></div>", "<div><pre>\n\n    a\n</pre></div>"),
        ("```\n<div>\n\n    a\n</div>\n```", "```\n<div>\n\n    a\n</div>\n```"),
    ],
)
def test_an_empty_line_before_indented_text_does_not_end_a_block(typed: str, read: str) -> None:
    """What would be code in CommonMark is not; Markdown that is asked for, code, and what has no end stay."""
    assert whole_blocks_in(Source("a.md", typed.encode())).data.decode() == read


def test_lines_keep_their_places() -> None:
    """Each line of the new text has the place that it comes from, in whatever file that is."""
    whole = whole_blocks_in(Source("a.md", TABLE.encode()))
    assert whole.lines == tuple(("a.md", number) for number in (1, 2, 4, 6, 7))
    moved = Source("a.md", TABLE.encode(), tuple(("b.md", number) for number in range(11, 18)))
    assert whole_blocks_in(moved).lines == tuple(("b.md", number) for number in (11, 12, 14, 16, 17))
