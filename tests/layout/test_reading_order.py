"""What stands before text that it follows is reported; what a style places elsewhere, or what goes on, is not."""

import pytest

from bookbuild.layout import lay_out
from tests.layout.jobs import job, words

ROWS = f"<tr><td>{words(20)}</td><td>{words(40)}</td></tr>" * 3
NOTED = '<p>Text<span class="footnote">' + words(60) + '</span> on<span class="footnote">Short.</span> and on.</p>'


def moved(body: str, css: str = "") -> list[tuple[str, ...]]:
    return [one.words for one in lay_out(job(body, css)).diagnostics if one.code == "word-order"]


@pytest.mark.parametrize("space", ["-20mm", "-14mm"])
def test_a_paragraph_above_the_one_before_it_is_reported(space: str) -> None:
    """A negative margin that takes text past other text, without touching it, is reported with its words."""
    body = "<div><p>One</p></div><p>Two</p><p>Three here</p>"
    assert moved(body, f"div {{ padding-top: 25mm }} p + p {{ margin-top: {space} }}") == [("Three", "here")]


@pytest.mark.parametrize(
    ("body", "css"),
    [
        pytest.param(
            f"<table><thead><tr><th>A</th><th>B</th></tr></thead><tbody>{ROWS}</tbody></table>", "", id="rows"
        ),
        pytest.param("<table><caption>Below</caption><tr><td>a</td></tr></table>", "caption { caption-side: bottom }"),
        pytest.param(f"<div>{words(90)}</div><ul><li>a<p>b</p>c</li></ul>", "div { columns: 3 }", id="columns"),
        pytest.param("<div><p>One</p><p>Two</p></div>", "div { display: flex; flex-direction: column-reverse }"),
        pytest.param("<p>One</p><p>Two</p>", "p + p { position: relative; top: -8mm }", id="moved"),
        pytest.param(NOTED * 2, "", id="notes"),
    ],
)
def test_what_is_in_order_is_not_reported(body: str, css: str) -> None:
    """Rows and notes that go on at the next page, columns, captions and what a style places are in order."""
    assert moved(body, css) == []
