"""Space above what begins a page."""

import pytest

from bookbuild.layout import lay_out
from tests.layout.jobs import job

LINES = "<p>x</p>" * 6
"""They end a page, or with the space below them they do."""


def top(css: str) -> float:
    """Return how far the heading that begins the second page is below the top of a page without space there."""
    css = f"p {{ line-height: 12pt }} h1 {{ font-size: 10pt; line-height: 12pt; margin: 0; padding: 0 }} {css}"
    body = f'<h1 id="first">x</h1>{LINES}<h1 id="second" class="sub">x</h1>'
    anchors = lay_out(job(body, css + "@page { size: 100mm 60mm; margin: 10mm 10mm 12mm }")).anchors
    assert [anchors[name][0] for name in ("first", "second")] == [0, 1]
    return round(float(anchors["first"][2] - anchors["second"][2]), 2)


@pytest.mark.parametrize("page", ["auto", "upright", "plate"])
def test_no_space_is_left_at_the_top_of_a_page_that_follows_by_itself(page: str) -> None:
    """A heading stands where the text would, on pages with a name too."""
    assert top(f"body {{ page: {page} }} .sub {{ margin-top: 12pt }} p {{ margin-bottom: 4pt }}") == 0


@pytest.mark.parametrize("rule", ["break-before: page", "page: plate"])
def test_space_stays_after_a_break_that_is_asked_for(rule: str) -> None:
    """Where a style begins another page, the space above is asked for as well."""
    assert top(f".sub {{ margin-top: 12pt; {rule} }}") == 12


def test_text_goes_on_at_the_top_after_a_turned_page() -> None:
    """What follows a turned table stands as high as on any other page."""
    css = "body { page: upright } .turned { page: turned } h1 { margin: 0; font-size: 10pt } .sub { margin-top: 12pt }"
    body = '<h1 id="first">x</h1><p class="turned">x</p><h1 id="second" class="sub">x</h1>'
    anchors = lay_out(job(body, css)).anchors
    assert anchors["second"][0] == 2
    assert anchors["first"][2] == anchors["second"][2]
