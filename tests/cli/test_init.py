"""`init` starts a book, commands find it from the folders inside it, and `--open` shows what was made."""

import re
import shutil
import sys
import tomllib
from pathlib import Path

import click
import pytest

from bookbuild.config.editions import predefined_tables
from bookbuild.pipeline.locating import book_folder
from bookbuild.pipeline.starting import EXAMPLE, configuration_text
from tests.book import BookProject
from tests.book import run_command as run

GRAV = {
    "user/config/site.yaml": 'title: "The \\"Harbour\\" Office"\nauthor: {name: Ann Sailor}\n',
    "user/pages/02.offers/docs.md": "---\ntitle: Offers\n---\nIn two steps.\n",
    "user/pages/02.offers/01.read/docs.md": "---\ntitle: Read it twice\n---\nThen sleep.\n",
}


@pytest.fixture
def here(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> pytest.MonkeyPatch:
    """Run commands in the temporary folder, above which there is no book."""
    monkeypatch.chdir(tmp_path)
    return monkeypatch


def grav(folder: Path) -> BookProject:
    site = BookProject(folder)
    for path, text in GRAV.items():
        site.file(path, text)
    return site


@pytest.mark.usefixtures("here")
def test_a_configuration_holds_the_facts_of_the_site(tmp_path: Path) -> None:
    """Without a terminal, title, author and language are the site's, and the contents are shown in its order."""
    grav(tmp_path / "site")
    ran = run("init", "site")
    book = tomllib.loads((tmp_path / "site/bookbuild.toml").read_text())["book"]
    assert book == {"title": 'The "Harbour" Office', "authors": ["Ann Sailor"], "language": "en"}
    assert "read as a Grav site: 1 chapter, 1 article" in ran.err
    assert ran.out.index("Offers") < ran.out.index("Read it twice")


@pytest.mark.usefixtures("here")
def test_a_configuration_is_never_overwritten(tmp_path: Path) -> None:
    """A bookbuild.toml that is there stays, and the message states what to do."""
    BookProject(tmp_path / "site").file("bookbuild.toml", "# mine\n")
    ran = run("init", "--yes", "site")
    assert (ran.status, (tmp_path / "site/bookbuild.toml").read_text()) == (2, "# mine\n")
    assert "is there already" in ran.err


def test_input_at_prompts_is_written(tmp_path: Path, here: pytest.MonkeyPatch) -> None:
    """A terminal shows prompts; empty input takes what is proposed, and a wrong language is prompted for again."""
    site, answers = grav(tmp_path / "site"), iter(["Ways to work", "Ann; Bo, Cy ,", "english, I think", "de"])

    def prompt(_question: str, *, default: str, value_proc: object = None, **_: object) -> str:
        while True:
            answer = next(answers) or default
            try:
                return value_proc(answer) if callable(value_proc) else answer
            except click.UsageError:
                continue

    here.setattr(sys.stdin, "isatty", lambda: True, raising=False)
    here.setattr(click, "prompt", prompt)
    assert run("init", "site").status == 0
    book = tomllib.loads((site.folder / "bookbuild.toml").read_text())["book"]
    assert book == {"title": "Ways to work", "authors": ["Ann; Bo", "Cy"], "language": "de"}


@pytest.mark.parametrize("title", ['"', "\\", "a\tb", "\x7f", "Läufe 就職", "'''"])
def test_every_title_is_written_as_it_is(title: str) -> None:
    """Whatever a book is called, its configuration has that title."""
    assert tomllib.loads(configuration_text(title, (title,), "en"))["book"]["title"] == title


def test_what_is_shown_as_a_comment_is_a_setting(tmp_path: Path) -> None:
    text = re.sub(r"(?m)^# (?=\[?[a-z]+(?:\]| =))", "", configuration_text("T", (), "en"))
    assert text.count("\n# ") == 0
    BookProject(tmp_path).file("bookbuild.toml", text.replace('cover = "cover.jpg"', "")).file(
        "content/a.md", "# A\n\nx"
    )
    assert run("list", "-C", str(tmp_path)).status == 0


@pytest.mark.usefixtures("here")
def test_the_example_has_nothing_wrong_in_any_edition(tmp_path: Path) -> None:
    """The example book builds without a single message, whatever edition is made."""
    assert run("init", "--example", "new").status == 0
    every = list(predefined_tables("a4"))
    ran = BookProject(tmp_path / "new").run("check", *every, "--strict")
    assert (ran.status, ran.err) == (0, "9 files, 479 words: nothing is wrong\n")


@pytest.mark.usefixtures("here")
def test_the_example_needs_an_empty_folder(tmp_path: Path) -> None:
    """The example is not mixed with files that are there."""
    BookProject(tmp_path / "old").file("mine.md", "Mine.\n")
    ran = run("init", "--example", "old")
    assert (ran.status, [file.name for file in (tmp_path / "old").iterdir()]) == (2, ["mine.md"])


def test_commands_find_the_book_above(tmp_path: Path, here: pytest.MonkeyPatch) -> None:
    """In a folder of a book, a command prints where the book is and takes that; ``-C .`` takes the folder itself."""
    shutil.copytree(EXAMPLE, tmp_path / "book")
    here.chdir(tmp_path / "book/content/2")
    ran = run("list")
    assert "the book is in ../.. (book)" in ran.err
    assert "content/preface.md" in ran.out
    assert "preface" not in run("list", "-C", ".").out
    assert run("init", "--yes").status == 2
    assert not (tmp_path / "book/content/2/bookbuild.toml").exists()


def test_the_root_of_a_site_is_found(tmp_path: Path) -> None:
    """A page's folder is in the book of its whole site, and other folders of a site are in none."""
    site = grav(tmp_path / "site").file("user/themes/quiet/README.md", "A theme.\n").folder
    assert book_folder(site / "user/pages/02.offers") == site
    assert book_folder(site / "user") == site / "user"
    assert book_folder(site / "user/themes/quiet") == site / "user/themes/quiet"


def test_a_repository_is_the_end_of_the_search(tmp_path: Path) -> None:
    """A bookbuild.toml above a repository is another book's."""
    book = BookProject(tmp_path / "shelf").config().file("mine/.git/HEAD", "").file("mine/notes/a.md", "A.\n").folder
    assert book_folder(book / "mine/notes") == book / "mine/notes"


def test_what_was_made_is_opened(book: BookProject, monkeypatch: pytest.MonkeyPatch) -> None:
    """A single book is opened itself, of several their folder; where no program does, that is reported."""
    opened: list[str] = []

    def launch(path: str) -> int:
        opened.append(path)
        return 1

    monkeypatch.setattr(click, "launch", launch)
    book.config().article(1)
    ran = book.run("build", "-f", "epub", "--open")
    book.article(2, chapter=2).run("build", "booklet", "-f", "epub", "--open")
    assert opened == [str(book.folder / "_book/a-book.epub"), str(book.folder / "_book/booklet")]
    assert "no program could be found that opens" in ran.err
