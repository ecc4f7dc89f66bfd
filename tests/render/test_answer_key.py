"""The key at the back has the model answers of a book, each with its question, its notes and its pictures."""

from pathlib import Path

import pytest

from bookbuild.model import Picture, Target
from bookbuild.pipeline.reading.project import Reading, read
from bookbuild.render.answers import as_shown
from bookbuild.render.apparatus.signs import ANSWER_KEY
from bookbuild.render.epub import render_epub
from bookbuild.render.pdf import render_pdf
from tests.book import BookProject

COVER = Picture("cover.png", "image/png", b"png", 16, 24)
DRAWING = '<svg xmlns="http://www.w3.org/2000/svg" width="4" height="4"><title>x</title></svg>'
TEXT = """See [that](#inside).[^1]

## Ask

What is the price?

::: lines 3

::: answer
Twelve, see [two](2.md) and [it](#inside).[^2]

![A plan](plan.svg "The plan")

[]{#inside}There.
:::

::: answer Another way
Thirteen.[^1]
:::

[^1]: In the text.
[^2]: In an answer.
"""


@pytest.fixture(scope="module")
def reading(tmp_path_factory: pytest.TempPathFactory) -> Reading:
    project = BookProject(tmp_path_factory.mktemp("book")).article(1, TEXT).article(2, "No questions.")
    project.file("content/plan.svg", DRAWING).config('[lists]\nback = ["answers"]', language="de")
    outcome = read(project.folder, {})
    assert outcome.diagnostics == ()
    return outcome.value


def _runs(reading: Reading, edition: str = "book") -> dict[str, str]:
    config = reading.config
    rendition = render_pdf(reading.book, config.settings_for(config.editions[edition]), reading.theme, COVER)
    return {run.name: run.xhtml for run in rendition.runs}


def test_each_answer_stands_under_its_article_with_its_question_and_its_page(reading: Reading) -> None:
    """An answer without a title is called by the words that ask it."""
    runs = _runs(reading)
    key = runs[ANSWER_KEY]
    assert '<h1 class="matter-title">Lösungen</h1>' in key
    assert ">1 Article 1</h2>" in key
    assert "What is the price?</a>" in key
    assert "Another way</a>" in key
    assert key.count("⟦a1.question-1⟧") == 2
    assert 'id="a1.question-1"' in runs["a1"]
    assert "Twelve" not in runs["a1"]


def test_notes_links_and_pictures_come_along(reading: Reading) -> None:
    """Notes are counted in the key; a link to what is in an answer leads there, from the text and from the answer."""
    runs = _runs(reading)
    assert [f"_note-{number}" in runs[ANSWER_KEY] for number in (1, 2, 3)] == [True, True, False]
    assert "In an answer." not in runs["a1"]
    assert f'href="book:{ANSWER_KEY}.a1-inside"' in runs["a1"]
    assert f'href="book:{ANSWER_KEY}.a1-inside"' in runs[ANSWER_KEY]
    assert 'href="book:a2"' in runs[ANSWER_KEY]
    assert "missing-image" not in runs[ANSWER_KEY]


def test_the_key_of_the_epub_is_a_landmark(reading: Reading) -> None:
    config = reading.config
    rendition = render_epub(reading.book, config.settings_for(config.editions["book"]), reading.theme, COVER)
    documents = {document.href: document.data.decode() for document in rendition.documents}
    assert f'epub:type="answers" href="text/{ANSWER_KEY}.xhtml"' in documents["nav.xhtml"]
    assert '<a href="a1.xhtml#a1.question-1" class="xref">' in documents[f"text/{ANSWER_KEY}.xhtml"]


def test_answers_in_their_places_need_no_key(reading: Reading) -> None:
    assert ANSWER_KEY not in _runs(reading, "answers")


def test_a_book_without_the_list_or_without_answers_has_no_key(tmp_path: Path) -> None:
    """A link into an answer that no edition shows is plain text, as before."""
    book = read(BookProject(tmp_path).config().article(1, TEXT).article(2).file("content/plan.svg", DRAWING).folder, {})
    config = book.value.config
    shown = as_shown(book.value.book, config.settings_for(config.editions["book"]))
    assert shown.answer_key is None
    assert Target("a1", "inside") not in shown.targets.values()
