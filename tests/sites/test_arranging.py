"""A plan applied to articles: a file's own metadata has precedence."""

import pytest

from bookbuild.diagnostics import Outcome, diagnose
from bookbuild.model import Article, Number, Role
from bookbuild.sites import Arranged, Plan, PlannedChapter, PlannedFile, PlannedPart, arrange, language_of_text


def parsed(path: str, *codes: str, **more: object) -> Outcome[Article]:
    found = tuple(diagnose(code, "said", path) for code in codes)
    role = more.pop("role", Role.ARTICLE)
    return Outcome(Article(path, role, f"file {path}", "", **more), found)  # type: ignore[arg-type]


def chapter(opening: str, *paths: str) -> PlannedChapter:
    return PlannedChapter(tuple(map(PlannedFile, paths)), PlannedFile(opening) if opening else None, "Folder")


def places(arranged: Arranged) -> list[tuple[str, str, str]]:
    """Return path, role and chapter of each file, or the chapter behind which it stands."""
    articles = [one.value for one in arranged.articles]
    return [(one.path, one.role.value, str(one.chapter or f"after {one.after}")) for one in articles]


def test_chapters_are_numbered_in_order_and_articles_may_stand_between() -> None:
    """A chapter's number is its position; an article between two chapters stands behind the first."""
    plan = Plan((PlannedFile("a"), chapter("b", "c"), PlannedFile("d"), chapter("", "e")))
    arranged = arrange(plan, [parsed(name) for name in "edcba"])
    assert places(arranged) == [
        ("a", "article", "after None"),
        ("b", "opening", "1"),
        ("c", "article", "1"),
        ("d", "article", "after 1"),
        ("e", "article", "2"),
    ]
    assert arranged.titles == {"1": "Folder", "2": "Folder"}


def test_a_number_in_a_file_is_that_of_its_chapter() -> None:
    """Where a file states the chapter's number, the others of its folder are in that chapter, and the next follows."""
    arranged = arrange(
        Plan((chapter("a", "b"), chapter("", "c"))),
        [
            parsed("a"),
            parsed("b", chapter=Number("7")),
            parsed("c"),
        ],
    )
    assert [place for _, _, place in places(arranged)] == ["7", "7", "8"]


def test_a_folder_whose_files_state_several_chapters_is_none() -> None:
    """Each file is in the chapter that it names, and the page of the folder is an article before them."""
    files = [parsed("a"), parsed("b", chapter=Number("7")), parsed("c", chapter=Number("3"))]
    assert [place for _, _, place in places(arrange(Plan((chapter("a", "b", "c"),)), files))] == [
        "after None",
        "7",
        "3",
    ]


def test_a_file_without_words_that_is_called_by_its_own_name_has_the_title_of_the_plan() -> None:
    """A page of a folder without title and text is called like the folder, not ``Index``."""
    page = Outcome(Article("a/_index.md", Role.ARTICLE, "Index", ""))
    plan = Plan((PlannedChapter((PlannedFile("x"),), PlannedFile("a/_index.md", "Harbours")),))
    assert arrange(plan, [page, parsed("x")]).articles[0].value.title == "Harbours"


def test_matter_and_number_of_a_file_win() -> None:
    """A file whose metadata make it frontmatter is; one with a number of its own opens no chapter."""
    front = parsed("a", key_lines=(("matter", 2),))
    front = Outcome(Article("a", Role.FRONT, "A", "", key_lines=(("matter", 2),)))
    arranged = arrange(Plan((chapter("b", "a"),)), [front, parsed("b", number=Number("3"))])
    assert places(arranged) == [("b", "article", "1"), ("a", "front", "after None")]


def test_front_and_back_come_around_the_body() -> None:
    """Files of a plan's front and back are frontmatter and backmatter."""
    plan = Plan((PlannedFile("b"),), front=(PlannedFile("a"),), back=(PlannedFile("c"),))
    assert [role for _, role, _ in places(arrange(plan, [parsed("c"), parsed("b"), parsed("a")]))] == [
        "front",
        "article",
        "back",
    ]


def test_a_title_of_the_plan_stands_in_for_a_missing_one() -> None:
    """Then there is no diagnostic; a title of the file's own stays."""
    plan = Plan((PlannedFile("a", "Planned"), PlannedFile("b", "Planned")))
    arranged = arrange(plan, [parsed("a", "missing-title"), parsed("b")])
    assert [(one.value.title, one.diagnostics) for one in arranged.articles] == [("Planned", ()), ("file b", ())]


def test_an_opening_needs_no_text_and_no_title() -> None:
    """Diagnostics of articles without text or title do not apply to a chapter's opening."""
    arranged = arrange(Plan((chapter("a", "b"),)), [parsed("a", "empty-article", "missing-title"), parsed("b")])
    assert arranged.articles[0].diagnostics == ()


def test_files_that_are_in_no_place_are_left_out() -> None:
    """What was parsed and is not planned is not in the book."""
    assert places(arrange(Plan((PlannedFile("a"),)), [parsed("a"), parsed("b")])) == [("a", "article", "after None")]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Der Brief ist nicht lang, und die Antwort kommt mit der Post.", "de"),
        ("The letter is not long, and it is for you.", "en"),
        ("Письмо, которое вы пишете, должно быть коротким.", "ru"),
        ("رسالة قصيرة", "ar"),
        ("手紙を書く", "ja"),
        ("写信", "zh"),
        ("Lorem ipsum dolor", ""),
        ("", ""),
    ],
)
def test_the_language_of_a_text_is_guessed_by_letters_and_words(text: str, language: str) -> None:
    assert language_of_text(f"{text} " * 4) == language


def test_a_few_words_tell_no_language() -> None:
    """A sentence may be a quotation, and letters of another script words of an example."""
    assert language_of_text("Der Brief ist nicht lang, und die Antwort kommt mit der Post.") == ""
    assert language_of_text("In Arabic a short letter is رسالة قصيرة, and so on.") == ""


def test_chapters_without_a_printed_number_are_not_counted() -> None:
    """One stands between the numbers of its neighbours, in its place."""
    plan = Plan((chapter("a"), chapter("b"), chapter("c"), chapter("d")))
    files = [parsed("a"), parsed("b", is_numbered=False), parsed("c", is_numbered=False), parsed("d")]
    assert [number for _, _, number in places(arrange(plan, files))] == ["1", "1.1", "1.2", "2"]
    first = arrange(Plan((chapter("b"), chapter("a"))), files[:2])
    assert [number for _, _, number in places(first)] == ["0.1", "1"]


def test_appendices_of_a_plan_are_appendices() -> None:
    """Unless their own metadata says that they are something else."""
    plan = Plan((chapter("a", "b"),), appendices=(PlannedFile("c"), PlannedFile("d")))
    files = [parsed("a"), parsed("b"), parsed("c"), parsed("d", key_lines=(("matter", 2),))]
    assert [role for _, role, _ in places(arrange(plan, files))] == ["opening", "article", "appendix", "article"]


def test_a_part_of_a_plan_is_a_page_behind_the_chapter_before_it() -> None:
    plan = Plan((PlannedPart("One", "toc.yml"), chapter("a", "b"), PlannedPart("Two", "toc.yml"), PlannedFile("c")))
    files = [parsed("a"), parsed("b"), parsed("c")]
    assert [place for place in places(arrange(plan, files)) if place[1] == "part"] == [
        ("toc.yml", "part", "after None"),
        ("toc.yml", "part", "after 1"),
    ]


def test_the_opening_of_a_folder_may_make_it_an_appendix() -> None:
    """With the articles of the folder it is a chapter; alone it is an appendix by itself."""
    files = [
        parsed("a", role=Role.APPENDIX, matter="appendix", key_lines=(("matter", 2),)),
        parsed("b"),
    ]
    assert places(arrange(Plan((chapter("a", "b"),)), files)) == [("a", "opening", "1"), ("b", "article", "1")]
    assert [role for _, role, _ in places(arrange(Plan((chapter("a"),)), files[:1]))] == ["appendix"]
