"""The order of a book comes from its numbers, and what contradicts it is reported."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bookbuild.model import Article, Book, ChapterSettings, Number, Role
from tests.assemble.articles import article, assembled, faults, whole


def messages(*articles: Article) -> list[str]:
    """Assemble a book and return what is wrong with it, without hints."""
    return [said.partition("\n")[0] for said in faults(*articles)]


def order(book: Book) -> list[str]:
    return [article.path for article in book.articles()]


def keys(book: Book) -> list[str]:
    return [article.key for article in book.articles()]


def test_numbers_are_sorted_as_numbers() -> None:
    """9 comes before 10, 53 before 53a before 53b before 54, and the parts of 1.9 and 1.10 are whole numbers too."""
    ordered = ["1.2.9", "1.2.10", "1.9", "1.10", "9", "10", "53", "53a", "53b", "53.5", "53.10", "54"]
    book = assembled(*(article(f"{number}.md", number, "1") for number in sorted(ordered))).value
    assert [str(one.number) for one in book.articles()] == ordered


def test_every_spelling_is_a_number_of_its_own() -> None:
    """1.1 and 1.10 are two numbers, with keys of their own, and none is taken twice."""
    articles = [article("a.md", "1.10", "1"), article("b.md", "1.1", "1"), article("c.md", "1.01", "1")]
    outcome = assembled(*articles)
    assert keys(outcome.value) == ["a1-01", "a1-1", "a1-10"]
    assert outcome.diagnostics == ()


def test_chapters_may_have_numbers_of_several_parts() -> None:
    """Chapter 1.10 follows chapter 1.9."""
    book = whole(article("a.md", "1", "1.10"), article("b.md", "2", "1.9"))
    assert [str(chapter.number) for chapter in book.chapters] == ["1.9", "1.10"]


def test_chapters_come_before_numbers() -> None:
    """Chapters come by their numbers, articles by theirs within, whatever the numbers of other chapters."""
    book = whole(article("a.md", "1", "10"), article("b.md", "2", "9"), article("c.md", "3", "9"))
    assert order(book) == ["b.md", "c.md", "a.md"]
    assert [(chapter.key, str(chapter.number)) for chapter in book.chapters] == [("ch9", "9"), ("ch10", "10")]


def test_articles_without_a_chapter_come_first_as_a_plain_sequence() -> None:
    """What has no chapter stands before the chapters, in a sequence without number or title."""
    book = whole(article("b.md", "2", "1"), article("a.md", "1"))
    assert [(chapter.key, chapter.number, chapter.title) for chapter in book.chapters] == [
        ("articles", None, ""),
        ("ch1", Number("1"), ""),
    ]
    assert order(book) == ["a.md", "b.md"]


def test_an_article_without_a_number_comes_last_and_is_reported() -> None:
    """Where others have numbers, one without follows them in its chapter, with a warning."""
    articles = [article("a.md", "", "1"), article("z.md", "1", "1"), article("b.md", "2", "2")]
    outcome = assembled(*articles)
    assert order(outcome.value) == ["z.md", "a.md", "b.md"]
    assert list(map(str, outcome.diagnostics)) == [
        "a.md:1: warning[missing-number]: the article has no number, so it is placed last\n"
        "    hint: write number: and its place under article: in its metadata block; `bookbuild init --number` does it"
    ]


def test_a_wrong_number_is_not_reported_again_as_a_missing_one() -> None:
    """An article whose number could not be read comes last without a second complaint."""
    assert faults(article("a.md", "1"), article("b.md", key_lines=(("number", 3),))) == []


def test_where_no_article_has_a_number_the_order_is_the_one_given() -> None:
    """A book without numbers is in the order in which its articles come, and that is no fault."""
    assert order(whole(article("b.md"), article("a.md"), article("c/a.md"))) == ["b.md", "a.md", "c/a.md"]


def test_front_and_back_matter_stand_around_the_chapters_by_their_order() -> None:
    """Front and back matter come by their order, then as they are given, and need no number."""
    book = whole(
        article("z.md", "1", "1"),
        article("thanks.md", role=Role.BACK),
        article("preface.md", role=Role.FRONT, order=2),
        article("dedication.md", role=Role.FRONT, order=-1.5),
        article("afterword.md", role=Role.BACK),
    )
    assert order(book) == ["dedication.md", "preface.md", "z.md", "thanks.md", "afterword.md"]
    assert keys(book) == ["front-dedication", "front-preface", "a1", "back-thanks", "back-afterword"]


@pytest.mark.parametrize(
    ("numbers", "said"),
    [
        (["1", "2", "3"], []),
        (["5", "6"], []),
        (["1", "1a", "1.5", "2"], []),
        (["1", "2.5"], []),
        (["1", "3"], ["3.md:3: warning[number-gap]: article 2 is missing between 1 and 3"]),
        (["1a", "3.5"], ["3.5.md:3: warning[number-gap]: article 2 is missing between 1a and 3.5"]),
        (["1", "9"], ["9.md:3: warning[number-gap]: articles 2 to 8 are missing between 1 and 9"]),
        (
            ["1", "3", "5"],
            [
                "3.md:3: warning[number-gap]: article 2 is missing between 1 and 3",
                "5.md:3: warning[number-gap]: article 4 is missing between 3 and 5",
            ],
        ),
    ],
)
def test_gaps_in_the_numbers_are_reported(numbers: list[str], said: list[str]) -> None:
    """Each whole number that is missing in the sequence is a warning at the number after the gap."""
    assert messages(*(article(f"{number}.md", number, "1") for number in numbers)) == said


def test_a_sequence_may_go_on_from_one_chapter_to_the_next() -> None:
    """Numbers are the book's, not the chapter's: there is no gap where another chapter has the number."""
    assert faults(article("a.md", "1", "1"), article("b.md", "2", "2"), article("c.md", "3", "1")) == []


def test_a_number_taken_twice_names_both_files() -> None:
    """Two articles with one number are an error at the second that names the first, across chapters too."""
    assert faults(article("a.md", "53", "7"), article("b.md", "53", "8")) == [
        "b.md:3: error[duplicate-number]: article number 53 is taken twice\n"
        "    hint: give one of them another; the other one is a.md"
    ]


def test_of_three_articles_with_one_number_each_is_named() -> None:
    """However many articles share a number, every one of their files is named."""
    said = "\n".join(faults(*(article(f"{name}.md", "5") for name in "abc")))
    assert all(f"{name}.md" in said for name in "abc")


@pytest.mark.parametrize(
    ("tag", "chapter", "wrong"),
    [
        ("ch7_article", "6", True),
        ("ch7", "6", True),
        ("ch07_article", "6", True),
        ("ch6_article", "6", False),
        ("ch06", "6", False),
        ("chapter7", "6", False),
        ("launch7_article", "6", False),
        ("ch7_article", "", False),
    ],
)
def test_a_tag_that_names_another_chapter_is_reported(tag: str, chapter: str, wrong: bool) -> None:  # noqa: FBT001 - a table's column
    """`ch7_article` in chapter 6 is a warning at the tag's line; tags of other forms name no chapter."""
    said = f"tag {tag!r} names chapter 7, but the article is in chapter {chapter}"
    found = messages(article("a.md", "1", chapter, tags=("x", tag)))
    assert found == ([f"a.md:7: warning[tag-contradicts-chapter]: {said}"] if wrong else [])


def test_a_chapter_is_called_by_its_opening_file_then_by_the_configuration() -> None:
    """Title, subtitle and colour come from the chapter's opening file, else from the configuration."""
    opening = article("ch7.md", "", "7", Role.OPENING, title="Offers", highlight="")
    said = ChapterSettings("Configured", "Under it", "ch9")
    (chapter,) = whole(opening, article("a.md", "1", "7", highlight="ch7"), ch7=said).chapters
    assert (chapter.title, chapter.subtitle, chapter.highlight) == ("Offers", "Under it", "ch9")
    (chapter,) = whole(article("a.md", "1", "7", highlight="ch7"), ch7=ChapterSettings("Configured")).chapters
    assert (chapter.title, chapter.subtitle, chapter.highlight, chapter.opening) == ("Configured", "", "ch7", None)
    (chapter,) = whole(article("a.md", "1", "7"), ch8=ChapterSettings("Other")).chapters
    assert (chapter.title, chapter.highlight) == ("", "")


def test_an_article_may_name_its_chapter() -> None:
    """Where neither an opening nor the configuration does; another title is reported."""
    named = replace(article("a.md", "1", "7"), chapter_title="Offers", chapter_title_markup="<em>Offers</em>")
    other = replace(article("b.md", "2", "7"), chapter_title="Offres")
    (chapter,) = whole(named, article("b.md", "2", "7")).chapters
    assert (chapter.title, chapter.title_markup, chapter.opening) == ("Offers", "<em>Offers</em>", None)
    assert [said.partition(": ")[2] for said in messages(named, other)] == [
        "warning[metadata-unclear]: chapter 7 is called 'Offers', and not 'Offres'"
    ]
    configured = assembled(named, ch7=ChapterSettings("Configured"))
    assert configured.value.chapters[0].title == "Configured"
    assert [one.code for one in configured.diagnostics] == ["metadata-unclear"]


def test_an_opening_alone_makes_a_chapter() -> None:
    """A chapter that has only its opening file is in the book, under the chapter's key."""
    book = whole(article("ch7.md", "", "7", Role.OPENING))
    assert keys(book) == ["ch7"]


def test_two_openings_of_one_chapter_are_reported() -> None:
    """A second opening of a chapter is an error that names the first."""
    openings = [article(f"{name}.md", "", "7", Role.OPENING) for name in "ab"]
    assert messages(*openings) == ["b.md:5: error[duplicate-opening]: chapter 7 is already opened by a.md"]


numbers = st.builds(
    lambda value, form: f"{value}{form}", st.integers(0, 200), st.sampled_from(["", "", "", "a", "b", ".5", ".25"])
)


@given(
    st.lists(
        st.tuples(
            st.sampled_from(["offer", "Offer", "of-fer", "of fer", "fer-2", "2", "é", "中"]),
            st.none() | numbers,
            st.none() | st.integers(1, 3),
            st.sampled_from([Role.ARTICLE, Role.ARTICLE, Role.FRONT, Role.BACK]),
        ),
        max_size=12,
    )
)
def test_every_article_has_a_key_of_its_own_safe_in_ids_and_file_names(
    files: list[tuple[str, str | None, int | None, Role]],
) -> None:
    """Whatever files and numbers coincide, keys are unique, a letter and then small letters, digits and hyphens."""
    book = assembled(
        *(
            article(f"{place}/{name}.md", number or "", str(chapter or ""), role)
            for place, (name, number, chapter, role) in enumerate(files)
        )
    ).value
    found = keys(book) + [chapter.key for chapter in book.chapters]
    assert len(set(found)) == len(files) + len(book.chapters)
    assert all(key[0].isalpha() and set(key) <= set("abcdefghijklmnopqrstuvwxyz0123456789-") for key in found)


SHELF = [article(f"{number}.md", number, "1") for number in ("1", "2", "2a", "2.5", "3", "5")]


@given(st.permutations(SHELF))
def test_the_order_of_reading_is_of_no_account(articles: list[Article]) -> None:
    """However articles come in, book and diagnostics are the same."""
    assert assembled(*articles) == assembled(*SHELF)
