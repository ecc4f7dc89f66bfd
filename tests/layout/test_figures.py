"""Figures that find no room stand after what follows them."""

import pytest

from bookbuild.layout import lay_out
from tests.layout.jobs import job

CSS = "figure { margin: 0; height: 30mm; break-inside: avoid } h2 { font-size: 10pt; margin: 0; break-after: avoid }"
FIGURE = '<figure id="figure"></figure>'


def pages(body: str) -> dict[str, int]:
    run = lay_out(job(f"<article>{body}</article>", CSS))
    return {name: page for name, (page, *_) in run.anchors.items()}


def test_what_follows_a_figure_fills_the_page_before_it() -> None:
    """A figure that begins the next page lets paragraphs go first."""
    found = pages(f'<p>x</p><p>x</p><p>x</p>{FIGURE}<p id="next">x</p>' + "<p>x</p>" * 9)
    assert (found["next"], found["figure"]) == (0, 1)


def test_a_figure_passes_a_heading_with_what_is_under_it() -> None:
    """A heading that goes first does so with the paragraph under it, if a paragraph is before the figure."""
    section = '<h2 id="heading">x</h2><p id="next">x</p>' + "<p>x</p>" * 9
    found = pages(f"<p>x</p><p>x</p><p>x</p>{FIGURE}{section}")
    assert (found["heading"], found["next"], found["figure"]) == (0, 0, 1)


def test_a_figure_stays_with_what_leads_up_to_it() -> None:
    """Nothing goes between a figure and the paragraph that ends with a colon, nor is a heading left with nothing."""
    led = pages(f'<p>x</p><p>x</p><p class="lead-in">x</p>{FIGURE}<p id="next">x</p>' + "<p>x</p>" * 9)
    headed = pages(f'<p>x</p><p>x</p><h2>x</h2>{FIGURE}<h2 id="next">x</h2><p>x</p>' + "<p>x</p>" * 9)
    assert (led["figure"], led["next"]) == (1, 1)
    assert (headed["figure"], headed["next"]) == (1, 2)


def test_a_figure_that_fits_stays_where_it_is() -> None:
    """A page that is full but for a line lets no figure wait."""
    found = pages(f'{FIGURE}<p id="next">x</p>')
    assert (found["figure"], found["next"]) == (0, 0)


def test_a_figure_passes_more_where_a_page_would_be_nearly_empty() -> None:
    """One that takes a page of its own leaves no page half white before it, if there is text after it."""
    body = f"<p>x</p>{FIGURE}" + "<p>x</p>" * 4 + '<p id="fifth">x</p>' + "<p>x</p>" * 9
    run = lay_out(job(f"<article>{body}</article>", CSS + "figure#figure { height: 58mm } @page { size: 100mm 80mm }"))
    assert [run.anchors[name][0] for name in ("fifth", "figure")] == [0, 1]


def test_no_figure_passes_a_place_to_write() -> None:
    """A worksheet is in its order."""
    found = pages(f'<p>x</p><p>x</p><p>x</p>{FIGURE}<div id="next"><p>x</p></div>')
    assert (found["figure"], found["next"]) == (1, 1)


def test_no_figure_goes_between_the_heading_of_a_worksheet_and_where_one_writes() -> None:
    """The text that is to be answered stays with its questions, whatever leads up to them."""
    sheet = '<h2>x</h2><p id="next">x</p><blockquote>x</blockquote><p>x</p><div><p>x</p></div>'
    found = pages(f"<p>x</p><p>x</p><p>x</p>{FIGURE}{sheet}" + "<p>x</p>" * 9)
    assert (found["figure"], found["next"]) == (1, 1)


def test_a_figure_that_begins_a_page_by_its_authors_wish_stays() -> None:
    """Where a page break is written, neither the figure after it nor what another figure would pass is moved."""
    css = f"{CSS} .break-before {{ break-before: page }}"
    broken = FIGURE.replace('id="figure"', 'id="figure" class="break-before"')
    body = f'<p>x</p><p>x</p>{broken}<p id="next">x</p>' + "<p>x</p>" * 9
    found = {name: page for name, (page, *_) in lay_out(job(f"<article>{body}</article>", css)).anchors.items()}
    assert (found["figure"], found["next"]) == (1, 1)


CALLOUT = '<aside id="figure" class="may-wait"><p id="title">x</p><p>x</p><p>x</p><p>x</p><p id="end">x</p></aside>'
KEPT = "aside { break-inside: avoid; margin: 0 }"


def test_paragraphs_fill_the_page_before_a_callout_that_may_wait() -> None:
    """Two of them go first, if it has no room, and no more."""
    body = f'<p>x</p><p>x</p><p>x</p><p>x</p><p>x</p>{CALLOUT}<p id="a">x</p><p id="b">x</p><p id="c">x</p>'
    anchors = lay_out(job(f"<article>{body}</article>", CSS + KEPT)).anchors
    assert [anchors[name][0] for name in ("a", "b", "figure", "c")] == [0, 0, 1, 1]
    stays = lay_out(job(f"<article>{body.replace('may-wait', 'stays')}</article>", CSS + KEPT)).anchors
    assert [stays[name][0] for name in ("figure", "a")] == [1, 1]


@pytest.mark.parametrize(
    "after",
    ['<h2 id="next">x</h2><p>x</p>', '<ul id="next"><li>x</li></ul>', '<p class="lead-in" id="next">x</p><p>x</p>'],
)
def test_a_callout_stays_in_its_section(after: str) -> None:
    """It waits for nothing but paragraphs, and not for what leads up to something else."""
    anchors = lay_out(job(f"<article>{'<p>x</p>' * 6}{CALLOUT}{after}</article>", CSS + KEPT)).anchors
    assert (anchors["figure"][0], anchors["next"][0]) == (1, 1)


def test_a_callout_that_goes_on_does_not_wait() -> None:
    """What has begun on the page before is not moved, however much white is left there."""
    css = CSS + "aside { margin: 0; box-decoration-break: clone } #title + p { height: 20mm; break-inside: avoid }"
    anchors = lay_out(job(f'<article>{"<p>x</p>" * 6}{CALLOUT}<p id="next">x</p></article>', css)).anchors
    assert (anchors["title"][0], anchors["end"][0], anchors["next"][0]) == (0, 1, 1)


def test_an_empty_callout_may_begin_a_page() -> None:
    """A page that begins with one is as good as any."""
    body = f"{'<p>x</p>' * 8}<aside id='figure' class='may-wait'></aside><p id='next'>x</p>"
    anchors = lay_out(job(f"<article>{body}</article>", CSS + KEPT + "aside { padding: 12mm 0 0 }")).anchors
    assert (anchors["figure"][0], anchors["next"][0]) in {(1, 0), (1, 1)}
