"""Text stands on a grid of lines that all pages share; what is set otherwise is centred in whole lines."""

import pytest

from bookbuild.layout import lay_out
from tests.layout.jobs import job

LINE = 12.0
CSS = """
:root { --grid: lines }
.box { --grid: block; height: 17pt; margin: 6pt 0 }
.callout { padding: 5pt 0; margin: 6pt 0; box-decoration-break: clone }
.small { font-size: 8pt; line-height: 9pt }
.none { --grid: none }
.whole { --grid: whole; padding: 6pt 0; margin: 12pt 0 }
.whole > * { --grid: none }
.whole p + p { margin-top: 3pt }
.whole ul { margin: 2pt 0; padding: 0 }
h2 { font-size: 10pt; margin: 9pt 0 0 }
li { margin-bottom: 1pt }
"""


def _heights(body: str, css: str = CSS) -> dict[str, float]:
    """Return how far below the first line each anchor stands, in lines."""
    anchors = lay_out(job(f'<p id="first">x</p>{body}', css)).anchors
    top = anchors["first"][2]
    return {name: round((top - place[2]) / LINE, 3) for name, place in anchors.items()}


@pytest.mark.parametrize(
    "before",
    [
        '<div class="box"></div>',
        "<h2>x</h2>",
        '<p class="small">x</p>',
        '<div class="callout"><p>x</p></div>',
        "<ul><li>x</li><li>x</li></ul>",
        '<table><tr><td class="small">x</td></tr></table>',
        "<pre class='small'>x</pre>",
    ],
)
def test_text_stands_on_the_grid_after_everything(before: str) -> None:
    """Whatever stands before a paragraph, it begins a whole number of lines below the first."""
    assert _heights(f'{before}<p id="after">x</p>')["after"] % 1 == pytest.approx(0, abs=0.002)


def test_the_first_line_in_a_padded_box_stands_on_the_grid() -> None:
    """It is the text of a callout that stands on the grid, not its edge."""
    assert _heights('<div class="callout"><p id="inside">x</p></div>')["inside"] % 1 == pytest.approx(0, abs=0.002)


def test_each_item_stands_on_the_grid_with_its_list() -> None:
    """Small spaces between items close up: lists have no gaps where a line would be."""
    heights = _heights('<ul><li id="a">x</li><li id="b">x</li><li id="c">x</li></ul>')
    assert [heights[name] for name in "abc"] == [1, 2, 3]


def test_what_is_set_otherwise_is_centred_in_whole_lines() -> None:
    """A block of another height has as much space above as below."""
    heights = _heights('<div class="box" id="box"></div><p id="after">x</p>')
    below = heights["after"] - heights["box"] - 17 / LINE
    assert heights["box"] - 1 == pytest.approx(below, abs=0.01)


@pytest.mark.parametrize("count", range(1, 8))
def test_boxes_of_whole_lines_have_the_same_space_around_them(count: int) -> None:
    """However many paragraphs they hold, the next box begins a whole number of lines below, and so does the text."""
    box = f'<div class="whole">{"<p>x</p>" * count}</div>'
    heights = _heights(f'<div class="whole" id="box"><p>x</p></div>{box}<p id="after">x</p>')
    one = _heights(f'{box}<div class="whole" id="next"><p>x</p></div>')
    assert heights["box"] == 2
    assert heights["after"] % 1 == pytest.approx(0, abs=0.01)
    assert one["next"] % 1 == pytest.approx(0, abs=0.01)


def test_what_a_box_lacks_to_whole_lines_is_divided_within_it() -> None:
    """A space between paragraphs grows by a quarter of a line at most; the rest is above and below its text."""
    heights = _heights('<div class="whole" id="box"><p id="a">x</p><p id="b">x</p></div><p id="after">x</p>')
    assert heights["b"] - heights["a"] == pytest.approx(1.5, abs=0.01)
    above = heights["a"] - heights["box"]
    assert above == pytest.approx(heights["after"] - 1 - heights["b"] - 1, abs=0.01)
    assert above == pytest.approx(0.75, abs=0.01)


def test_a_list_in_a_box_stays_as_near_to_the_words_that_lead_up_to_it() -> None:
    """What the box lacks to whole lines stands above and below its text."""
    heights = _heights('<div class="whole"><p id="a">x</p><ul><li id="b">x</li></ul></div>')
    assert heights["b"] - heights["a"] == pytest.approx(1 + 2 / LINE, abs=0.01)


@pytest.mark.parametrize("inside", ["", "x<br/>x", '<img alt="" src=""/>', "x<p>y</p>z"])
def test_a_box_with_anything_in_it_may_be_whole(inside: str) -> None:
    """It need not hold paragraphs, nor anything."""
    heights = _heights(f'<div class="whole">{inside}</div><p id="after">x</p>')
    assert heights["after"] % 1 == pytest.approx(0, abs=0.01)


def test_nothing_is_moved_where_the_stylesheet_says_none() -> None:
    """Without a grid each space is as the stylesheet says."""
    body = '<div class="none"><h2>x</h2><p id="after">x</p></div>'
    assert _heights(body)["after"] == pytest.approx(1 + 21 / LINE, abs=0.01)
    assert _heights('<h2>x</h2><p id="after">x</p>', CSS + ":root { --grid: none }")["after"] == pytest.approx(2.75)


def test_a_page_begins_with_its_first_line() -> None:
    """The grid begins at the head of each page, whatever space is set before what comes first."""
    body = '<p>x</p><h2 id="next" style="break-before: page; margin: 0">x</h2><p id="after">x</p>'
    anchors = lay_out(job(f'<p id="first">x</p>{body}', CSS)).anchors
    assert anchors["next"][1:] == anchors["first"][1:]
    assert anchors["first"][2] - anchors["after"][2] == pytest.approx(LINE, abs=0.02)
