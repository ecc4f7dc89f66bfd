"""From laid-out pages to places in articles."""

from dataclasses import replace
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given, settings

from bookbuild.model import Article, Book, Chapter, LaidOutPage, PageMap, PageRun, PrintedPage, Role
from bookbuild.page_map import Origins, map_pages, page_list, read_page_list, spans_of, with_page_breaks
from bookbuild.render.trees import markup_of
from tests.render.bodies import articles
from tests.render.test_bodies import on_paper

TITLE = "<h1>One</h1>"


def article(body: str, key: str = "a1") -> Article:
    return replace(Article(f"{key}.md", Role.ARTICLE, "One", body), key=key)


def book_of(*articles: Article) -> Book:
    return Book(chapters=(Chapter("ch1", None, articles=articles),))


def run_of(*articles: Article) -> PageRun:
    parts = "".join(f'<article id="{one.key}">{TITLE}{one.body}</article>' for one in articles)
    return PageRun(articles[0].key, "One", f'<html xmlns="http://www.w3.org/1999/xhtml"><body>{parts}</body></html>')


def mapped(book: Book, run: PageRun, marked: PageRun, origins: Origins, text: str) -> PrintedPage:
    """Return where a page begins whose first text in the run's document is this one."""
    for index, element in enumerate(ET.fromstring(run.xhtml).iter()):  # noqa: S314 - made here
        own = "".join((element.text or "", *(child.tail or "" for child in element)))
        if text in own:
            before = len("".join(own.partition(text)[0].split()))
            return map_pages([LaidOutPage("2", run.name, 1, index, before)], [run], [marked], origins, book)[0]
    raise AssertionError(text)


def simple(*articles: Article, text: str) -> PrintedPage:
    book = book_of(*articles)
    origins = Origins.of(book)
    return mapped(book, run_of(*articles), run_of(*origins.book.articles()), origins, text)


def test_a_place_in_a_page_run_is_one_in_the_article() -> None:
    """A page that begins within an element of the article begins after the same letters of it there; its words and the
    heading before it are known.
    """
    page = simple(article("<h2>Head</h2><p>One <em>two</em> three four</p>"), text="four")
    assert (page.element, page.letters, page.heading, page.words) == (1, 8, "Head", ("four",))


def test_a_page_can_begin_with_another_article_of_its_run() -> None:
    """Where articles follow one another on a page, one with whose title a page begins is marked before it."""
    two = replace(article("<p>Two</p>", "a2"), title="Two")
    book = book_of(article("<p>One</p>"), two)
    origins = Origins.of(book)
    run, marked = (
        replace(run, xhtml=run.xhtml.replace("<h1>One</h1><p", "<h1>Other</h1><p", 2).replace("Other", "First", 1))
        for run in (run_of(*book.articles()), run_of(*origins.book.articles()))
    )
    page = mapped(book, run, marked, origins, "Other")
    assert (page.key, page.element) == ("a2", PrintedPage.START)


def test_a_run_that_cannot_be_told_apart_has_no_places_within() -> None:
    """If marks would change how an article is rendered, only the beginning of its run is known."""
    one = article("<p>One two</p>")
    book, origins = book_of(one), Origins.of(book_of(one))
    run, other = run_of(one), replace(run_of(*origins.book.articles()), xhtml="<html/>")
    pages = [LaidOutPage("1", "a1", 0, 0, 0), LaidOutPage("2", "a1", 1, 3, 3)]
    assert [page.label for page in map_pages(pages, [run], [other], origins, book)] == ["1"]


@settings(max_examples=6)
@given(articles())
def test_marks_of_elements_change_nothing_in_print(article: Article) -> None:
    """An article is rendered with marks on its elements as it is without, but for the marks."""
    origins = Origins.of(book_of(article))
    (marked,) = origins.book.articles()
    assert origins.without_marks(markup_of(on_paper(marked))) == markup_of(on_paper(article))


@pytest.mark.parametrize("words", ["One two three four.", "One two three changed."])
def test_an_older_printing_is_found_again_by_its_words(words: str) -> None:
    """A page of an older printing is placed where its first words stand today, or the first four of them."""
    older = book_of(article(f"<p>Start here.</p><p>{words}</p>"))
    page = PrintedPage("2", "a1", "a1.md", 1, 0, "", tuple(words.split()))
    data = page_list(PageMap("book", "urn:x", (PrintedPage("1", "a1", "a1.md", words=("One",)), page)), older)
    today = book_of(article("<p>New.</p><h2>Also new</h2><p>Start here. <b>One</b> two three four.</p>"))
    found, lost = read_page_list(data, "pages.json", today)
    body = next(with_page_breaks(today, found).articles()).body
    if "changed" in words:
        assert lost == ("2",)
    else:
        assert body.endswith('<p>Start here. <b><span data-page="2"/>One</b> two three four.</p>')
    assert found.pages[0].element == PrintedPage.START


def test_articles_have_the_pages_from_their_first_to_their_last() -> None:
    """An article that begins on the page of another has that page, and a chapter the pages of its articles."""
    book = book_of(article("<p/>"), article("<p/>", "a2"), article("<p/>", "a3"))
    pages = (PrintedPage("1", "a1"), PrintedPage("2", "a1", "", 0), PrintedPage("3", "a2", "", 0))
    assert spans_of(PageMap("book", "", pages), book) == {
        "a1": ("1", "2"),
        "a2": ("2", "3"),
        "a3": ("3", "3"),
        "ch1": ("1", "3"),
    }


def test_an_index_tells_where_it_begins() -> None:
    """Elements of a run whose pages become links when they are known are others than those that were rendered."""
    one = article("<p>One two</p>")
    book, origins = book_of(one), Origins.of(book_of(one))
    runs = [replace(run_of(*shown.articles()), name="index") for shown in (book, origins.book)]
    run, marked = (replace(run, xhtml=run.xhtml.replace("One two", "One two ⟦pages a⟧")) for run in runs)
    pages = [LaidOutPage("1", "index", 0, 0, 0), LaidOutPage("2", "index", 1, 99, 3)]
    assert [page.label for page in map_pages(pages, [run], [marked], origins, book)] == ["1"]
