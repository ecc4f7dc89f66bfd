"""The text of a handout in two columns, with what needs the whole measure between them."""

import pytest

from bookbuild.render.handout_columns import COLUMNS, in_columns

START, END = f'<div class="{COLUMNS}">', "</div>"
WORK = '<div class="writing-lines"><div class="writing-line"/></div>'
WIDE = "<table><tbody><tr><td/><td/><td/><td/></tr></tbody></table>"
FIGURE = '<figure><img src="book:wide.svg"/></figure>'


def test_text_is_in_columns() -> None:
    """Text, narrow tables and small pictures stand in columns, as one piece."""
    body = '<p>a</p><h2>b</h2><table><tbody><tr><td/></tr></tbody></table><figure><img src="book:x.svg"/></figure>'
    assert in_columns(body, "book:wide.svg".__eq__) == f"{START}{body}{END}"


@pytest.mark.parametrize(
    "wide",
    [
        WIDE,
        FIGURE,
        "<pre>x</pre>",
        f'<p class="lead-in">a:</p>{WIDE}',
        f"<h2>b</h2>{FIGURE}",
        '<h2 class="break-before">b</h2>',
        f"<h2>b</h2><p>c</p>{WORK}<p>d</p>{WORK}",  # a worksheet, with all that is in it
    ],
)
def test_what_is_wide_stands_between_columns(wide: str) -> None:
    """A wide table or picture, code and worksheets take the whole measure, with what leads up to them; the text before
    and after them is in columns.
    """
    before, after = "<p>x</p><p>y</p>", "<h2>z</h2><p>x</p>"
    marked = in_columns(f"{before}{wide}{after}", "book:wide.svg".__eq__)
    assert marked == f"{START}{before}{END}{wide}{START}{after}{END}"


def test_a_question_far_below_its_heading_leaves_the_text_in_columns() -> None:
    """Only what stands right before it goes with a worksheet that begins in the middle of a section."""
    text = "<h2>b</h2>" + "<p>c</p>" * 5
    assert in_columns(f"{text}<p>d</p>{WORK}", bool) == f"{START}{text}{END}<p>d</p>{WORK}"
