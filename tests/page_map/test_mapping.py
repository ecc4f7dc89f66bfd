"""From laid-out pages to places in articles."""

import re
from dataclasses import replace
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given, settings

from bookbuild.model import Article, Book, Chapter, LaidOutPage, LaidOutPages, PageMap, PageRun, PrintedPage, Role
from bookbuild.page_map.insertion import with_page_breaks
from bookbuild.page_map.listing import page_list, read_page_list
from bookbuild.page_map.mapping import map_pages
from bookbuild.page_map.origins import Origins
from bookbuild.page_map.spans import spans_of
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
            return map_pages(
                LaidOutPages((LaidOutPage("2", run.name, 1, index, before),)), [run], [marked], origins, book
            )[0]
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


@pytest.mark.parametrize(("text", "letters"), [("pay", 3), ("three", 6), ("wage", 11), ("five", 15)])
def test_terms_of_the_glossary_move_no_place(text: str, letters: int) -> None:
    """Words that become links and places where they are printed are counted as those of their paragraph."""
    book = book_of(article("<p>One pay three wage five</p>"))
    origins = Origins.of(book)

    def printed(of: Book) -> PageRun:
        run = run_of(*of.articles())
        link, use = '<a id="a1_tm-1" href="book:g.pay">pay</a>', '<span id="a1_tm-2">wage</span>'
        return replace(run, xhtml=run.xhtml.replace("pay", link).replace("wage", use))

    page = mapped(book, printed(book), printed(origins.book), origins, text)
    assert (page.element, page.letters) == (0, letters)


@pytest.mark.parametrize(("text", "element", "letters"), [("three", 1, 3), ("four", 0, 3), ("two", 1, 0)])
def test_spans_that_rendering_takes_away_have_left_their_words(text: str, element: int, letters: int) -> None:
    """A place in words of the body's own span is one in that span, although it is not rendered."""
    one = article("<p>One <span>two three</span> four</p>")
    book = book_of(one)
    origins = Origins.of(book)
    run, marked = run_of(*book.articles()), run_of(*origins.book.articles())
    run = replace(run, xhtml=run.xhtml.replace("<span>", "").replace("</span>", ""))
    marked = replace(marked, xhtml=re.sub("<span[^>]*>|</span>", "", marked.xhtml))
    page = mapped(book, run, marked, origins, text)
    assert (page.element, page.letters) == (element, letters)


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
    pages = LaidOutPages((LaidOutPage("1", "a1", 0, 0, 0), LaidOutPage("2", "a1", 1, 3, 3)))
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


INDEX = """<html xmlns="http://www.w3.org/1999/xhtml"><body><div><ul><li><p><span>pay</span>, {pages}</p><ul>
<li><p>minimum, {pages}</p></li></ul></li><li><p>references, {pages}; <span>see also</span> proof</p></li></ul></div>
</body></html>"""
FOLIOS = '<a class="folio">3</a>, <a class="folio">4</a>'


@pytest.mark.parametrize(
    ("element", "letters", "entry"),
    [
        ("li", 0, (0, 0, "")),
        ("span", 0, (1, 0, "pay,")),
        ("a", 0, (1, 4, "pay,")),
        ("ul", 0, (0, 0, "")),
        ("p", 3, (1, 7, "pay,")),
    ],
)
def test_a_page_of_an_index_begins_with_an_entry(element: str, letters: int, entry: tuple[int, int, str]) -> None:
    """A page within what the program makes begins with an entry, or within one; its words go up to its first page.
    Elements are those of the document as it was laid out, with links.
    """
    filled = INDEX.format(pages=FOLIOS)
    tags = [one.tag.rpartition("}")[2] for one in ET.fromstring(filled).iter()]  # noqa: S314 - made here
    pages = (LaidOutPage("1", "index", 0, 0, 0), LaidOutPage("2", "index", 1, tags.index(element), letters))
    run = PageRun("index", "Index", INDEX.format(pages="⟦pages a b⟧"))
    book = book_of(article("<p>One two</p>"))
    begins, within = map_pages(LaidOutPages(pages, {}, {"index": filled}), [run], [run], Origins.of(book), book)
    assert (begins.label, begins.key, begins.element) == ("1", "index", PrintedPage.START)
    assert (within.element, within.letters, " ".join(within.words)) == entry


LISTS = """<html xmlns="http://www.w3.org/1999/xhtml"><body><section id="one"><h1>One</h1><ul><li>a</li><li>b</li></ul>
</section><section id="two"><h1>Two</h1><ul><li>c</li><li>d</li></ul></section></body></html>"""


@pytest.mark.parametrize(
    ("text", "key", "element"), [("b", "one", 1), ("Two", "two", PrintedPage.START), ("c", "two", 0), ("d", "two", 1)]
)
def test_lists_on_one_page_are_counted_each_for_itself(text: str, key: str, element: int) -> None:
    """A page within a run of several lists begins with an entry of one of them, or with its title."""
    texts = [(one.text or "").strip() for one in ET.fromstring(LISTS).iter()]  # noqa: S314 - made here
    pages = LaidOutPages((LaidOutPage("2", "one", 1, texts.index(text), 0),))
    run = replace(PageRun("one", "One", LISTS), marks=(("one", "One"), ("two", "Two")))
    book = book_of(article("<p>Other</p>"))
    (page,) = map_pages(pages, [run], [run], Origins.of(book), book)
    assert (page.key, page.element) == (key, element)


def test_a_blank_page_stands_before_what_follows_it() -> None:
    """A blank page has the key of the next run, whose first page it is not."""
    one = article("<p>One</p>")
    book = book_of(one)
    run, origins = run_of(one), Origins.of(book)
    pages = LaidOutPages((LaidOutPage("1", "", 0, -1, 0), LaidOutPage("2", "a1", 0, 0, 0)))
    found = map_pages(pages, [run], [run_of(*origins.book.articles())], origins, book)
    assert [(page.key, page.element) for page in found] == [("a1", PrintedPage.BLANK), ("a1", PrintedPage.START)]
    printed = with_page_breaks(book, PageMap("book", "", found)).printed
    assert printed
    assert (printed.blanks, printed.starts) == ({"a1": ("1",)}, {"a1": ("2",)})
    assert spans_of(PageMap("book", "", found), book)["a1"] == ("2", "2")
