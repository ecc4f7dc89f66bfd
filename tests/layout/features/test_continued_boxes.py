"""A callout that goes on after a page ends with its text there, and says on the next page what goes on."""

from typing import Any

import pytest
from weasyprint.document import Page
from weasyprint.formatting_structure.boxes import LineBox

from bookbuild.layout import laid_out_document, lay_out
from tests.layout.jobs import job

CSS = (
    ".callout { padding: 6pt 0; background: #eee; box-decoration-break: clone } .callout-icon { display: inline-block }"
)
CALLOUT = (
    '<aside class="callout" data-continued="Tip, continued"><p><span class="callout-icon" aria-hidden="true"></span>Tip'
    "</p>{0}</aside>"
)


@pytest.fixture(name="pages")
def _pages(monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    """The boxes of the pages that are laid out."""
    found: list[Any] = []

    def kept(boxes: Any) -> Page:
        found.append(boxes)
        return Page(boxes)

    monkeypatch.setattr(laid_out_document, "Page", kept)
    return found


def _callouts(pages: list[Any]) -> list[Any]:
    return [box for page in pages for box in page.descendants() if box.element_tag == "aside"]


def _texts(box: Any) -> list[str]:
    return [inner.text for inner in box.descendants() if hasattr(inner, "text")]


def test_the_next_part_says_what_goes_on(pages: list[Any]) -> None:
    """Each further part of a callout begins with its kind, and the word that it is continued."""
    lay_out(job("<p>x</p>" * 4 + CALLOUT.format("<p>y</p>" * 14), CSS))
    first, *others = _callouts(pages)
    assert "Tip, continued" not in _texts(first)
    assert [_texts(box)[0] for box in others] == ["Tip, continued"] * 2


def test_the_ground_ends_with_the_text(pages: list[Any]) -> None:
    """No coloured block stands below the last line of a page."""
    lay_out(job(CALLOUT.format("<p>y</p>" + '<p style="break-before: page">z</p>'), CSS))
    box = _callouts(pages)[0]
    last = [inner for inner in box.descendants() if isinstance(inner, LineBox)][-1]
    assert box.content_box_y() + box.height == pytest.approx(last.position_y + last.height, abs=0.01)


def test_a_callout_on_one_page_says_nothing_more(pages: list[Any]) -> None:
    """What is not broken is not continued."""
    lay_out(job("<p>x</p>" * 9 + CALLOUT.format("<p>y</p>"), CSS))
    assert [_texts(box) for box in _callouts(pages)] == [["Tip", "y"]]


def test_a_callout_fits_where_its_ground_does(pages: list[Any]) -> None:
    """The space below it needs no room at the foot of a page."""
    css = CSS + ".callout { margin: 12pt 0 }"
    lay_out(job("<p>x</p>" * 4 + CALLOUT.format("<p>y</p>" * 2) + "<p>x</p>", css))
    assert [_texts(box) for box in _callouts(pages)] == [["Tip", "y", "y"]]
    lay_out(job("<p>x</p>" * 5 + CALLOUT.format("<p>y</p>" * 2) + "<p>x</p>", css))
    assert len(_callouts(pages)) == 1 + 2


def test_the_words_are_no_text_of_the_document() -> None:
    """They are an artifact for who hears the book, and the proof of words does not miss or count them."""
    run = lay_out(job(CALLOUT.format("<p>y</p>" * 14), CSS))
    assert not run.diagnostics
