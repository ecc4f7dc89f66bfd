"""Marks in bodies where pages of the printed book begin."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from bookbuild.model import Article, PrintedPage
from bookbuild.page_map.bodies import letters_in, own_texts, tree_of
from bookbuild.page_map.insertion import with_marks
from bookbuild.page_map.origins import elements_of
from tests.render.bodies import articles

MARK = '<span data-page="7"/>'
NO_SPAN = frozenset({"ul", "ol", "dl", "table", "thead", "tbody", "tr", "sup", "img", "figure", "math", "svg"})


def marked(body: str, element: int, letters: int = 0) -> str:
    page = PrintedPage("7", "a1", "a.md", element, letters)
    return with_marks(body, [page]).replace(MARK, "|")


@pytest.mark.parametrize(
    ("body", "element", "letters", "expected"),
    [
        ("<p>One two three.</p>", 0, 6, "<p>One two |three.</p>"),
        ("<p>One <em>two three</em> four</p>", 1, 3, "<p>One <em>two |three</em> four</p>"),
        ("<p>One <em>two</em> three four</p>", 0, 8, "<p>One <em>two</em> three |four</p>"),
        ("<ul><li><p>One two</p></li></ul>", 2, 0, "<ul><li><p>|One two</p></li></ul>"),
        ("<p>So an exam\u00adple ends</p>", 0, 8, "<p>So an exam\u00adple| ends</p>"),
        ("<p>A well-known word</p>", 0, 5, "<p>A well-|known word</p>"),
        (
            "<p>\u672c\u306f\u53cb\u3060\u3061\u3067\u3059</p>",
            0,
            3,
            "<p>\u672c\u306f\u53cb|\u3060\u3061\u3067\u3059</p>",
        ),
        ("<p>Stra\u00dfe vor uns</p>", 0, 7, "<p>Stra\u00dfe |vor uns</p>"),
        ("<pre><code>one\ntwo\n</code></pre>", 1, 3, "<pre><code>one\n|two\n</code></pre>"),
    ],
)
def test_a_mark_stands_at_the_very_word(body: str, element: int, letters: int, expected: str) -> None:
    """The mark is before the letter that has so many of its element before it, but never within a word that can be
    seen to be one.
    """
    assert marked(body, element, letters) == expected


@pytest.mark.parametrize(
    ("body", "element", "expected"),
    [
        ('<p>A</p><figure><img src="a"/><figcaption>B</figcaption></figure>', 2, "<p>A</p>|<figure>"),
        ("<table><tbody><tr><td/><td>A</td></tr></tbody></table>", 3, "<td/><td>|A</td>"),
        ("<p>A</p><table><tbody><tr><td/></tr></tbody></table>", 4, "<p>A</p>|<table>"),
        ("<p>A <math><mi>x</mi></math></p>", 2, "<p>A |<math>"),
        ('<p>A<sup data-note="1"/> b</p>', 1, "<p>A|<sup"),
        ('<p>Why?</p><div data-work="lines 3"/>', 1, "<p>Why?|</p><div"),
        ("<p>A</p><hr/>", 1, "<p>A</p>|<hr/>"),
    ],
)
def test_a_mark_stands_where_a_span_may_stand(body: str, element: int, expected: str) -> None:
    """A page that begins with a picture, a formula, a rule, an empty cell or lines to write on is marked at the nearest
    place where HTML has room for a span and nothing is drawn from what is there.
    """
    assert expected in marked(body, element)


def test_a_page_before_an_element_begins_with_its_first_text_and_the_last_one_at_the_end() -> None:
    """What stands between the elements of a body in print has its place between them."""
    assert marked("<p>A</p><ul><li>B</li></ul>", 1, -1) == "<p>A</p><ul><li>|B</li></ul>"
    assert marked("<p>A</p>", PrintedPage.END) == "<p>A</p>|"
    assert marked("<p>A</p>", 9) == "<p>A</p>"


@settings(max_examples=8)
@given(articles(), st.data())
def test_marks_change_nothing_else(article: Article, data: st.DataObject) -> None:
    """A body without its marks is as it was, each page has one mark, and none is where HTML has no room for a span."""
    elements = elements_of(tree_of(article.body))
    lengths = [letters_in("".join(text for _, _, text in own_texts(element))) for element in elements]
    places = data.draw(st.lists(st.integers(0, max(len(elements) - 1, 0)), max_size=4, unique=True)) if elements else []
    pages = [
        PrintedPage(str(at), "a1", "", element, data.draw(st.integers(0, lengths[element])))
        for at, element in enumerate(sorted(places))
    ]
    body = with_marks(article.body, pages)
    assert re.sub(r'<span data-page="\d+"/>', "", body) == with_marks(article.body, [])
    marks = [mark for mark in tree_of(body).iter("span") if "data-page" in mark.attrib]
    assert sorted(mark.get("data-page", "") for mark in marks) == sorted(page.label for page in pages)
    assert not NO_SPAN.intersection(etree.QName(mark.getparent()).localname for mark in marks)
