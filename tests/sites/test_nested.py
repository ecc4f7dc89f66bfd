"""A site in a folder of the project is read as it is, with paths from the project."""

from bookbuild.model import Source
from bookbuild.sites import Folder, PlannedChapter, PlannedFile, Wanted, recognise
from tests.sites.plans import plan_of

_FILES = {
    "README.md": "# Program",
    "src/main.py": "",
    "tests/site/mkdocs.yml": "site_name: None",
    "tests/site/docs/a.md": "",
    "docs/en/mkdocs.yml": "site_name: Harbour\nplugins: [bibtex: {bib_file: w.bib}]\nnav: [index.md, T: [a.md], b.md]",
    "docs/en/docs/index.md": "# Home\n\nWords.",
    "docs/en/docs/a.md": "# A\n\n```py\n{!../../../src/tide.py!}\n```\n{!no.py!}\n",
    "docs/en/docs/c.md": "# C\n",
    "docs/de/mkdocs.yml": "site_name: Hafen",
    "docs/de/docs/index.md": "# Start\n\nWorte.",
    "src/tide.py": "x = 1\n",
}


def test_the_highest_site_in_the_language_of_the_book_is_read() -> None:
    """Those of tests and examples come last."""
    site = recognise(Folder.of(_FILES), Wanted())
    assert (site.kind, site.facts.title, site.folder) == ("an MkDocs site", "Harbour", "docs/en/docs")
    assert site.files == ("docs/en/docs/index.md", "docs/en/docs/a.md")
    assert recognise(Folder.of(_FILES), Wanted("de", "")).facts.title == "Hafen"


def test_paths_of_plan_works_and_faults_count_from_the_project() -> None:
    site = recognise(Folder.of(_FILES), Wanted())
    assert plan_of(site, _FILES).body[:2] == (
        PlannedFile("docs/en/docs/index.md"),
        PlannedChapter((PlannedFile("docs/en/docs/a.md"),), None, "T"),
    )
    assert site.facts.works == ("docs/en/w.bib",)
    assert [one.location.path for one in site.diagnostics if one.location] == ["docs/en/mkdocs.yml"]
    assert [one.path for one in site.left_out] == ["docs/en/docs/c.md"]


def test_pages_include_files_of_the_project_outside_the_site() -> None:
    site = recognise(Folder.of(_FILES), Wanted())
    read = {path: text.encode() for path, text in _FILES.items()}
    made = site.prepare(Source("docs/en/docs/a.md", read["docs/en/docs/a.md"]), read.get)
    assert "x = 1" in made.value.data.decode()
    assert ("src/tide.py", 1) in made.value.lines
    assert [str(one.location) for one in made.diagnostics] == ["docs/en/docs/a.md:6"]
    assert tuple(site.find("docs/en/docs/a.md", "/b.png")) == ()


def test_a_project_with_articles_of_its_own_is_no_nested_site() -> None:
    assert recognise(Folder.of({**_FILES, "guide.md": ""}), Wanted()).name == "plain"
