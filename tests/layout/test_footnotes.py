"""Footnotes that find no room on the page of their call."""

import random
import re
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from xml.etree.ElementTree import Element

import pikepdf
import pytest

from bookbuild.layout import lay_out
from bookbuild.layout.features.divided_footnotes import divide_footnotes
from bookbuild.layout.footnote_parts import LineEnds
from bookbuild.model import LaidOutRun
from tests.layout.jobs import job, words
from tests.layout.letters import letters
from tests.layout.tagged import document_of, tree_of

CSS = "@page { @footnote { max-height: 28mm } } p { orphans: 1; widows: 1 } .footnote span { display: block }"


def note(text: str) -> str:
    return f'<span class="footnote">{text}</span>'


def laid_out(body: str, css: str = "") -> LaidOutRun:
    """Return a run from whose pages no word is missing."""
    run = lay_out(job(body, CSS + css))
    assert [found.code for found in run.diagnostics] == []
    return run


def pages_of(run: LaidOutRun, role: str) -> list[list[int]]:
    """Return for each structure element of a type the pages, counted from 0, that its pieces stand on."""
    with pikepdf.Pdf.open(BytesIO(document_of(run))) as pdf:
        numbers = {page.obj.objgen: number for number, page in enumerate(pdf.pages)}
        return [
            sorted({numbers[page.objgen] for page in _pages(node)})
            for node in _nodes(pdf.Root.StructTreeRoot)
            if node.get("/S") == role
        ]


def _nodes(node: pikepdf.Object) -> Iterator[pikepdf.Object]:
    yield node
    for kid in node.get("/K", []):
        if isinstance(kid, pikepdf.Dictionary):
            yield from _nodes(kid)


def _pages(node: pikepdf.Object) -> Iterator[pikepdf.Object]:
    return (kid["/Pg"] for kid in _nodes(node) if "/Pg" in kid)


@pytest.mark.parametrize("count", [60, 120, 300])
def test_a_long_note_goes_on_at_the_foot_of_the_next_pages(count: int) -> None:
    """A note that has no room is divided: it begins on the page of its call, and no page between is without it."""
    run = laid_out(f"<p>{words(40)}{note('letters ' * count)} {words(60)}</p>")
    (note_pages,), ((call_page,),) = pages_of(run, "/Note"), pages_of(run, "/Reference")
    assert note_pages == list(range(call_page, call_page + len(note_pages)))
    assert len(note_pages) > 1
    assert tree_of(run).count("Note(") == 1


def test_a_short_note_takes_the_line_of_its_call_along() -> None:
    """A note of two lines is on the page of its call wherever that falls."""
    for before in range(70, 90, 2):
        run = laid_out(f"<p>{words(before)}{note('letters ' * 16)} {words(20)}</p>")
        assert pages_of(run, "/Note") == pages_of(run, "/Reference")


def test_notes_stay_in_order_and_whole_whatever_they_hold() -> None:
    """Emphasis, links, hyphens and paragraphs go on over the division, and later notes follow."""
    chance = random.Random(7)  # noqa: S311 - a text, no secret

    def text(count: int) -> str:
        return " ".join(
            chance.choice(("internationalisation", "of", "<em>well-known things</em>")) for _ in range(count)
        )

    link = f'<a href="https://e.org/">{text(30)}</a>'
    first = f"{text(20)}<span>{text(40)} {link}</span><span><span>{text(9)}</span>{text(20)}</span>"
    body = f"<p>{words(30)}{note(first)} {words(9)}{note(text(30))} {words(40)}{note(text(3))}</p>"
    run = laid_out(
        body, ".footnote { hyphens: auto; text-align: justify } .footnote span { padding: 1mm; margin: 1mm }"
    )
    first_pages, second_pages, _ = pages_of(run, "/Note")
    assert len(first_pages) > 1
    assert second_pages[0] >= first_pages[-1]


def test_notes_that_have_room_are_not_divided(monkeypatch: pytest.MonkeyPatch) -> None:
    """Notes cost a second layout only where one of them leaves its call."""
    divided: list[object] = []

    def spy(root: object, context: object, notes: dict[Element, LineEnds], kept: set[Element]) -> None:
        divided.append(notes)
        divide_footnotes(root, context, notes, kept)

    monkeypatch.setattr("bookbuild.layout.footnotes.divide_footnotes", spy)
    laid_out(f"<p>{words(8)}{note('short')}</p><p>{words(8)}{note('letters ' * 20)}</p>")
    assert divided
    assert not any(divided)


def test_notes_end_where_text_would() -> None:
    """With the theme's styles, the last line of a page's notes stands as low as a last line of text."""
    rule = re.search(
        r"@page \{\s*@footnote \{.*?\}\s*\}",
        (Path(__file__).parents[2] / "styles/print.css").read_text("utf-8"),
        re.DOTALL,
    )
    assert rule
    page = (
        ":root { --page-height: 60mm; --top-margin: 10mm; --bottom-margin: 10mm; --leading: 12pt; --text-size: 10pt;"
        " --quiet: black } .footnote { font-size: 0.84rem; line-height: 1.35 } html { font-size: 10pt }"
    )
    noted, full = (
        max(bottom for *_, bottom in letters(lay_out(job(f"<p>{text}</p>", page + rule[0]))))
        for text in (f"one{note('two')}", "one<br/>" * 8 + "two")
    )
    assert noted == pytest.approx(full, abs=0.1)


def test_a_paragraph_does_not_go_with_its_note() -> None:
    """Where the last line goes to the next page with its note, only the line goes that `widows` asks for, too."""
    style = "@page { @footnote { margin-top: 8mm } } p { orphans: 2; widows: 2 }"
    lines = "".join(f"Line {number}<br/>" for number in range(7))
    run = laid_out(f"<h1>Head</h1><p>{lines}Last{note('Short.')}</p>", style)
    assert pages_of(run, "/P") == [[0, 1]]


def test_what_leads_up_to_a_list_stays_with_it_beside_its_long_note() -> None:
    """The note begins under the first items, on the page where both have room: it does not push them to the next."""
    css = "blockquote { margin: 0 } li { break-inside: avoid } .lead-in, li:first-child { break-after: avoid }"
    lead_in = f'<p class="lead-in">Needed{note("letters " * 60)}:</p>'
    run = laid_out(f"<blockquote><p>{words(10)}</p>{lead_in}<ul>{'<li>item</li>' * 9}</ul></blockquote>", css)
    assert pages_of(run, "/Note") == [[0, 1, 2]]
    assert pages_of(run, "/L") == [[0, 1, 2]]


def test_notes_after_a_lead_in_wait_for_its_own() -> None:
    """Where a long note of what leads up to a list goes on, the notes of the items come after its last part."""
    css = "li { break-inside: avoid } .lead-in, li:first-child { break-after: avoid }"
    lead_in = f'<p class="lead-in">Needed{note("a " * 300)}:</p>'
    items = f"<li>1st{note('b ' * 100)}</li><li>2nd{note('c ' * 100)}</li>"
    run = laid_out(f"{lead_in}<ul>{items}<li>3rd</li></ul>", css)
    assert not run.diagnostics
    assert re.sub("(.)\\1+", "\\1", "".join(text for _, text, *_ in letters(run) if text in "abc")) == "abc"


def test_a_note_that_goes_on_skips_no_page() -> None:
    """A paragraph that needs a line more at the foot of a page does not push the rest of a note to the next."""
    kept = "p { orphans: 2; widows: 2 }"
    for before in range(4, 8):
        body = f"<p>{words(8)}{note('letters ' * 40)} x</p>{'<p>x</p>' * before}<p>{words(40)}</p>{'<p>x</p>' * 12}"
        (pages,) = pages_of(laid_out(body, kept), "/Note")
        assert pages == [0, 1], before


def test_a_note_does_not_give_way_to_a_line() -> None:
    """A paragraph that needs a line more at the foot of a page pushes no note of it away from its call."""
    kept = "p { orphans: 2; widows: 2 }"
    for before in range(2, 8):
        body = f"<p>x{note('Short.')}</p>{'<p>x</p>' * before}<p>{words(40)}</p>{'<p>x</p>' * 12}"
        assert pages_of(laid_out(body, kept), "/Note") == [[0]], before
