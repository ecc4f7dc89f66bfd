"""Patterns are placed in the space of their page: they move with its text block."""

from dataclasses import replace
from io import BytesIO

import pikepdf

from bookbuild.model import Stylesheet
from tests.bind.small_book import GEOMETRY, bound, run, small_rendition

DOTS = b'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><circle r="3"/></svg>'
POINTS = 72 / 25.4


def test_patterns_move_with_their_pages() -> None:
    """A pattern on a right-hand page and one on a left-hand page are as far apart as their texts."""
    body = '<div class="dots">one</div><div class="dots" style="break-before: page">two</div>'
    rendition = replace(
        small_rendition(),
        runs=(run("a1", f'<h1 id="a1">a1</h1>{body}', opens="recto"),),
        outline=(),
        stylesheets=(*small_rendition().stylesheets, Stylesheet("dots.css", ".dots { background: url(dots.svg) }")),
        files={"dots.svg": DOTS},
    )
    with pikepdf.open(BytesIO(bound(rendition).value)) as pdf:
        patterns = [one for one in pdf.objects if isinstance(one, pikepdf.Stream) and one.get("/Type") == "/Pattern"]
        lefts = sorted(float(pattern.Matrix[4]) for pattern in patterns)
        assert len(lefts) == len(pdf.pages) == 2
    between = (GEOMETRY.outer - GEOMETRY.inner) * POINTS
    assert abs(lefts[1] - lefts[0] - between) < 0.01
