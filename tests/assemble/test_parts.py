"""Parts begin where the configuration or a file says so, and hold the chapters up to the next one."""

import pytest

from bookbuild.assemble import assemble
from bookbuild.model import Article, Book, ChapterSettings, Divisions, Number, Numbering, PartSettings, Role
from tests.assemble.articles import article, linking

ONE = PartSettings("Ovens", chapters=("1-2",))
TWO = PartSettings("Dough", chapters=("3",))


def _book(*articles: Article, numbering: Numbering | None = None, **parts: PartSettings) -> Book:
    settings = {name.removeprefix("p"): said for name, said in parts.items()}
    return assemble(articles, {}, divisions=Divisions(numbering or Numbering(), settings)).value


def _shape(book: Book) -> list[tuple[tuple[str, str], list[str]]]:
    """Return the parts with their numbers and chapters."""
    return [
        (
            (part.title, part.numeral) if part else ("", ""),
            [str(one.number or one.articles[0].path) for one in chapters],
        )
        for part, chapters in book.divided()
    ]


def _chapters(last: int, **more: Article) -> list[Article]:
    return [more.get(f"c{n}", article(f"{n}.md", chapter=str(n))) for n in range(1, last + 1)]


def test_the_configuration_names_the_chapters_of_parts() -> None:
    """A chapter that no part lists is in none; so is an appendix."""
    book = _book(*_chapters(4), p1=ONE, p2=TWO)
    assert _shape(book) == [(("Ovens", "I"), ["1", "2"]), (("Dough", "II"), ["3"]), (("", ""), ["4"])]


def test_a_chapter_begins_a_part_by_its_own_block() -> None:
    """Up to the next one; equal numbers, or one title again, are one part."""
    chapters = _chapters(
        4,
        c1=article("1.md", chapter="1", part_title="Ovens"),
        c2=article("2.md", chapter="2", part_title="Ovens"),
        c3=article("3.md", chapter="3", part=Number("2"), part_title="Dough"),
        c4=article("4.md", chapter="4", part=Number("2")),
    )
    assert _shape(_book(*chapters)) == [(("Ovens", "I"), ["1", "2"]), (("Dough", "II"), ["3", "4"])]


def test_a_part_may_have_a_page_of_its_own() -> None:
    """Its title is that of the part, its text stands there; one that is named by number stands before its chapters."""
    page = article("dough.md", role=Role.PART, title="Dough!", part=Number("2"), body="<p>Knead.</p>")
    book = _book(*_chapters(3), page, p1=ONE, p2=TWO)
    assert _shape(book)[1] == (("Dough!", "II"), ["3"])
    assert [one.path for one in book.articles()] == ["1.md", "2.md", "dough.md", "3.md"]


def test_a_page_among_articles_without_a_chapter_begins_its_part_there() -> None:
    """As parts of sites do; what stands before it is outside."""
    loose = [
        article("intro.md"),
        article("toc.yml", role=Role.PART, title="A", body=""),
        article("1.md", chapter="1"),
        article("between.md", after=Number("1")),
        article("toc.yml", role=Role.PART, title="B", body="", after=Number("1")),
        article("later.md", after=Number("1")),
        article("2.md", chapter="2"),
    ]
    assert _shape(_book(*loose)) == [
        (("", ""), ["intro.md"]),
        (("A", "I"), ["1", "between.md"]),
        (("B", "II"), ["later.md", "2"]),
    ]


def test_articles_alone_may_be_in_parts() -> None:
    """In a book without chapters; they keep their positions."""
    book = _book(article("a.md", part_title="A"), article("b.md"), article("c.md", part_title="B"))
    assert _shape(book) == [(("A", "I"), ["a.md"]), (("B", "II"), ["c.md"])]
    assert [one.position for one in book.articles()] == [1, 2, 3]


def test_numbers_of_parts_are_printed_as_asked_for() -> None:
    shapes = [
        _shape(_book(*_chapters(2), numbering=Numbering(parts=style), p1=ONE))[0][0] for style in ("1", "words", "none")
    ]
    assert shapes == [("Ovens", "1"), ("Ovens", "1"), ("Ovens", "")]
    (part,) = _book(*_chapters(2), numbering=Numbering(parts="words"), p1=ONE).parts
    assert part.spelt == "One"


@pytest.mark.parametrize("title", ["Part I", "PART 2: Ovens", "Teil 3 \u2013 Öfen", "Partie B. Fours", "Part one"])
def test_a_part_whose_title_says_its_number_has_no_other(title: str) -> None:
    assert _shape(_book(*_chapters(1), p1=PartSettings(title, chapters=("1",))))[0][0] == (title, "")


@pytest.mark.parametrize("title", ["Part of the way", "Parts 1 to 3", "Particles", "Part I played"])
def test_other_titles_leave_a_part_its_number(title: str) -> None:
    assert _shape(_book(*_chapters(1), p1=PartSettings(title, chapters=("1",))))[0][0] == (title, "I")


def test_a_part_without_chapters_stands_last() -> None:
    """Its text is in the book all the same."""
    page = article("part.md", role=Role.PART, title="Nothing", part=Number("7"))
    assert [one.path for one in _book(*_chapters(1), page).articles()] == ["1.md", "part.md"]


def test_parts_are_called_by_their_numbers() -> None:
    book = _book(linking("1.md", "@part:2", "part:II", chapter="1"), *_chapters(3)[1:], p1=ONE, p2=TWO)
    assert {target.key for target in book.targets.values()} == {"part2"}


def test_a_book_without_parts_has_none() -> None:
    book = assemble(_chapters(2), {"1": ChapterSettings("One")}).value
    assert (book.parts, [one.part for one in book.chapters]) == ((), ["", ""])
