"""A run that would end in a line of its own is set closer."""

from bookbuild.layout import lay_out
from tests.layout.jobs import job

CSS = ".close p + h2 { margin-top: 0 } h2 { font-size: 10pt; margin: 12pt 0 0 }"


def test_a_line_too_many_is_taken_back() -> None:
    """Where a little less space saves a page that holds next to nothing, the space goes."""
    assert lay_out(job("<p>x</p><h2>x</h2>" + "<p>x</p>" * 7, CSS)).page_count == 1
    assert lay_out(job("<p>x</p><h2>x</h2>" + "<p>x</p>" * 8, CSS)).page_count == 2


def test_what_saves_no_page_changes_nothing() -> None:
    """A run that keeps its pages keeps its spaces."""
    body = '<p>x</p><h2>x</h2><p id="third">x</p>' + "<p>x</p>" * 7
    assert lay_out(job(body, CSS)).anchors == lay_out(job(body, CSS.replace(".close", ".never"))).anchors
