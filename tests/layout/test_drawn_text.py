"""Every word of a run's document is drawn on one of its pages, or is named."""

import pytest

from bookbuild.layout import lay_out
from tests.layout.jobs import job, words


def faults(body: str, css: str = "") -> list[tuple[str, tuple[str, ...]]]:
    """Return code and words of what is wrong with the pages of a run."""
    return [(found.code, found.words) for found in lay_out(job(body, css)).diagnostics]


@pytest.mark.parametrize("place", ["left: 200mm", "left: -90mm", "top: 90mm", "top: -30mm"])
def test_words_beyond_the_page_are_lost(place: str) -> None:
    """What a style puts outside the page is not in the book, and the first words of it are given."""
    body = '<p>Here.</p><p class="x">One two three four five six seven.</p>'
    css = f".x {{ position: absolute; width: 70mm; margin: 0; {place} }}"
    assert faults(body, css) == [("lost-words", ("One", "two", "three", "four", "five", "six"))]


@pytest.mark.parametrize("place", ["left: 75mm", "left: -20mm", "top: 48mm", "top: -12mm"])
def test_words_over_an_edge_are_cut_off(place: str) -> None:
    """What reaches over an edge of the page is reported, since it is cut off with the paper."""
    css = f".x {{ position: absolute; width: 40mm; margin: 0; {place} }}"
    assert faults('<p class="x">Aaaaaaaaaaaaaaaaaaa</p>', css) == [("off-page", ("Aaaaaaaaaaaaaaaaaaa",))]


@pytest.mark.parametrize(
    "css",
    [
        ".x { display: none }",
        "div { display: none }",
        ".x { visibility: hidden }",
        ".x { font-size: 0 }",
    ],
)
def test_what_a_style_hides_is_not_lost(css: str) -> None:
    """Words that a stylesheet hides are not meant to be seen."""
    assert faults('<p>Seen.</p><div><p class="x">Not <em>to be</em> seen.</p></div>', css) == []


@pytest.mark.parametrize(
    ("body", "css"),
    [
        pytest.param(f"<p>{'hyphenation ' * 90}</p>", "p { hyphens: auto; text-align: justify }", id="hyphenated"),
        pytest.param(f"<p>{'hyphen&#173;ation ' * 90}</p>", "p { hyphens: manual }", id="soft hyphens"),
        pytest.param("<p>Straße</p>", "p { text-transform: uppercase }", id="capitals"),
        pytest.param("<p>Initial letter</p>", "p::first-letter { font-size: 30pt; float: left }", id="initials"),
        pytest.param(f"<p>{words(40)}</p>", "p::first-line { font-weight: bold }", id="first lines"),
        pytest.param("<p>a<br/>b <em>c</em> d\n\n e</p>", "", id="spaces"),
        pytest.param("<pre>a  b\n\tc</pre>", "", id="preformatted"),
        pytest.param(
            f"<table><thead><tr><th>Head</th></tr></thead>{'<tr><td>a</td></tr>' * 30}</table>", "", id="heads"
        ),
        pytest.param('<p>Text<span class="footnote">A note.</span> goes on.</p>', "", id="notes"),
        pytest.param("<ul><li>One<ul><li>Two</li></ul></li></ul>", "", id="lists"),
        pytest.param('<p dir="rtl">left إلى right</p>', "", id="both directions"),
    ],
)
def test_words_that_are_drawn_otherwise_are_not_lost(body: str, css: str) -> None:
    """Hyphens, capitals, initials, repeated heads and spaces do not hide a word from the proof."""
    assert [found for found in faults(body, css) if found[0] in {"lost-words", "off-page"}] == []
