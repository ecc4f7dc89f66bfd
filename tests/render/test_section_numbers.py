"""Headings have numbers where a book asks for them, in its text and in what refers to them."""

import pytest

from bookbuild.model import (
    Article,
    Book,
    Chapter,
    Geometry,
    Heading,
    Identity,
    Link,
    Number,
    Numbered,
    PageSettings,
    Role,
    Target,
    VolumeSettings,
)
from bookbuild.render.body import RenderContext, prepare_body
from bookbuild.render.captions import Numbers
from bookbuild.render.external_references import external_references
from bookbuild.render.labels import labels_for
from bookbuild.render.section_numbers import section_numbers, show_section_numbers
from bookbuild.render.trees import tree_of

HEADINGS = (
    Heading(2, "a", "A", 1),
    Heading(3, "b", "B", 2),
    Heading(4, "c", "C", 3),
    Heading(3, "d", "D", 4),
    Heading(2, "none", "None", 5, is_numbered=False),
    Heading(2, "e", "E", 6),
    Heading(3, "f", "F", 7),
)


def _article(role: Role = Role.ARTICLE, numeral: str = "7.2", number: str = "") -> Article:
    return Article(
        "a.md", role, "A", "", Number(number) if number else None, headings=HEADINGS, numeral=numeral, key="a"
    )


VOLUME = VolumeSettings(Identity("A book", language="en"), PageSettings(Geometry(148, 210, 17, 22, 20, 28, 10, 14)))
CHAPTER = Chapter("ch7", Number("7"), "Seven", articles=(_article(),))


@pytest.mark.parametrize(
    ("depth", "numbers"),
    [
        (1, {}),
        (2, {"a": "7.2.1", "e": "7.2.2"}),
        (3, {"a": "7.2.1", "b": "7.2.1.1", "d": "7.2.1.2", "e": "7.2.2", "f": "7.2.2.1"}),
    ],
)
def test_headings_are_counted_within_each_other(depth: int, numbers: dict[str, str]) -> None:
    """As deep as is asked for; one without a number is not counted."""
    assert section_numbers(_article(), CHAPTER, depth) == numbers


@pytest.mark.parametrize(
    ("article", "first"),
    [
        (_article(Role.OPENING, ""), "7.1"),
        (_article(Role.APPENDIX, "B"), "B.1"),
        (_article(numeral="", number="53"), "53.1"),
        (_article(Role.FRONT, ""), ""),
    ],
)
def test_a_number_begins_with_that_of_what_it_is_in(article: Article, first: str) -> None:
    """Of the chapter, of the appendix, of the article; without one there is none."""
    chapter = CHAPTER if article.role in (Role.OPENING, Role.ARTICLE) else None
    assert section_numbers(article, chapter, 1).get("a", "") == first


def test_the_number_stands_before_the_words() -> None:
    tree = tree_of('<h2 id="k.a">Words <em>and</em> more</h2><h2 id="k.b">No</h2>')
    show_section_numbers(tree, {"k.a": "7.1"})
    assert ["".join(map(str, one.itertext())) for one in tree] == ["7.1\u2002Words and more", "No"]


def test_references_name_sections_and_appendices_by_number() -> None:
    """In every language of the labels, with its word."""
    appendix = Article("f.md", Role.APPENDIX, "Forms", "", numeral="A", key="f")
    numbers = Numbers(Book(chapters=(CHAPTER,), back=(appendix,), sections=2))
    for language in ("en", "de", "fr", "es", "it", "nl", "pt", "pl"):
        labels = labels_for(language, {})
        words = [one.words(labels) for key in ("a", "a.a", "f") if (one := numbers.of(key))]
        assert words == [
            f"{labels['section']}\u00a07.2",
            f"{labels['section']}\u00a07.2.1",
            f"{labels['appendix']}\u00a0A",
        ]


def test_a_part_of_a_book_says_in_which_appendix_of_the_full_one_a_place_is() -> None:
    appendix = Article("f.md", Role.APPENDIX, "Forms", "", numeral="A", key="f")
    book = Book(chapters=(CHAPTER,), back=(appendix,))
    words = external_references(book, VOLUME, {"f": "88", "f.x": "89", "a": "7"})
    assert words == {
        "f": "full book, appendix\u00a0A, page\u00a088",
        "f.x": "full book, appendix\u00a0A, page\u00a089",
        "a": "full book, chapter\u00a07, page\u00a07",
    }


@pytest.mark.parametrize(
    ("target", "number", "words"),
    [
        ("@appendix:A", Numbered("appendix", "A"), "Appendix\u00a0A, full book, page\u00a088"),
        ("@fig:x", Numbered("figure", "A.1"), "Figure\u00a0A.1, full book, appendix\u00a0A, page\u00a088"),
    ],
)
def test_a_reference_into_the_full_book_names_an_appendix_once(target: str, number: Numbered, words: str) -> None:
    link = f'<p><a href="{target}" data-numbered="Forms"></a></p>'
    article = Article("a.md", Role.ARTICLE, "A", link, links=(Link(target, 1),), key="a")
    context = RenderContext(
        targets={("a.md", target): Target("f")},
        pictures={},
        present=frozenset({"a"}),
        href_of=str,
        picture_address=str,
        labels=labels_for("en", {}),
        elsewhere={"f": "full book, appendix\u00a0A, page\u00a088"},
        number_of=lambda _: number,
    )
    tree = tree_of(link)
    prepare_body(tree, article, context)
    assert "".join(map(str, tree.itertext())) == words
