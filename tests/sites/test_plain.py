"""Plain folders: chapters and articles in numeric order, without a word in any file."""

from collections.abc import Sequence

import pytest

from bookbuild.model import Article, Number, Role
from bookbuild.sites import Folder, PlannedChapter, PlannedFile, PlannedPart, Wanted, recognise
from bookbuild.sites.ordering import natural


def article(path: str, **more: object) -> Article:
    return Article(path, Role.ARTICLE, path, "<p>Words.</p>", **more)  # type: ignore[arg-type]


def contents(*paths: str, root: str = "") -> list[str]:
    """Return the plan of a folder with these files: a line for each file, those of a chapter indented below it."""
    site = recognise(Folder.of(dict.fromkeys(paths, "")), Wanted(folder=root))
    return lines(site.arrange([article(path) for path in site.files]).body)


def lines(body: Sequence[PlannedPart | PlannedChapter | PlannedFile]) -> list[str]:
    found: list[str] = []
    for item in body:
        if isinstance(item, PlannedFile):
            found.append(item.path)
            continue
        assert isinstance(item, PlannedChapter)
        found.append(item.opening.path if item.opening else f"[{item.title}]")
        found.extend(f"  {file.path}" for file in item.articles)
    return found


def test_numbers_in_names_count_by_their_value() -> None:
    """Files and folders are in numeric order, whatever the zeros before their numbers."""
    assert contents("10-last/a.md", "2-first/10.md", "2-first/9.md", "02b-next/a.md") == [
        "[First]",
        "  2-first/9.md",
        "  2-first/10.md",
        "[02b next]",
        "  02b-next/a.md",
        "[Last]",
        "  10-last/a.md",
    ]


@pytest.mark.parametrize("name", ["chapter.md", "_index.md", "index.md", "README.md"])
def test_a_file_of_a_usual_name_opens_its_folder(name: str) -> None:
    """The opening of a folder comes first, and is no article of it."""
    assert contents(f"rye/{name}", "rye/a.md") == [f"rye/{name}", "  rye/a.md"]


def test_files_beside_the_folders_stand_before_or_among_them() -> None:
    """Without a number they stand before all folders, with one in its place."""
    assert contents("01-flour/a.md", "02-rest.md", "03-oven/a.md", "preface.md") == [
        "preface.md",
        "[Flour]",
        "  01-flour/a.md",
        "02-rest.md",
        "[Oven]",
        "  03-oven/a.md",
    ]


def test_deeper_folders_are_a_part_of_their_chapter() -> None:
    """Files of inner folders follow those of the chapter, each folder's opening before its files."""
    assert contents("rye/a.md", "rye/more/b.md", "rye/more/index.md") == [
        "[Rye]",
        "  rye/a.md",
        "  rye/more/index.md",
        "  rye/more/b.md",
    ]


def test_a_folder_with_nothing_but_its_page_is_an_article() -> None:
    """A folder that holds a page and its pictures is no chapter."""
    assert contents("rye/index.md", "wheat/index.md") == ["rye/index.md", "wheat/index.md"]


def test_order_in_a_metadata_block_counts_among_neighbours() -> None:
    """A negative order puts a file, or the folder that it opens, before the others, a positive one behind them."""
    site = recognise(Folder.of(dict.fromkeys(("a.md", "b.md", "c/index.md", "c/d.md", "e/f.md"), "")), Wanted())
    orders = {"a.md": 1.0, "c/index.md": -2.0, "b.md": -1.0}
    plan = site.arrange([article(path, order=orders.get(path, 0)) for path in site.files])
    assert lines(plan.body) == ["c/index.md", "  c/d.md", "b.md", "[E]", "  e/f.md", "a.md"]


def test_files_that_state_their_places_are_not_arranged_by_folders() -> None:
    """One number in one file, and metadata blocks decide everything; the README of a folder is then no opening."""
    site = recognise(Folder.of(dict.fromkeys(("rye/README.md", "rye/a.md"), "")), Wanted())
    articles = [article("rye/README.md"), article("rye/a.md", chapter=Number("7"))]
    plan = site.arrange(articles)
    assert (plan.body, plan.is_of_folders) == ((PlannedFile("rye/a.md"),), False)


def test_the_readme_of_a_repository_is_no_article() -> None:
    """Files about the project at its root, and other people's folders, are not read."""
    paths = ("README.md", "CHANGELOG.md", "LICENSE.md", "a.md", "node_modules/x/b.md", "vendor/c.md", ".git/d.md")
    assert contents(*paths) == ["a.md"]
    assert contents("content/CHANGELOG.md", root="content") == ["content/CHANGELOG.md"]


@pytest.mark.parametrize("suffix", ["md", "markdown", "mdown", "mkd", "MD"])
def test_markdown_has_several_suffixes(suffix: str) -> None:
    """All of the usual suffixes are read."""
    assert contents(f"a.{suffix}") == [f"a.{suffix}"]


def test_names_sort_by_words_and_numbers() -> None:
    """Parts of numbers are whole numbers, and case does not count."""
    names = ["1.10", "1.9", "B", "a", "2", "10-a", "10"]
    assert sorted(names, key=natural) == ["1.9", "1.10", "2", "10", "10-a", "a", "B"]


@pytest.mark.parametrize(
    ("files", "wanted", "taken"),
    [
        (("a.md", "a.de.md", "b.md"), "", ["a.md", "b.md"]),
        (("a.md", "a.de.md", "b.de.md"), "de", ["a.de.md", "b.de.md"]),
        (("a.en.md", "a.de.md"), "", ["a.en.md"]),
        (("de/a.md", "en/a.md", "en/x/b.md"), "", ["en/a.md", "en/x/b.md"]),
        (("de/a.md", "en/a.md"), "de-AT", ["de/a.md"]),
        (("a.md", "de/a.md", "fr/a.md"), "", ["a.md"]),
        (("setup.no.md", "a.md"), "", ["a.md", "setup.no.md"]),
        (("is/a.md", "b.md"), "", ["b.md", "is/a.md"]),
        (("is/a.md", "is/b.md", "a.md", "b.md"), "", ["a.md", "b.md"]),
        (("it/index.md", "hr/index.md", "law/index.md"), "", ["hr/index.md", "it/index.md", "law/index.md"]),
        (("docs/de/a.md", "docs/pcm/a.md", "docs/zh-hans/a.md", "docs/a.md"), "zh-Hans", ["docs/zh-hans/a.md"]),
        (("docs/de/a.md", "docs/pcm/a.md", "docs/pt-br/a.md", "docs/a.md"), "pcm", ["docs/pcm/a.md"]),
        (("zh-hans/a.md", "zh-hant/a.md"), "zh-TW", ["zh-hant/a.md"]),
        (("pt/a.md", "pt-br/a.md"), "pt-BR", ["pt-br/a.md"]),
        (("docs/de/a.md", "docs/fr/a.md", "docs/api/b.md", "docs/a.md"), "", ["docs/a.md", "docs/api/b.md"]),
    ],
)
def test_one_of_several_languages_is_read(files: tuple[str, ...], wanted: str, taken: list[str]) -> None:
    """Files or folders that differ in their language alone are versions of the same; a name alone is no language."""
    site = recognise(Folder.of(dict.fromkeys(files, "")), Wanted(wanted))
    assert list(site.files) == taken
    assert {one.path for one in site.left_out} == set(files) - set(taken)


def test_links_may_call_a_page_in_any_language() -> None:
    """The files of its other versions, and its name without a language, lead to the one that is read."""
    site = recognise(Folder.of(dict.fromkeys(("a.de.md", "a.fr.md", "b.de.md", "c/a.de.md"), "")), Wanted("de"))
    assert site.versions == {"a.de.md": ("a.fr.md", "a.md")}
    site = recognise(Folder.of(dict.fromkeys(("de/a.md", "en/a.md", "de/b.md", "en/b.md"), "")), Wanted("de"))
    assert site.versions["de/a.md"] == ("en/a.md", "a.md")


def test_chapters_of_a_language_are_the_folders_in_it() -> None:
    """The folder of the language is no chapter."""
    assert contents("de/rye/a.md", "en/rye/a.md") == ["[Rye]", "  en/rye/a.md"]


@pytest.mark.parametrize("name", ["a (1)", "a - Copy", "a - Kopie (2)", "a copy", "a 2"])
def test_copies_with_the_same_text_are_left_out(name: str) -> None:
    """A file that is called a copy of another is left out if it is one, and stays if it has a text of its own."""
    site = recognise(Folder.of({"a.md": "", f"{name}.md": ""}), Wanted())
    plan = site.arrange([article("a.md"), article(f"{name}.md")])
    assert [(one.path, one.reason) for one in plan.left_out] == [(f"{name}.md", "the same text as a.md")]
    assert site.arrange([article("a.md"), article(f"{name}.md", notes=("<p>Other.</p>",))]).left_out == ()


@pytest.mark.parametrize("copy", ["a (Ada's conflicted copy 2024-01-01).md", "a.sync-conflict-20240101-120000-ABC.md"])
def test_copies_made_in_a_conflict_are_left_out(copy: str) -> None:
    """A second version beside the first is reported, not printed."""
    site = recognise(Folder.of({"a.md": "", copy: ""}), Wanted())
    plan = site.arrange([article(path) for path in site.files])
    assert (lines(plan.body), [one.path for one in plan.left_out]) == (["a.md"], [copy])
