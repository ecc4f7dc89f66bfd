"""Leaders are one piece of text, and their dots stand where WeasyPrint puts them."""

import re
from pathlib import Path

import pytest

from bookbuild.layout import features, lay_out
from tests.layout.jobs import job
from tests.layout.letters import letters
from tests.layout.tagged import content_of

CSS = ".leader::after { content: leader('. ') }"
LINES = {
    "one line": '<p>Title<span class="leader"></span><a href="book:a1">12</a></p>',
    "right to left": '<p dir="rtl">Title<span class="leader"></span><a href="book:a1">12</a></p>',
    "no leader": "<p>Title 12</p>",
}


@pytest.mark.parametrize("name", LINES)
def test_dots_stand_in_their_places(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """A line with a leader has the same letters in the same places as one whose dots are drawn one by one."""
    ours = sorted(letters(lay_out(job(LINES[name], CSS))))
    monkeypatch.setattr(features, "fitting_features", tuple)
    theirs = sorted(letters(lay_out(job(LINES[name], CSS))))
    assert [letter[:2] for letter in ours] == [letter[:2] for letter in theirs]
    assert [letter[2:] for letter in ours] == [pytest.approx(letter[2:], abs=0.1) for letter in theirs]


@pytest.mark.parametrize("indent", ["-15mm", "12mm"])
def test_an_indented_line_ends_at_the_margin(indent: str) -> None:
    """What follows the dots stands where it does in other lines, wherever its line begins."""
    css = f"p {{ padding-left: 20mm }} .indented {{ text-indent: {indent} }} {CSS}"
    lines = [f'<p{kind}>Title<span class="leader"></span>12</p>' for kind in ("", ' class="indented"')]
    right = [max(letter[2] for letter in letters(lay_out(job(line, css))) if letter[1] == "2") for line in lines]
    assert right[1] == pytest.approx(right[0], abs=0.1)


def test_a_leader_is_drawn_in_one_piece() -> None:
    """A line of contents is three pieces of text, however many dots it has."""
    assert content_of(lay_out(job(LINES["one line"], CSS))).count(b"BT\n") == 3


def test_a_title_without_blanks_leaves_room_for_its_number() -> None:
    """A title that is wider than its line is known to be, and is broken: what follows the dots keeps to the margin."""
    line = f'<p><a href="book:a1">{"long" * 24}</a><span class="leader"></span><a href="book:a1">7</a></p>'
    found = lay_out(
        job(line, f"{CSS} p {{ white-space: nowrap }} .fit-broken {{ white-space: normal; overflow-wrap: anywhere }}")
    )
    assert found.diagnostics == ()
    assert max(letter[2] for letter in letters(found)) < 90 / 25.4 * 96


@pytest.mark.parametrize("words", ["Title", "A longer title than the others"])
def test_dots_of_contents_end_in_one_column(words: str) -> None:
    """However many digits the page number has, the last dot stands in the same place, and the number at the margin."""
    sheet = (Path(__file__).parents[3] / "styles" / "print.css").read_text("utf-8")
    css = "\n".join(re.findall(r"^\.(?:toc-line|leader|folio).*", sheet, re.MULTILINE))
    ends, dots = set(), set()
    for folio in ("9", "19", "209", "1239"):
        line = f'<p class="toc-line">{words}<span class="leader"></span><a class="folio" href="book:a1">{folio}</a></p>'
        found = list(letters(lay_out(job(line, css))))
        dots.add(round(max(letter[2] for letter in found if letter[1].strip() == "."), 1))
        ends.add(round(max(letter[2] for letter in found if letter[1] == "9"), 1))
    assert (len(dots), len(ends)) == (1, 1)
