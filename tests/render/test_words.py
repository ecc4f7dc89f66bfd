"""Every word of an article is in a document that was rendered of it, or is named."""

from pathlib import Path

import pytest

import bookbuild
from bookbuild.model import Article, Role
from bookbuild.render.word_proof import missing_words


def article(body: str, *notes: str, path: str = "a.md") -> Article:
    return Article(path, Role.ARTICLE, "A title", body, notes=notes)


def missing(articles: list[Article], *documents: str) -> dict[str, tuple[str, ...]]:
    return {one.path: words for one, words in missing_words(articles, documents)}


@pytest.mark.parametrize(
    "document",
    [
        "<p>One <em>two</em> three &amp; four.</p><hr/><aside>A note.</aside>",
        "<p>One two<br/>th\u00adree &#38;\nfour.</p><p>Added.</p><aside>A note.</aside>",
        "<aside>A note.</aside><p>One<sup>1</sup> two three\u200b &amp; four.</p>",
        '<aside>A note.</aside><p>One two three &amp; four<span class="term-expansion"> (4)</span>.</p>',
    ],
)
def test_words_that_are_rendered_otherwise_are_not_missing(document: str) -> None:
    """Other tags, entities, white space and places for breaks, added words and moved notes lose nothing."""
    assert missing([article("<p>One <em>two</em> three &amp; four.</p>", "A note.")], document) == {}


def test_notes_that_are_the_same_in_many_articles_are_found_in_each() -> None:
    """Notes such as "Ibid." do not move the place from which the text that follows is looked for."""
    body = "<p>a{0}</p><p>b{0} c{0}</p><p>d{0}</p>"
    shown = "<p>a{0}</p><p>b{0} <i>5</i>c{0}</p><aside>Ibid.</aside><p>d{0}</p>"
    articles = [article(body.format(name), "Ibid.", path=f"{name}.md") for name in "xyz"]
    assert missing(articles, *map(shown.format, "xyz")) == {}


def test_each_missing_word_is_named() -> None:
    """Words of body and notes that are in no document are named, and what only its head or a comment holds is none."""
    document = "<head><title>red</title></head><body><p>One blue</p><!-- red green --></body>"
    assert missing([article("<p>One red</p> blue", "green")], document) == {"a.md": ("red", "green")}


def test_words_of_another_article_do_not_stand_for_those_of_one() -> None:
    """An article whose body is left out is named, though many of its words stand in others."""
    others = [article(f"<p>Flour and water, {number} times.</p>", path=f"{number}.md") for number in range(3)]
    left_out = article("<p>Water and salt.</p>", path="salt.md")
    documents = [one.body for one in others]
    assert missing([*others, left_out], *documents) == {"salt.md": ("Water", "and", "salt.")}


def test_a_template_without_the_body_is_an_error(tmp_path: Path) -> None:
    """A template that leaves out the text of articles is reported for each format, with the article's line."""
    (tmp_path / "bookbuild.toml").write_text('[book]\ntitle = "Bread"\nlanguage = "en"\n')
    text = "---\narticle: {title: Dough, number: 1}\nchapter: {number: 1}\n---\n\nFlour and water.\n"
    (tmp_path / "content").mkdir()
    (tmp_path / "content" / "dough.md").write_text(text)
    (tmp_path / "templates" / "epub").mkdir(parents=True)
    template = '{% extends "epub/document.xhtml" %}{% block body %}<p id="{{ article.key }}">Dough</p>{% endblock %}'
    (tmp_path / "templates" / "epub" / "article.xhtml").write_text(template)
    (found,) = [one for one in bookbuild.check(tmp_path).diagnostics if one.code == "lost-words"]
    assert (str(found.location), found.words) == ("content/dough.md:6", ("Flour", "water."))
    assert "not in the EPUB" in found.message
