"""`init --number` writes the numbers that files lack, and changes nothing else."""

import sys
from pathlib import Path

import click
import pytest

from bookbuild.config.adding import with_titles
from bookbuild.model import Number
from bookbuild.pipeline.numbering import writing
from bookbuild.pipeline.numbering.next_numbers import filled
from bookbuild.system.whole_files import write_whole
from tests.book import BookProject
from tests.book import run_command as run
from tests.sites.word_files import paragraph, word_file

FILES: dict[str, str | bytes] = {
    "before.md": "# Before\r\n\r\nWords.",
    "1-letters/b.md": b"\xef\xbb\xbf---\r\ntitle: Second\r\n---\r\nMore words.\r\n",
    "1-letters/a.md": "---\narticle: {title: First}\n---\nSome words.\n",
    "2-between.md": "+++\ntitle = 'Between'\n+++\nA word.\n",
    "3-offers/README.md": "---\ntitle: The offers\n---\nAn opening.\n",
    "4-more/readme.md": "An opening without a title.\n",
    "4-more/d.md": "# More\nWords.\n",
    "3-offers/c.md": "Words without a title.\n",
}


def folder(path: Path, files: dict[str, str | bytes] = FILES) -> BookProject:
    project = BookProject(path)
    for name, text in files.items():
        project.file(name, text)
    return project


def contents(project: BookProject) -> list[tuple[str, ...]]:
    rows = project.run("list", "--json").json()["contents"]
    return [tuple(str(row[name]) for name in ("role", "chapter", "title", "path", "words")) for row in rows]


def data(project: BookProject) -> dict[str, bytes]:
    return {str(file): file.read_bytes() for file in sorted(project.folder.rglob("*.md"))}


def test_a_folder_has_numbers_and_the_same_book(tmp_path: Path) -> None:
    """The book keeps its order, chapters and titles, which its files now say; a second run has nothing to do."""
    project = folder(tmp_path / "folder")
    (project.folder / "before.md").chmod(0o600)
    before = contents(project)
    assert run("init", "--number", "--yes", str(project.folder)).status == 0
    assert contents(project) == before
    numbers = [row["number"] for row in project.run("list", "--json").json()["contents"] if row["role"] == "article"]
    assert numbers == ["1", "2", "3", "4", "5", "6"]
    assert (project.folder / "before.md").stat().st_mode & 0o777 == 0o600
    assert '[chapters.1]\ntitle = "Letters"' in (project.folder / "bookbuild.toml").read_text()
    written = data(project)
    again = run("init", "--number", "--yes", str(project.folder))
    assert (again.status, data(project)) == (0, written)
    assert "every article has its number" in again.err


def test_nothing_is_written_until_the_user_agrees(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without a terminal the lines are only shown; on one the user is asked, and may refuse, or end it with Ctrl-C."""
    project = folder(tmp_path / "folder")
    old = data(project)
    shown = run("init", "--number", str(project.folder))
    assert (shown.status, data(project)) == (0, old)
    assert "3-offers/c.md" in shown.out
    assert "+   number: 5" in shown.out
    monkeypatch.setattr(sys.stdin, "isatty", lambda: True, raising=False)
    monkeypatch.setattr(click, "confirm", lambda *_, **__: False)
    assert (run("init", "--number", str(project.folder)).status, data(project)) == (0, old)

    def interrupt(*_: object, **__: object) -> bool:
        raise click.Abort

    monkeypatch.setattr(click, "confirm", interrupt)
    assert (run("init", "--number", str(project.folder)).status, data(project)) == (130, old)


def test_a_block_that_cannot_be_changed_stops_all(tmp_path: Path) -> None:
    """Where a file needs its lines by hand, and the order depends on it, it is named and nothing is written."""
    project = folder(tmp_path / "folder", {**FILES, "3-offers/d.md": "---\n{title: In braces}\n---\nWords.\n"})
    old = data(project)
    ran = run("init", "--number", "--yes", str(project.folder))
    assert (ran.status, data(project)) == (1, old)
    assert "3-offers/d.md stays as it is" in ran.err
    assert "       article:\n         number: 6\n" in ran.err


def test_word_files_hold_no_numbers(tmp_path: Path) -> None:
    """A Word file has no metadata block: that is said, and nothing is written where the order depends on it."""
    word = word_file(paragraph("Words."))
    project = folder(tmp_path / "folder", {**FILES, "3-offers/d.docx": word})
    old = data(project)
    ran = run("init", "--number", "--yes", str(project.folder))
    assert (ran.status, data(project)) == (1, old)
    assert "3-offers/d.docx stays as it is: only Markdown has a metadata block" in ran.err
    alone = folder(tmp_path / "alone", {"a/b.docx": word})
    assert run("init", "--number", "--yes", str(alone.folder)).status == 1
    assert not (alone.folder / "bookbuild.toml").exists()


def test_a_file_that_cannot_be_read_stops_all(tmp_path: Path) -> None:
    """Where a file is not UTF-8 its place is unknown: that is told, and nothing is written."""
    project = folder(tmp_path / "folder", {**FILES, "3-offers/d.md": "# F\xfcnf\n".encode("cp1252")})
    old = data(project)
    ran = run("init", "--number", "--yes", str(project.folder))
    assert (ran.status, data(project)) == (1, old)
    assert "3-offers/d.md:1: error[not-utf8]" in ran.err


def test_what_cannot_be_written_leaves_all_as_it_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """If one file cannot be written, those before it have their old bytes again."""
    project, real = folder(tmp_path / "folder"), write_whole
    old = data(project)

    def write(file: Path, parts: tuple[bytes, ...], *, mode: int | None = None) -> None:
        if file.name == "c.md":
            raise OSError(28, "No space left on device")
        real(file, parts, mode=mode)

    monkeypatch.setattr(writing, "write_whole", write)
    ran = run("init", "--number", "--yes", str(project.folder))
    assert (ran.status, data(project)) == (2, old)
    assert not (project.folder / "bookbuild.toml").exists()
    assert "c.md: error[unwritable-output]: cannot be written: No space left" in ran.err


def test_the_pages_of_a_site_have_numbers_in_its_order(tmp_path: Path) -> None:
    """A site stays what it is, and a part of a table of contents needs no number."""
    files: dict[str, str | bytes] = {
        "book.toml": "",
        "src/SUMMARY.md": "[Pre](pre.md)\n\n- [One](one.md)\n  - [Two](two.md)\n\n# Part\n\n- [Three](three.md)\n",
        "src/pre.md": "Before.\n",
        "src/one.md": "# One\n",
        "src/two.md": "# Two\n",
        "src/three.md": "# Three\n",
    }
    project = folder(tmp_path / "site", files)
    before = contents(project)
    assert run("init", "--number", "--yes", str(project.folder)).status == 0
    assert contents(project) == before
    assert (
        project.folder / "src/two.md"
    ).read_text() == "---\narticle:\n  number: 1\nchapter:\n  number: 1\n---\n# Two\n"
    assert (project.folder / "src/pre.md").read_text() == "Before.\n"


@pytest.mark.parametrize(
    ("numbers", "expected"),
    [
        ("- - -", "1 2 3"),
        ("- 5 - -", "1 5 6 7"),
        ("5 - 6", "5 5.1 6"),
        ("5 - - 7", "5 5.1 6 7"),
        ("5 - 7", "5 6 7"),
        ("53a - 54", "53a 53.1 54"),
        ("1.5 - 2", "1.5 1.6 2"),
        ("9 1 -", "9 1 2"),
        ("1 - 1.1 2", "1 1.2 1.1 2"),
    ],
)
def test_new_numbers_stand_between_their_neighbours(numbers: str, expected: str) -> None:
    """Whole numbers are taken while they are free, then those with a second part; none is taken twice."""
    given = [None if number == "-" else Number(number) for number in numbers.split()]
    assert " ".join(map(str, filled(given))) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", '\n[chapters.1]\ntitle = "One"\n'),
        ("[book]\r\na = 1", '[book]\r\na = 1\r\n\r\n[chapters.1]\r\ntitle = "One"\r\n'),
        ("[chapters.1] # first\ncolour = 2\n", '[chapters.1] # first\ntitle = "One"\ncolour = 2\n'),
        ("chapters = {}\n", None),
    ],
)
def test_titles_of_chapters_are_added_to_the_configuration(text: str, expected: str | None) -> None:
    """They stand in the tables of their chapters, or in new ones, if the file has room for them."""
    assert with_titles(text, {"1": "One"}) == expected
