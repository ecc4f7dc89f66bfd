"""Addresses of links as notes: for each address once what a reader on paper has to type."""

import re

import pytest

from bookbuild.model import Article, Edition, Link, Role
from bookbuild.pipeline.reading.project import read
from bookbuild.render.address_notes import note_addresses
from bookbuild.render.pdf import render_pdf
from tests.book import BookProject
from tests.render.test_titles import COVER


def noted(body: str, *notes: str) -> tuple[str, list[str]]:
    """Return a body with marks as numbers in brackets, and the words of its notes."""
    links = (Link("other.md", 1),)
    article = note_addresses(Article("a.md", Role.ARTICLE, "x", body, notes=notes, links=links))
    marked = re.sub(r'<sup class="noteref" data-note="(\d)"/>', r"[\1]", article.body)
    return re.sub(r"</?a\b[^>]*>", "", marked), [re.sub("<[^>]*>", "", note) for note in article.notes]


def test_each_address_has_one_note() -> None:
    """The first link to an address has a mark, after the punctuation that follows it, and no other link has."""
    body = (
        '<p><a href="https://a.org/x?y=1">A</a>, <a href="https://a.org/x?y=1">A</a> <a href="mailto:b@c.org">b</a></p>'
    )
    assert noted(body) == ("<p>A,[1] A b[2]</p>", ["a.org/x?y=1", "b@c.org"])


@pytest.mark.parametrize("words", ["https://www.a.org/x/", "www.a.org/x", "a.org/x"])
def test_what_is_an_address_has_no_note(words: str) -> None:
    """Words that are the address need no note, and links within the book have none."""
    body = f'<p><a href="https://www.a.org/x">{words}</a> <a href="other.md">in</a></p>'
    assert noted(body) == (f"<p>{words} in</p>", [])


def test_an_address_in_a_note_is_in_brackets() -> None:
    """A note has no notes: the address stands behind the words."""
    body = '<p>B<sup class="noteref" data-note="1"/></p>'
    assert noted(body, '<p>See <a href="https://a.org">A</a>.</p>')[1] == ["See A (a.org)."]


def test_marks_of_two_notes_are_apart() -> None:
    """A comma parts the mark of an address from that of the author's own note."""
    body = '<p><a href="https://a.org">A</a>.<sup class="noteref" data-note="1"/> B</p>'
    assert noted(body, "<p>C</p>") == ("<p>A.[2]<sup>,</sup>[1] B</p>", ["C", "a.org"])


@pytest.mark.parametrize(("way", "marks", "files"), [("", "", 0), ("notes", "footnote", 0), ("codes", "address", 1)])
def test_a_book_prints_addresses_as_set(
    tmp_path_factory: pytest.TempPathFactory, way: str, marks: str, files: int
) -> None:
    """A book has addresses at the foot of the page, or in a list with codes behind the article, or none."""
    setting = f"[page]\naddresses = '{way}'" if way else ""
    project = BookProject(tmp_path_factory.mktemp("book")).config(setting).article(1, "[A](https://a.org/x).")
    reading = read(project.folder, {}).value
    made = render_pdf(reading.book, reading.config.settings_for(Edition()), reading.theme, COVER)
    (xhtml,) = (run.xhtml for run in made.runs if run.name == "a1")
    assert [name for name in ("footnote", "address") if f'class="{name}"' in xhtml] == [marks] * bool(marks)
    assert ("a.org/x<" in xhtml.replace("<wbr/>", "")) == bool(way)
    assert sum(name.startswith("qr-") for name in made.files) == files
