"""Folders of other people's files, from the disk to the book, and the diagnostics."""

from pathlib import Path

import pytest

from bookbuild.diagnostics import Outcome, Severity, diagnose
from bookbuild.discover import DATA_LIMIT, ProjectFolder
from bookbuild.model import Article, Heading, Link, Role, Source
from bookbuild.pipeline.reading.project import Reading, read
from bookbuild.pipeline.reading.site import with_own_lines
from tests.book import BookProject

PICTURE = '<svg xmlns="http://www.w3.org/2000/svg" width="4" height="4"><title>x</title></svg>'


def page(title: str, text: str = "Words.", more: str = "") -> str:
    return f"---\ntitle: {title}\n{more}---\n{text}\n"


@pytest.fixture
def site(tmp_path: Path) -> BookProject:
    """A small Grav site in two languages, with faults."""
    project = BookProject(tmp_path)
    project.file("user/config/site.yaml", "title: The Guide\nauthor: {name: The Office}")
    project.file("user/config/system.yaml", "languages: {supported: [en, de]}")
    text = (
        "[old](/ring#Why-Call), [up](../phone), [dead](/gone)\n\n![a](image://logo.svg?lightbox) ![b](/phone/desk.svg)"
    )
    project.file("user/pages/01.home/docs.md", page("Home", f"{text} ![c](gone.png)"))
    project.file("user/pages/02.phone/docs.md", page("Phone", "## Why call", "routes: {aliases: [/ring]}\n"))
    project.file("user/pages/02.phone/docs.de.md", page("Telefon")).file("user/pages/02.phone/desk.svg", PICTURE)
    project.file("user/pages/02.phone/01.late/docs.de.md", page("Später"))
    return project.file("user/images/logo.svg", PICTURE).file("user/pages/notes.md", "Mine.")


def titles(outcome: Outcome[Reading]) -> list[str]:
    return [article.title for article in outcome.value.book.articles()]


def test_a_site_becomes_a_book_as_it_stands(site: BookProject) -> None:
    """Title, author, language and order are the site's; the convention that was recognised is in one note."""
    outcome = read(site.folder, {})
    identity = outcome.value.config.identity
    assert (identity.title, identity.creators[0].name, identity.language) == ("The Guide", "The Office", "en")
    assert titles(outcome) == ["Home", "Phone"]
    notes = [one.message for one in outcome.diagnostics if one.severity is Severity.NOTE]
    assert notes == [
        "read as a Grav site: 2 articles, English; also de",
        "a file is left out: in other languages (user/pages/02.phone/docs.de.md)",
        "a file is left out: only in other languages (user/pages/02.phone/01.late/docs.de.md)",
        "a Markdown file is passed over: user/pages/notes.md",
    ]


def test_links_and_pictures_are_found_as_on_the_site(site: BookProject) -> None:
    """Aliases and relative routes lead to pages, anchors to headings, and schemes and routes to pictures."""
    book = read(site.folder, {}).value.book
    home, phone = book.articles()
    targets = {target: (one.key, one.fragment) for (path, target), one in book.targets.items() if path == home.path}
    assert targets == {"/ring#Why-Call": (phone.key, "why-call"), "../phone": (phone.key, "")}
    assert {target for _, target in book.pictures} == {"image://logo.svg", "/phone/desk.svg"}


def test_faults_of_a_site_are_warnings_unless_configured_otherwise(site: BookProject) -> None:
    """A dead link and a missing picture do not keep the book of a site from being made; `[check]` decides."""
    faults = {one.code: one.severity for one in read(site.folder, {}).diagnostics}
    assert (faults["broken-link"], faults["missing-image"]) == (Severity.WARNING, Severity.WARNING)
    site.config('[check]\nbroken-link = "error"')
    assert {one.severity for one in read(site.folder, {}).diagnostics if one.code == "broken-link"} == {Severity.ERROR}


def test_a_page_whose_metadata_cannot_be_read_is_in_the_book_of_a_site(site: BookProject) -> None:
    """Its words are there, under the title of its address, with a warning; elsewhere that is an error."""
    site.file("user/pages/03.torn-block/docs.md", "---\na: {b: c\n d]\n---\nTorn words.\n")
    outcome = read(site.folder, {})
    assert titles(outcome) == ["Home", "Phone", "Torn block"]
    assert "Torn words." in list(outcome.value.book.articles())[-1].body
    assert {one.severity for one in outcome.diagnostics if one.code == "metadata-syntax"} == {Severity.WARNING}


def test_a_language_of_a_site_is_a_book_of_its_own(site: BookProject) -> None:
    """It has the chapters that there are in that language, and a name of its own; one that is not there is an error."""
    outcome = read(site.folder, {}, language="de")
    assert titles(outcome) == ["Telefon", "Später"]
    assert (outcome.value.config.identity.slug, outcome.value.config.identity.language) == ("the-guide-de", "de")
    missing = [one for one in read(site.folder, {}, language="fr").diagnostics if one.code == "no-articles"]
    assert [(one.message, one.hint) for one in missing] == [
        ("the site has no pages in French", "it has some in en, de"),
    ]


def test_a_site_may_be_in_a_language_without_labels(tmp_path: Path) -> None:
    """Without a bookbuild.toml too, a book in any language is made, and the note on its labels has no line."""
    project = BookProject(tmp_path)
    for language in ("de", "sw"):
        project.file(f"{language}/a.md", page("A"))
    outcome = read(project.folder, {}, language="sw")
    notes = [one.location and one.location.line for one in outcome.diagnostics if one.code == "untranslated-labels"]
    assert (notes, outcome.value is not None) == ([None], True)


def test_bookbuild_toml_has_precedence_over_the_site(site: BookProject) -> None:
    """Its title counts, and so does the convention that it names."""
    site.config('[content]\nsite = "plain"', title="Mine", language="fr")
    outcome = read(site.folder, {})
    assert outcome.value.config.identity.title == "Mine"
    assert "read as plain folders" in " ".join(one.message for one in outcome.diagnostics)


def test_our_own_folders_get_no_note(tmp_path: Path) -> None:
    """A book whose articles state their places is no folder of chapters, and gets no note."""
    project = BookProject(tmp_path).config().article(1).article(2, chapter=2)
    assert read(project.folder, {}).diagnostics == ()


def test_plain_folders_are_chapters(tmp_path: Path) -> None:
    """Chapters are numbered in order and called like their folders; loose files stand where they are."""
    project = (
        BookProject(tmp_path).config().file("content/01-flour/a.md", "# A\n\nx").file("content/02-b.md", "# B\n\nx")
    )
    book = read(
        project.file("content/03-oven/README.md", "# Hot\n\nx").file("content/03-oven/c.md", "# C\n\nx").folder, {}
    )
    chapters = [
        (str(one.number), one.title, [article.title for article in one.articles]) for one in book.value.book.chapters
    ]
    assert chapters == [("1", "Flour", ["A"]), ("None", "", ["B"]), ("2", "Hot", ["C"])]
    assert [article.chosen_by for article in book.value.book.articles() if article.role is Role.ARTICLE] == [
        "1",
        "2",
        "3",
    ]


def test_nothing_outside_the_project_is_read(tmp_path: Path) -> None:
    """A path that leads out of the project, or to a file too large for data, reads as if there were none."""
    (tmp_path / "diary.md").write_text("Dear diary", encoding="utf-8")
    project = BookProject(tmp_path / "book").file("large.yaml", b"a" * (DATA_LIMIT + 1)).file("small.yaml", "a: b")
    files = ProjectFolder(project.link("out.yaml", "../diary.md").folder)
    found = {
        name: files.contents(name) for name in ("../diary.md", "out.yaml", "large.yaml", "none.yaml", "small.yaml")
    }
    assert found == {
        "../diary.md": None,
        "out.yaml": None,
        "large.yaml": None,
        "none.yaml": None,
        "small.yaml": b"a: b",
    }
    assert files.names("..") == ((), (), ())


def test_lines_of_a_text_put_together_are_those_of_its_files() -> None:
    """A diagnostic of an included line names its file; a link in it has the line before it in the page's own file."""
    source = Source("a.md", b"", (("a.md", 1), ("b.md", 7), ("b.md", 8), ("a.md", 2)))
    article = Article("a.md", Role.ARTICLE, "A", "", links=(Link("x", 3),), headings=(Heading(2, "h", "H", 4),))
    moved = with_own_lines(Outcome(article, (diagnose("unsafe-html", "said", "a.md", 3),)), source)
    assert [str(one.location) for one in moved.diagnostics] == ["b.md:8"]
    assert moved.value is not None
    assert (moved.value.links[0].line, moved.value.headings[0].line) == (1, 2)


def test_a_file_that_another_one_includes_is_no_article(tmp_path: Path) -> None:
    """The note does not say that it is unpublished: its text is in the book."""
    project = BookProject(tmp_path).config().file("content/a.md", page("A", "::: include b.md"))
    outcome = read(project.file("content/b.md", "Words.").folder, {})
    notes = [one.message for one in outcome.diagnostics if one.code == "left-out"]
    assert (titles(outcome), notes) == (["A"], ["the file is no article of its own, since content/a.md includes it"])


def test_what_is_excluded_has_no_effect(tmp_path: Path) -> None:
    """Patterns of `exclude` count before anything is recognised."""
    project = BookProject(tmp_path).file("content/01.a/docs.md", page("A")).file("content/old/b.md", page("B"))
    project.config('[content]\nexclude = "old"')
    assert titles(read(project.folder, {})) == ["A"]


def test_markdown_under_other_names_is_counted(tmp_path: Path) -> None:
    """Files with Markdown in them that are not read are named in a note: by their suffix, or their metadata block."""
    project = BookProject(tmp_path).config().file("content/a.md", "# A\n\nx").file("content/b.mdx", "# B")
    project.file("content/c.txt", "---\ntitle: C\n---\nx").file("content/d.txt", "notes")
    (found,) = read(project.folder, {}).diagnostics
    assert found.message == (
        "2 files with Markdown in them and another name are passed over: content/b.mdx, content/c.txt"
    )


def test_notebooks_that_a_site_does_not_list_are_counted(site: BookProject) -> None:
    site.file("user/pages/02.phone/tides.ipynb", "{}")
    (found,) = [one for one in read(site.folder, {}).diagnostics if "notebook" in one.message]
    assert found.message == "a notebook is passed over: user/pages/02.phone/tides.ipynb"


def test_lines_that_a_message_names_are_those_of_their_files() -> None:
    """Where an include has moved the lines, the other places of a message are named as its own is."""
    source = Source("a.md", b"", lines=(("a.md", 1), ("b.md", 1), ("b.md", 2), ("a.md", 3)))
    said = diagnose("formula", "x (also on line 3, line 4 and 2 more)", "a.md", 1)
    (found,) = with_own_lines(Outcome(None, (said,)), source).diagnostics
    assert found.message == "x (also on b.md:2, line 3 and 2 more)"


def test_files_of_a_site_that_cannot_be_read_are_told_and_the_book_is_made(tmp_path: Path) -> None:
    """Links to nothing and out of the project are left out, other encodings read, a missing style is another."""
    project = BookProject(tmp_path / "site").file("a.qmd", "# A\n\nWords [@doe].").file("b.qmd", "# B\n\nWords.")
    project.file(
        "_quarto.yml", "book: {title: H, chapters: [a.qmd, b.qmd, c.qmd, d.qmd]}\nbibliography: w.bib\ncsl: no.csl"
    )
    project.file("w.bib", "@book{doe, author={Doe, J}, title={T}, year=2020, publisher={P}}")
    (project.folder / "b.qmd").write_bytes("# B\n\nCafé.".encode("cp1252"))
    (project.folder / "c.qmd").symlink_to("nowhere.qmd")
    (tmp_path / "other.qmd").write_text("# D")
    (project.folder / "d.qmd").symlink_to("../other.qmd")
    outcome = read(project.folder, {})
    assert titles(outcome) == ["A", "B"]
    assert any("Café" in one.body for one in outcome.value.book.articles())
    faults = {one.code: one.severity for one in outcome.diagnostics if one.severity is not Severity.NOTE}
    assert faults.items() >= dict.fromkeys(("not-utf8", "unreadable", "outside-project"), Severity.WARNING).items()
    assert Severity.ERROR not in faults.values()
