"""Chapters, appendices and sections have the numbers that the project asks for."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis.strategies import integers

from bookbuild.assemble import assemble
from bookbuild.assemble.numerals import numeral
from bookbuild.bind.pagination import roman
from bookbuild.model import Article, Book, ChapterSettings, Divisions, Heading, Numbering, Role
from tests.assemble.articles import article, headed, linking


def _book(*articles: Article, numbering: Numbering = Numbering(), **chapters: ChapterSettings) -> Book:  # noqa: B008 - a frozen value
    settings = {name.removeprefix("ch"): said for name, said in chapters.items()}
    return assemble(articles, settings, divisions=Divisions(numbering)).value


@pytest.mark.parametrize(
    ("style", "language", "numbers"),
    [
        ("1", "en", "1 4 28"),
        ("I", "en", "I IV XXVIII"),
        ("i", "en", "i iv xxviii"),
        ("A", "en", "A D AB"),
        ("a", "en", "a d ab"),
        ("words", "en-GB", "One Four Twenty-eight"),
        ("words", "de", "Eins Vier Achtundzwanzig"),
        ("words", "pl", "Jeden Cztery Dwadzieścia osiem"),
        ("words", "tlh", "1 4 28"),
        ("none", "en", "  "),
    ],
)
def test_numbers_are_written_in_each_style(style: str, language: str, numbers: str) -> None:
    """Words are those of the language; one without rules has figures."""
    assert " ".join(numeral(number, style, language) for number in (1, 4, 28)) == numbers


@given(integers(1, 5000))
def test_roman_numerals_are_those_of_the_folios(number: int) -> None:
    """Numbers of chapters and of pages are written by one rule."""
    assert numeral(number, "i", "en") == roman(number)


def test_only_how_a_number_is_printed_changes() -> None:
    """In another style a chapter keeps its number, by which it is sorted and called."""
    book = _book(article("a.md", chapter="2"), article("b.md", chapter="10a"), numbering=Numbering("I"))
    assert [(str(one.number), one.key, one.shown_number) for one in book.chapters] == [
        ("2", "ch2", "II"),
        ("10a", "ch10a", "Xa"),
    ]


def test_words_stand_at_the_head_and_figures_elsewhere() -> None:
    (chapter,) = _book(article("a.md", chapter="7"), numbering=Numbering("words")).chapters
    assert (chapter.spelt, chapter.shown_number) == ("Seven", "7")


@pytest.mark.parametrize("by", ["opening", "settings"])
def test_a_chapter_may_have_no_printed_number(by: str) -> None:
    """Its opening says so, or its table in the configuration; other chapters keep theirs."""
    opening = article("o.md", chapter="1", role=Role.OPENING, is_numbered=by != "opening")
    settings = ChapterSettings(numbered=by != "settings")
    first, second = _book(opening, article("b.md", chapter="2"), ch1=settings).chapters
    assert (first.shown_number, second.shown_number) == ("", "2")


def test_appendices_have_letters_in_their_order() -> None:
    """Chapters that are appendices come behind the others, single articles behind them, before the back matter."""
    book = _book(
        article("later.md", role=Role.APPENDIX, order=2),
        article("afterword.md", role=Role.BACK),
        article("sooner.md", role=Role.APPENDIX, order=1),
        article("forms.md", chapter="1", matter="appendix"),
        article("text.md", chapter="2"),
        article("law.md", chapter="3"),
        ch3=ChapterSettings(matter="appendix"),
    )
    assert [(one.key, one.kind, one.shown_number) for one in book.chapters] == [
        ("ch2", "chapter", "2"),
        ("ch1", "appendix", "A"),
        ("ch3", "appendix", "B"),
    ]
    assert [(one.path, one.shown_number) for one in book.back] == [
        ("sooner.md", "C"),
        ("later.md", "D"),
        ("afterword.md", ""),
    ]


def test_sections_without_a_number_are_counted_in_their_chapter() -> None:
    """Behind the headings of its opening; an article with a number, or that wants none, is not counted."""
    opening = replace(headed("o.md", "one", "two"), role=Role.OPENING, chapter=article("x", chapter="3").chapter)
    book = _book(
        opening,
        article("a.md", chapter="3"),
        article("b.md", chapter="3", is_numbered=False),
        article("c.md", chapter="3"),
        article("d.md", "53", chapter="3"),
        numbering=Numbering(sections=1),
    )
    numbers = {one.path: one.shown_number for one in book.chapters[0].articles}
    assert numbers == {"a.md": "3.3", "b.md": "", "c.md": "3.4", "d.md": "53"}


def test_articles_without_chapters_are_sections_by_their_position() -> None:
    book = _book(article("a.md"), article("b.md"), numbering=Numbering(sections=1))
    assert [one.shown_number for one in book.chapters[0].articles] == ["1", "2"]


def test_nothing_has_a_section_number_that_was_not_asked_for() -> None:
    book = _book(article("a.md", chapter="3"), article("b.md"))
    assert [one.shown_number for one in book.articles()] == ["", ""]


@pytest.mark.parametrize(
    ("target", "key"),
    [("@appendix:A", "ch9"), ("@appendix:b", "back-forms"), ("appendix:B", "back-forms"), ("chapter:9", "ch9")],
)
def test_appendices_are_called_by_their_letters(target: str, key: str) -> None:
    origin = linking("a.md", target, chapter="1")
    book = _book(
        origin,
        article("law.md", chapter="9", matter="appendix"),
        article("forms.md", role=Role.APPENDIX),
        numbering=Numbering(),
    )
    assert book.targets["a.md", target].key == key


@pytest.mark.parametrize(("style", "printed"), [("1", "2"), ("I", "II"), ("words", "2"), ("A", "B")])
def test_appendices_are_called_by_letters_however_they_are_numbered(style: str, printed: str) -> None:
    """And by the number that is printed."""
    for target in ("appendix:B", f"appendix:{printed}"):
        origin = linking("a.md", target, chapter="1")
        book = _book(
            origin,
            article("law.md", chapter="9", matter="appendix"),
            article("forms.md", role=Role.APPENDIX),
            numbering=Numbering(appendices=style),
        )
        assert book.targets["a.md", target].key == "back-forms"


def test_an_appendix_that_is_not_there_is_told_with_the_nearest() -> None:
    articles = (linking("a.md", "appendix:AB", chapter="1"), article("forms.md", role=Role.APPENDIX))
    (fault,) = assemble(articles, {}, divisions=Divisions()).diagnostics
    assert (fault.code, fault.message) == ("broken-link", "there is no appendix AB")
    assert fault.hint == "did you mean 'appendix:A'?"


def test_headings_know_whether_they_have_numbers() -> None:
    """A heading is numbered unless its author says otherwise."""
    assert Heading(2, "a", "A", 1).is_numbered
