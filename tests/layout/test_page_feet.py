"""Pages that must end early end at the same foot: their lines stand apart above headings and boxes."""

import pytest

from bookbuild.layout import lay_out
from tests.layout.jobs import job

GRID = "html { --grid: lines } p { margin: 0 } h2 { font: inherit; margin: 12pt 0 0; break-after: avoid } "
KEPT = "div { break-inside: avoid; margin: 0 }"
LEADING = 12


def places(body: str, css: str = "") -> dict[str, tuple[int, float]]:
    """Return the page of each id, and how many lines below the head of the text block it is."""
    run = lay_out(job(body, f"{GRID}{KEPT}{css}"))
    top = 50 * 72 / 25.4
    return {name: (page, round((top - y) / LEADING, 1)) for name, (page, _, y) in run.anchors.items()}


def kept(lines: int) -> str:
    return f"<div>{'<p>x</p>' * lines}</div>"


def test_a_page_that_is_a_line_short_has_it_above_its_heading() -> None:
    """What follows the heading moves to the foot; what is before it stays."""
    body = f'<p>x</p><p id="first">x</p><h2>x</h2><p>x</p><p>x</p><p>x</p><p id="last">x</p>{kept(4)}'
    assert places(body, "html { --grid: none }")["last"] == (0, 7.0)
    found = places(body)
    assert (found["first"], found["last"]) == ((0, 1.0), (0, 8.0))


@pytest.mark.parametrize(
    ("case", "body"),
    [
        ("the last page", '<p>x</p><p>x</p><h2>x</h2><p>x</p><p>x</p><p>x</p><p id="last">x</p>'),
        ("no space to widen", f'<p>x</p><p>x</p><p>x</p><p>x</p><p>x</p><p>x</p><p id="last">x</p>{kept(4)}'),
        (
            "too many lines",
            f'<article><p>x</p>{"<h2>x</h2><p>x</p>" * 2}<h2>x</h2><p id="last">x</p>{kept(7)}</article>',
        ),
        ("a written break", '<p>x</p><p>x</p><h2>x</h2><p>x</p><p>x</p><p>x</p><p id="last">x</p><p class="new">x</p>'),
        ("under a title", f'<h1>x</h1><h2>x</h2><p>x</p><p>x</p><p>x</p><p>x</p><p id="last">x</p>{kept(4)}'),
    ],
)
def test_other_pages_stay_as_they_are(case: str, body: str) -> None:
    """A page is left alone if it is not full, or cannot be filled without a gap that is seen."""
    css = "h1 { font: inherit } .new { break-before: page } article { page: tall } @page tall { size: 100mm 76mm }"
    assert places(body, css)["last"] == places(body, f"{css} html {{ --grid: none }}")["last"], case


@pytest.mark.parametrize(
    "ground", ["background: currentcolor", "background: linear-gradient(red, blue)", "border-bottom: 1px solid"]
)
def test_an_article_on_a_ground_of_its_own_is_left_alone(ground: str) -> None:
    """Its blocks stay where the ground is drawn, however that is written."""
    body = f'<article><p>x</p><h2>x</h2>{"<p>x</p>" * 4}<p id="last">x</p>{kept(4)}</article>'
    css = f"article {{ {ground} }}"
    assert places(body, css)["last"] == places(body, f"{css} html {{ --grid: none }}")["last"]
    assert places(body)["last"] != places(body, "html { --grid: none }")["last"]


@pytest.mark.parametrize("tag", ["aside", "figure", "table", "pre", "blockquote", "ul"])
def test_a_line_is_divided_on_both_sides_of_a_box(tag: str) -> None:
    """It does not stick to what follows: half of the line that the page is short of comes above it, and half below."""
    inside = "<tr><td>x</td></tr>" if tag == "table" else "x"
    body = f'<p>x</p><p>x</p><{tag} id="box" class="apart">{inside}</{tag}><p>x</p><p id="last">x</p><p>x</p>{kept(4)}'
    css = f"{tag} {{ margin: 12pt 0; font: inherit; padding: 0; border-spacing: 0 }} td {{ padding: 0 }}"
    before, after = places(body, f"{css} html {{ --grid: none }}"), places(body, css)
    assert (before["box"], before["last"]) == ((0, 3.0), (0, 6.0))
    assert (after["box"], after["last"]) == ((0, 3.5), (0, 7.0))


@pytest.mark.parametrize(
    ("case", "before", "after"),
    [
        ("a list", "<p>x</p><ul id='moved'><li>x</li></ul>", "<p>x</p>"),
        ("what a paragraph leads up to", "<p class='lead'>x</p><aside id='moved'>x</aside>", "<p>x</p>"),
        ("the last box", "<p>x</p><p>x</p><p>x</p><aside id='moved'>x</aside>", ""),
    ],
)
def test_some_blocks_stay_with_the_text_above_them(case: str, before: str, after: str) -> None:
    """No space is added where it would part what belongs together, or stand before the end of the page."""
    body = f"<p>x</p><p>x</p>{before}{after}{kept(6)}"
    css = "ul, aside { margin: 12pt 0; padding: 0 } .lead { break-after: avoid }"
    assert places(body, css)["moved"] == places(body, f"{css} html {{ --grid: none }}")["moved"], case


def test_a_page_two_lines_short_has_them_in_two_places() -> None:
    """No place grows by more than a line."""
    body = f'<p>x</p><h2 id="a">x</h2><p>x</p><h2 id="b">x</h2><p id="last">x</p>{kept(5)}'
    before, after = places(body, "html { --grid: none }"), places(body)
    assert [after[name][1] - before[name][1] for name in ("a", "b", "last")] == [1, 2, 2]
