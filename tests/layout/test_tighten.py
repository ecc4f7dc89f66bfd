"""A run that would end in next to nothing is set closer, or on shorter pages, so that more comes to the last."""

from dataclasses import replace
from typing import Any

import pytest

from bookbuild.layout import composition, lay_out
from tests.layout.jobs import job

LINES = 41
"""What a page holds."""
CSS = "@page { size: 100mm 197mm } .tight p + h2 { margin-top: 0 } h2 { font-size: 10pt; margin: 12pt 0 0 }"


def test_a_line_too_many_is_taken_back() -> None:
    """Where a little less space saves a page that holds next to nothing, the space goes."""
    assert lay_out(job("<p>x</p><h2>x</h2>" + "<p>x</p>" * 39, CSS)).page_count == 1
    assert lay_out(job("<p>x</p><h2>x</h2>" + "<p>x</p>" * 40, CSS)).page_count == 2


def test_what_saves_no_page_changes_nothing() -> None:
    """A run that keeps its pages keeps its spaces."""
    body = '<p>x</p><h2>x</h2><p id="third">x</p>' + "<p>x</p>" * 41
    assert lay_out(job(body, CSS)).anchors == lay_out(job(body, CSS.replace(".tight", ".never"))).anchors


def test_contents_close_up_for_more_than_a_line() -> None:
    """A table of contents is set closer where a fifth of a page is over, as other runs are not."""
    css = CSS.replace(".tight p + h2 { margin-top: 0 }", ".tight p { line-height: 10pt }")
    body = "<p>x</p>" * (2 * LINES + 9)
    others = job(body, css)
    contents = replace(others, xhtml=others.xhtml.replace("<body>", '<body class="contents">'))
    assert (lay_out(others).page_count, lay_out(contents).page_count) == (3, 2)


@pytest.mark.parametrize(("lines", "times"), [(LINES, 1), (LINES + 1, 2), (LINES + 11, 1)])
def test_what_cannot_save_a_page_is_not_tried(lines: int, times: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """A run is laid out again only where its last page holds so little that setting it closer may save that page."""
    tried: list[object] = []
    rendered = composition._rendered

    def counted(*given: Any) -> Any:
        tried.append(given)
        return rendered(*given)

    monkeypatch.setattr(composition, "_rendered", counted)
    lay_out(job("<p>x</p>" * lines, CSS))
    assert len(tried) == times


def test_a_run_is_closed_up_to_the_pages_that_it_may_fill() -> None:
    """A run that may fill one page is closed up for more than a few lines, and one that may fill two is not."""
    css = CSS.replace(".tight p + h2", ".tight ul { margin: 0 } ul { margin: 0 0 12pt } .tight p + h2")
    long = job("<ul><li>x</li></ul>" * 12 + "<p>x</p>" * 28, css)
    counts = []
    for most in (1, 2):
        limited = replace(long, xhtml=long.xhtml.replace("<body>", f'<body class="handout pages-{most}">'))
        counts.append(lay_out(limited).page_count)
    assert counts == [1, 2]


SHORTER = """
:is(.shorter-1, .shorter-2) { box-decoration-break: clone; padding-bottom: 12pt }
.shorter-2 { padding-bottom: 24pt }
"""


def _last_page(lines: int, before: str = "") -> int:
    """Return how many lines of a run are on its second page."""
    body = before + "".join(f'<p id="p{number}">x</p>' for number in range(lines))
    return sum(page == 1 for page, *_ in lay_out(job(body, CSS + SHORTER)).anchors.values())


def test_a_last_page_that_cannot_be_saved_is_filled() -> None:
    """Pages are a line or two shorter where that brings a quarter of a page to the last one, and not otherwise."""
    assert _last_page(LINES + 9) == 9 + 2
    assert _last_page(LINES + 12) == 12
    assert _last_page(LINES + 4) == 4


@pytest.mark.parametrize(("kept", "last"), [(6, 9 + 6), (14, 9)])
def test_no_last_page_is_filled_by_a_hole_in_a_page_before_it(kept: int, last: int) -> None:
    """Pages stay where a block that is kept whole would leave one for that, and more than a quarter of it white."""
    block = "".join(f'<p id="kept{number}">x</p>' for number in range(kept))
    before = "<p>x</p>" * (LINES - kept) + f'<div style="break-inside: avoid">{block}</div>'
    assert _last_page(9, before) == last


def test_paragraphs_are_a_line_shorter_where_that_saves_a_page() -> None:
    """The class for shorter paragraphs is tried where there are enough long ones, and kept if it saves the page."""
    body = "<p>" + "word " * 100 + "</p>" + "<p>x</p>" * 29
    shorter = ".short-lines p:first-child { font-size: 9pt }"
    assert lay_out(job(body, CSS)).page_count == 2
    assert lay_out(job(body, CSS + shorter)).page_count == 1
    assert lay_out(job("<p>x</p>" * (LINES + 1), CSS + ".short-lines p { line-height: 6pt }")).page_count == 2


def test_the_list_of_a_chapter_goes_back_to_its_opening() -> None:
    """A chapter's opening is set closer where its list of articles has gone to a page of its own, however full."""
    css = "div { break-inside: avoid; padding-top: 36pt } .tight div { padding-top: 0 }"
    body = "<p>x</p>" * (LINES - 18) + f"<div>{'<p>x</p>' * 16}</div>"
    others = job(body, CSS.partition(".tight")[0] + css)
    opening = replace(others, xhtml=others.xhtml.replace("<body>", '<body class="chapter">'))
    assert (lay_out(others).page_count, lay_out(opening).page_count) == (2, 1)


def test_places_to_write_close_up_too() -> None:
    """A worksheet that would end in next to nothing on a page of its own has less space below its questions."""
    css = ".writing-lines { margin-bottom: 12pt } .tight .writing-lines { margin-bottom: 0 }"
    body = '<div class="writing-lines"><p>x</p></div>' * 6 + "<p>x</p>" * (LINES - 10)
    assert lay_out(job(body, CSS + css)).page_count == 1
    assert (
        lay_out(job(body.replace("writing-lines", "other"), CSS + css.replace("writing-lines", "other"))).page_count
        == 2
    )
