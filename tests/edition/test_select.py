"""An edition holds what is selected of the book, and a selection that holds nothing is reported with what there is."""

from dataclasses import replace

import pytest

from bookbuild.edition import select
from bookbuild.model import Article, Book, Chapter, Number, Part, Role, Selection

ON_OFFER = "available are chapters 2, 7; articles 1 to 53.5; tags ch2_article, ch7_article, handout"


def article(number: str, *tags: str) -> Article:
    own = Number(number) if number else None
    return Article(path=f"{number or 'none'}.md", role=Role.ARTICLE, title=number, body="", number=own, tags=tags)


OPENING = Article(path="ch7.md", role=Role.OPENING, title="Seven", body="", tags=("opening",))
PREFACE = Article(path="preface.md", role=Role.FRONT, title="Preface", body="", tags=("front",))
AFTERWORD = Article(path="afterword.md", role=Role.BACK, title="Afterword", body="", number=Number("99"))
BOOK = Book(
    front=(PREFACE,),
    chapters=(
        Chapter("articles", None, articles=(article("", "loose"),)),
        Chapter("ch2", Number("2"), articles=(article("53.5", "ch2_article"), article("1", "handout"))),
        Chapter(
            "ch7",
            Number("7"),
            opening=OPENING,
            articles=(article("53", "ch7_article"), article("53a", "ch7_article", "handout")),
        ),
    ),
    back=(AFTERWORD,),
)


def held(selection: Selection) -> list[str]:
    outcome = select(BOOK, selection)
    assert outcome.diagnostics == ()
    return [article.path for article in outcome.value.articles()]


def test_without_a_selection_the_book_is_whole() -> None:
    """An empty selection keeps the book as it is."""
    assert select(BOOK, Selection()).value is BOOK


@pytest.mark.parametrize(
    ("selection", "paths"),
    [
        (Selection(chapters=("7",)), ["ch7.md", "53.md", "53a.md"]),
        (Selection(articles=("53",)), ["53.md"]),
        (Selection(articles=("53a", "53.5")), ["53.5.md", "53a.md"]),
        (Selection(tags=("handout",)), ["1.md", "53a.md"]),
        (Selection(tags=("loose",)), ["none.md"]),
        (Selection(chapters=("7",), articles=("1",)), ["1.md", "ch7.md", "53.md", "53a.md"]),
        (Selection(articles=("53",), tags=("handout", "ch7_article")), ["1.md", "53.md", "53a.md"]),
    ],
)
def test_chapters_articles_and_tags_are_united_in_the_order_of_the_book(selection: Selection, paths: list[str]) -> None:
    """A selection holds whole chapters, single articles and tagged ones together, and no front or back matter."""
    assert held(selection) == paths


def test_a_part_of_a_chapter_has_no_opening() -> None:
    """A chapter of which single articles are chosen is not whole and does not open, a chosen one does."""
    chosen = select(BOOK, Selection(chapters=("7",), articles=("1",))).value
    assert [(chapter.key, chapter.whole) for chapter in chosen.chapters] == [("ch2", False), ("ch7", True)]


@pytest.mark.parametrize(
    ("selection", "absent"),
    [
        (Selection(chapters=("8",)), "chapter 8"),
        (Selection(chapters=("None",)), "chapter None"),
        (Selection(articles=("54",)), "article 54"),
        (Selection(articles=("None",)), "article None"),
        (Selection(articles=("99",)), "article 99"),
        (Selection(chapters=("",), articles=(",", "1,")), "chapter '', article ''"),
        (Selection(tags=("front",)), "article with the tag 'front'"),
        (Selection(tags=("opening",)), "article with the tag 'opening'"),
        (Selection(("8", "7"), ("54", "53"), ("x",)), "chapter 8, article 54, article with the tag 'x'"),
    ],
)
def test_what_the_book_does_not_hold_is_named_with_what_it_does(selection: Selection, absent: str) -> None:
    """Each part of a selection that holds nothing is named in one error that lists what there is to select."""
    (found,) = select(BOOK, selection).diagnostics
    offer = ON_OFFER.replace("handout", "handout, loose")
    assert str(found) == f"error[nothing-selected]: the book has no {absent}\n    hint: {offer}"


def test_a_tag_that_is_misspelt_is_named_with_the_nearest() -> None:
    """The hint begins with the tag that is nearly called so."""
    (found,) = select(BOOK, Selection(tags=("hand-out",))).diagnostics
    assert found.hint.startswith("did you mean the tag 'handout'?; available are chapters")


def test_a_book_without_chapters_numbers_or_tags_is_reported() -> None:
    """The hint is a sentence also where there is nothing to select."""
    bare = Book(chapters=(Chapter("articles", None),))
    (found,) = select(bare, Selection(tags=("x",))).diagnostics
    assert found.hint == "available are chapters (none); articles (none); tags (none)"


def test_a_book_without_chapters_says_what_articles_are_called() -> None:
    """Where a chapter is wanted of a book without any, the hint says what takes its place."""
    bare = Book(chapters=(Chapter("articles", None, articles=(article("1"), article("2"))),))
    (found,) = select(bare, Selection(chapters=("2",))).diagnostics
    assert found.hint.endswith("articles 1 to 2; tags (none); `bookbuild list` shows the numbers that --article takes")


@pytest.mark.parametrize(
    ("selection", "parts"),
    [
        (Selection(), ["part1", "part2"]),
        (Selection(chapters=("1-2",)), ["part1"]),
        (Selection(chapters=("1", "3")), ["part2"]),
        (Selection(articles=("1",)), []),
        (Selection(sample=True), []),
    ],
)
def test_an_edition_has_the_parts_of_which_it_has_all_chapters(selection: Selection, parts: list[str]) -> None:
    """A sample has the first chapter and an article of each other one, so that no part is whole."""
    chapters = tuple(
        Chapter(f"ch{n}", Number(str(n)), articles=(replace(article(f"{2 * n - 1}"), key=f"a{n}"),), part=part)
        for n, part in ((1, "part1"), (2, "part1"), (3, "part2"))
    )
    several = (*chapters[2].articles, replace(article("7"), key="a7"))
    book = Book(
        chapters=(*chapters[:2], replace(chapters[2], articles=several)),
        parts=(Part("part1", Number("1")), Part("part2", Number("2"))),
    )
    assert [part.key for part in select(book, selection).value.parts] == parts
