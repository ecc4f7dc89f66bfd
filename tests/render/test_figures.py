"""Figures have numbers by chapter, and links without words print them."""

import pytest

from bookbuild.model import Article, Book, Chapter, Number, Role
from bookbuild.render.figures import FigureNumbers, name_figure
from bookbuild.render.trees import tree_of

FIGURE = '<figure{0}><img src="a.png"/><figcaption>A</figcaption></figure>'
PLAIN = '<figure class="plain" id="plain"><img src="a.png"/></figure>'


def _article(key: str, body: str, *notes: str) -> Article:
    return Article(path=f"{key}.md", role=Role.ARTICLE, title=key, body=body, notes=notes, key=key)


def test_figures_are_numbered_through_their_chapter() -> None:
    """A number has that of its chapter, and counts the captions before it there, those of notes too."""
    articles = (
        _article("a1", FIGURE.format(' id="one"') + PLAIN + FIGURE.format(""), FIGURE.format(' class="x" id="note"')),
        _article("a2", FIGURE.format(' id="two"')),
    )
    numbers = FigureNumbers(Book(front=articles[1:], chapters=(Chapter("ch3", Number("3"), "C", articles=articles),)))
    found = {name: numbers.number(name) for name in ("a1.one", "a1.note", "a2.two", "a1.plain", "a9.one")}
    assert found == {"a1.one": "3.1", "a1.note": "3.3", "a2.two": "3.4", "a1.plain": "", "a9.one": ""}


@pytest.mark.parametrize(("number", "words"), [("1.2", "Figure\u00a01.2"), ("", "The desk")])
def test_a_link_without_words_prints_the_number(number: str, words: str) -> None:
    """Where the book has no such figure, it prints the caption; the mark of such a link is removed."""
    link = tree_of('<a href="#desk" data-figure="The desk"></a>')[0]
    name_figure(link, "Figure", number)
    assert (link.text, link.get("href"), link.get("data-figure")) == (words, "#desk", None)


def test_words_of_a_link_stay() -> None:
    """A link with words of its own is not changed."""
    link = tree_of('<a href="#desk">there</a>')[0]
    name_figure(link, "Figure", "1.2")
    assert link.text == "there"
