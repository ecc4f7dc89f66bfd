"""The back cover of a booklet speaks of its chapter."""
# ruff: noqa: RUF001 - quotation marks are compared

import re

import pytest

from bookbuild.model import Article, Chapter, Number, Role
from bookbuild.pipeline.reading.project import read
from bookbuild.pipeline.volumes import volumes_of
from bookbuild.render.back_cover import words_about
from bookbuild.render.labels import labels_for
from bookbuild.render.pdf import render_pdf
from tests.book import BookProject
from tests.render.test_titles import COVER


def test_it_names_chapter_articles_and_book(tmp_path_factory: pytest.TempPathFactory) -> None:
    """It has the chapter's title, the first sentences of its opening, its articles, and the book it is a part of."""
    project = BookProject(tmp_path_factory.mktemp("booklet")).config('[chapters.1]\ntitle = "Ovens & fire"')
    project.file("content/ch1.md", "---\nchapter:\n  number: 1\n---\nHeat matters.[^1]\n\nMore.\n\n[^1]: Much.\n")
    reading = read(project.article(1, "Words.").article(2, "Words.").folder, {}).value
    (volume,) = volumes_of(reading.config.editions["booklet"], reading.book, reading.config).value
    *_, run = render_pdf(volume.book, volume.settings, reading.theme, COVER).runs
    text = " ".join(re.sub(r"<head>.*</head>|<[^>]*>", " ", run.xhtml, flags=re.DOTALL).split())
    assert run.name == "back-cover"
    assert text == "Ovens &amp; fire Heat matters. 1 Article 1 2 Article 2 Chapter 1 of A book ."


def test_it_quotes_whole_sentences() -> None:
    """A long opening is cut where a sentence ends, and a chapter without an opening has no words."""
    long = "“Is it so?” " + "It is so and so. " * 30
    opening = Article("ch1.md", Role.OPENING, "", f"<h2>x</h2><p>{long}</p>")
    words = words_about(Chapter("ch1", Number("1"), opening=opening))
    assert words.endswith("so.")
    assert len(words.split()) <= 80
    assert words_about(Chapter("ch1", Number("1"))) == ""


def test_quotation_marks_go_by_the_country() -> None:
    """British books quote with single marks, and Swiss ones not as German ones do."""
    shown = {language: labels_for(language, {})["full-book-is"] for language in ("en", "en-GB", "de", "de-CH")}
    assert {language: re.sub(r"[\w\s{},.-]", "", text) for language, text in shown.items()} == {
        "en": "“”",
        "en-GB": "‘’",
        "de": "„“",
        "de-CH": "«»",
    }


def test_sentences_that_refer_to_a_number_are_left_out() -> None:
    """The words of a reference are made where it is printed, and a number of the book says nothing on its cover."""
    body = (
        '<p>See <a href="@fig:map"></a>.</p><p>Ask early. See <a href="-@fig:map"/>. <a href="b.md">Then</a> wait.</p>'
    )
    opening = Article("c.md", Role.OPENING, "One", body, key="ch1")
    assert words_about(Chapter("ch1", Number("1"), opening=opening)) == "Ask early. Then wait."
