"""What was made before is made again only where something it is made of has changed."""

import os
import shutil
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from bookbuild.cli import progress
from bookbuild.model import Artifact
from bookbuild.pipeline.output import write_file
from bookbuild.pipeline.progress import Step
from tests.book import BookProject, Ran

LONG = "Word after word, until the page is full and one more begins. " * 60


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of a built book of four articles, the first of which refers to the third."""
    book = BookProject(tmp_path_factory.mktemp("built") / "book").config('slug = "g"\n[page]\ntrim = "a5"')
    book.article(1, "See [three](article:3).").article(2, "Two.").article(3, "Three.").article(4, "Four.", chapter=2)
    assert book.run("build", "-j", "1").status == 0
    return book.folder


@pytest.fixture
def shelf(built: Path, tmp_path: Path) -> BookProject:
    """Return a copy of the built book, its cache and its outputs."""
    shutil.copytree(built, tmp_path / "book")
    return BookProject(tmp_path / "book")


def artifacts(ran: Ran) -> dict[str, dict[str, object]]:
    assert ran.status == 0, ran.err
    return {artifact["format"]: artifact for artifact in ran.json()["artifacts"]}


def laid_out(book: BookProject, *more: str) -> list[str]:
    runs = artifacts(book.run("build", "-j", "1", "-f", "pdf", "--json", *more))["pdf"]["runs"]
    assert isinstance(runs, dict)
    return list(runs["laid_out"])


def test_one_edited_article_is_one_run(shelf: BookProject) -> None:
    """Where an edit moves no page, the edited article alone is laid out."""
    shelf.article(2, "Two, with other words.")
    assert laid_out(shelf) == ["a2"]


def test_an_article_that_grows_moves_no_other(shelf: BookProject) -> None:
    """Where pages move, what prints a number that has changed is laid out again, and nothing else of the text."""
    shelf.article(2, LONG)
    assert set(laid_out(shelf)) == {
        *("a2", "a1"),  # what was edited, and what refers to a page behind it
        *("contents", "ch1"),  # what lists pages; the opening of a chapter of one article does not
        "furniture-body-1",
    }


def test_everything_that_a_file_is_made_of_is_laid_out_or_from_the_cache(shelf: BookProject) -> None:
    """The manifest of a build names each run and each document of furniture, in the book's order, whether laid out,
    from the cache, or of a book that came whole from there; sheets have those of their pages.
    """
    asked = ("build", "-j", "1", "-f", "pdf", "-f", "sheets", "--json")
    front = ["cover", "half-title", "title-page", "copyright", "contents"]
    everything = [*front, "ch1", "a1", "a2", "a3", "ch2", "a4", "furniture-front-1", "furniture-body-1"]
    whole = {"laid_out": [], "cached": everything}
    (shelf.folder / "_book/g.pdf").unlink()
    assert [one["runs"] for one in shelf.run(*asked).json()["artifacts"]] == [whole, whole]
    assert [one["runs"] for one in shelf.run(*asked).json()["artifacts"]] == [whole, whole]
    shelf.article(2, "Other words.")
    edited = {"laid_out": ["a2"], "cached": [name for name in everything if name != "a2"]}
    assert [one["runs"] for one in shelf.run(*asked).json()["artifacts"]] == [edited, whole]


def test_handouts_that_are_laid_out_together_are_each_reported_as_laid_out(shelf: BookProject) -> None:
    """Each handout's own page is reported as laid out, though all are fitted with the first; their stack has them."""
    handouts = shelf.run("build", "handout", "--chapter", "1", "-j", "1", "--json").json()["artifacts"]
    assert [one["runs"]["laid_out"] for one in handouts] == [
        *([name, "furniture-body-1"] for name in ("a1", "a2", "a3")),
        ["furniture-body-1"],
    ]
    assert handouts[-1]["runs"]["cached"] == ["a1", "a2", "a3"]


def test_a_build_with_nothing_changed_writes_nothing_and_reports_it(shelf: BookProject) -> None:
    """Where nothing has changed, no file is touched, and that is reported."""
    shelf.run("build", "-j", "1")  # in the folder where the copy is
    before = {file.name: file.stat().st_mtime_ns for file in (shelf.folder / "_book").iterdir()}
    ran = shelf.run("build", "-j", "1")
    assert ran.status == 0
    assert "nothing has changed: 2 books stand" in ran.err
    assert {file.name: file.stat().st_mtime_ns for file in (shelf.folder / "_book").iterdir()} == before


CHANGES = {
    "a file is added": lambda book: book.article(5, "Five."),
    "a file is removed": lambda book: (book.folder / "content/4.md").unlink(),
    "a style is added": lambda book: book.file("styles/project.css", "p { color: #123456 }"),
    "a template is replaced": lambda book: book.file("templates/print/half-title.xhtml", "<html><body>x</body></html>"),
    "the configuration is changed": lambda book: book.config('slug = "g"', title="Another"),
    "an output is gone": lambda book: (book.folder / "_book/g.pdf").unlink(),
    "an output is damaged": lambda book: book.file("_book/g.pdf", b"not the book"),
}


@pytest.mark.parametrize("change", CHANGES)
def test_every_change_is_noticed(shelf: BookProject, change: str) -> None:
    """No build takes for unchanged what was added to the project, changed or taken away."""
    CHANGES[change](shelf)
    ran = shelf.run("build", "-j", "1")
    assert "nothing has changed" not in ran.err
    if ran.status == 0:
        fresh = BookProject(shelf.folder).run("build", "-j", "1", "--no-cache", "-o", "fresh")
        assert fresh.status == 0
        assert shelf.files() == shelf.files("fresh")


def test_an_image_that_was_missing_is_noticed(shelf: BookProject) -> None:
    """An image that appears, and one that changes, are each noticed, and so is a date of the environment."""
    svg = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path d="M0 0h{}v9z"/></svg>'
    shelf.article(4, "![A drawing](a.svg)", chapter=2)
    assert shelf.run("build").status == 1
    shelf.file("content/a.svg", svg.format(9))
    assert "nothing" not in shelf.run("build", "-j", "1").err
    assert "nothing has changed" in shelf.run("build", "-j", "1").err
    shelf.file("content/a.svg", svg.format(8))
    assert "nothing" not in shelf.run("build", "-j", "1").err
    assert "nothing" not in shelf.run("build", "-j", "1", SOURCE_DATE_EPOCH="1700000000").err


def test_severities_apply_to_faults_of_the_cache(shelf: BookProject) -> None:
    """What is wrong with the cache gets the severity of `[check]`, like all else."""
    shelf.article(2, "Other words.").config('slug = "g"\n[check]\ncache-fault = "off"')
    for entry in (shelf.folder / ".bookbuild/entries").glob("*/*"):
        entry.write_bytes(b"")
    assert "cache-fault" not in shelf.run("build", "-j", "1").err


def test_the_line_of_a_finding_is_that_of_the_file_as_it_is(shelf: BookProject) -> None:
    """A character that no font has is reported at its line, also where the line moves and no page is laid out again."""
    shelf.article(2, "Two \N{EGYPTIAN HIEROGLYPH A001}.")
    assert "content/2.md:8: warning[missing-glyph]" in shelf.run("build", "-j", "1").err
    shelf.article(2, "Two \N{EGYPTIAN HIEROGLYPH A001}.", more="routes:\n  default: /two\n")
    ran = shelf.run("build", "-j", "1", "-f", "pdf", "--json")
    assert "content/2.md:10: warning[missing-glyph]" in ran.err
    assert ran.json()["artifacts"][0]["runs"]["laid_out"] == []


def test_warnings_of_an_unchanged_book_are_reported_again(shelf: BookProject) -> None:
    """A warning is reported by every build, whether or not the book was rebuilt."""
    shelf.article(2, "::: notte\nTwo.\n:::")
    first, second = (shelf.run("build", "-j", "1") for _ in range(2))
    assert "warning[unknown-callout]" in first.err
    assert "warning[unknown-callout]" in second.err
    assert "nothing has changed" in second.err
    assert shelf.run("build", "-j", "1", "--strict").status == 1


@pytest.mark.parametrize("damage", ["emptied", "scrambled", "cut"])
def test_a_damaged_cache_changes_no_byte(shelf: BookProject, damage: str) -> None:
    """Whatever happens to the cache, the books are the same, and it heals."""
    whole = shelf.files()
    for entry in [file for file in (shelf.folder / ".bookbuild/entries").rglob("*") if file.is_file()]:
        data = entry.read_bytes()
        entry.write_bytes({"emptied": b"", "scrambled": data[::-1], "cut": data[: len(data) // 2]}[damage])
    ran = shelf.run("build", "-j", "1")
    assert ran.status == 0
    assert "note[cache-fault]" in ran.err
    assert shelf.files() == whole
    assert "cache-fault" not in shelf.run("build", "-j", "1").err


def test_no_cache_neither_reads_nor_writes_one(shelf: BookProject) -> None:
    """With --no-cache every run is laid out, and the folder of the cache is left as it is, or unmade."""
    assert shelf.run("clean").status == 0
    assert len(laid_out(shelf, "--no-cache")) > 8
    assert not (shelf.folder / ".bookbuild").exists()


def test_processes_change_no_byte(shelf: BookProject) -> None:
    """One process or two: the books are the same."""
    assert shelf.run("build", "--no-cache", "-j", "2", "-o", "two").status == 0
    assert shelf.files("two") == shelf.files()


def test_two_builds_at_once_make_the_same_book(shelf: BookProject) -> None:
    """Two builds of one project at the same time share its cache, and each makes the book that one alone makes."""
    whole = shelf.files()
    shelf.run("clean")
    with ThreadPoolExecutor(2) as both:
        ran = list(both.map(lambda folder: shelf.program("build", "-j", "2", "-o", folder), ("one", "other")))
    assert [(one.status, "cache-fault" in one.err) for one in ran] == [(0, False)] * 2
    assert shelf.files("one") == shelf.files("other") == whole


def test_a_cache_that_somebody_else_has_filled_writes_nothing_elsewhere(shelf: BookProject) -> None:
    """A name that leads out of the output folder is refused, wherever it comes from."""
    with pytest.raises(ValueError, match="is no file name"):
        write_file(Artifact("../evil.pdf", "pdf", "book", b"x"), shelf.folder / "_book")
    assert not (shelf.folder / "evil.pdf").exists()


def test_verbose_prints_the_remaining_time(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    """With -v the progress of long work is printed now and then, with the time that it still takes at this pace."""
    moments = iter([0.0, 4.0, 6.0, 7.0, 20.0])
    monkeypatch.setattr(progress, "monotonic", lambda: next(moments))
    with progress.progress_on(verbosity=1) as tell:
        for done in (0, 40, 60, 65, 80):
            tell(Step("laying out", done, 100))
    assert capsys.readouterr().err.splitlines() == [
        "laying out",
        "laying out: 60%, 4 s left",
        "laying out: 80%, 5 s left",
    ]


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere names of files are text")
def test_a_file_whose_name_is_no_text_is_no_harm(shelf: BookProject) -> None:
    """An article whose file's name is not UTF-8 is in the book, with a cache and without one."""
    Path(os.fsdecode(bytes(shelf.folder) + b"/content/caf\xff.md")).write_text("---\ntitle: Coffee\n---\nWords.\n")
    assert shelf.run("build", "-j", "1").status == 0
    assert shelf.run("build", "-j", "1").status == 0
    assert shelf.run("build", "-j", "1", "--no-cache", "-o", "fresh").status == 0
    assert shelf.files() == shelf.files("fresh")
