"""`build` makes whole books or none, prints what it made, and makes the same ones everywhere."""

import hashlib
import os
import pty
import re
import shutil
import socket
import subprocess
import sys
from pathlib import Path

import pypdfium2
import pytest

from bookbuild.cli import building
from bookbuild.pipeline.progress import Step
from tests.book import BookProject, Ran
from tests.epubcheck import check_epubs

GUIDE = Path(__file__).parents[2] / "content"
MADE = re.compile(r"made +pages +size *\n")


def guide(book: BookProject) -> BookProject:
    """Write a book of two chapters with a preface, a note, a figure and links."""
    book.config('authors = ["Ada Vale"]\n[editions.workshop]\ntags = "handout"\nformats = ["pdf"]')
    book.file("content/preface.md", "---\ntitle: Preface\nmatter: front\n---\nWelcome.\n")
    book.file(
        "content/oven.svg", '<svg xmlns="http://www.w3.org/2000/svg" width="40" height="40"><title>x</title></svg>'
    )
    tagged = "taxonomy:\n  tag: handout\n"
    book.article(1, 'Some words.[^1] ![An oven](oven.svg)\n\n![An oven](oven.svg "One")\n\n[^1]: Few.', more=tagged)
    return book.article(2, "See [one](1.md).").article(3, "## A part\n\nWords.", chapter=2)


def paths(ran: Ran) -> list[str]:
    """Return the names of the files that a manifest lists."""
    return [Path(artifact["path"]).name for artifact in ran.json()["artifacts"]]


def test_a_build_prints_what_it_made(book: BookProject) -> None:
    """A table at the end names each file with its pages and size; a second build finds it unchanged and leaves it."""
    ran = guide(book).run("build")
    assert (ran.status, ran.out) == (0, "")
    rows = [line.split() for line in MADE.sub("", ran.err).splitlines()]
    folder, pages = str(book.folder / "_book"), str(len(pypdfium2.PdfDocument(book.files()["a-book.pdf"])))
    assert [row[:2] for row in rows] == [[f"{folder}/a-book.epub", "–"], [f"{folder}/a-book.pdf", pages]]  # noqa: RUF001 - a dash
    assert all(re.fullmatch(r"[\d.]+ [kM]B", " ".join(row[2:])) for row in rows)
    before = {name: (book.folder / "_book" / name).stat() for name in book.files()}
    *rows, last = [line.split() for line in MADE.sub("", book.run("build").err).splitlines()]
    assert ([row[-1] for row in rows], " ".join(last)) == (["unchanged"] * 2, "nothing has changed: 2 books stand")
    assert {name: (book.folder / "_book" / name).stat() for name in book.files()} == before


def test_the_manifest_is_true(book: BookProject) -> None:
    """`--json` lists each artifact with what its file really is, and all diagnostics, on standard output."""
    ran = guide(book).article(5).run("build", "--json")
    manifest, files = ran.json(), book.files()
    assert [(made["edition"], made["format"], made["changed"]) for made in manifest["artifacts"]] == [
        ("book", "epub", True),
        ("book", "pdf", True),
    ]
    for made in manifest["artifacts"]:
        data = files[Path(made["path"]).name]
        assert (made["bytes"], made["sha256"]) == (len(data), hashlib.sha256(data).hexdigest())
    assert manifest["artifacts"][0]["pages"] is None
    assert manifest["artifacts"][1]["pages"] == len(pypdfium2.PdfDocument(files["a-book.pdf"]))
    assert [found["code"] for found in manifest["diagnostics"]] == ["number-gap"]
    assert ran.err.splitlines() == [
        "content/5.md:4: warning[number-gap]: article 4 is missing between 3 and 5",
        '    hint: if the numbers are as you want them, write number-gap = "off" under [check] in bookbuild.toml',
    ]


@pytest.mark.parametrize(
    ("arguments", "names"),
    [
        (["-f", "epub"], ["a-book.epub"]),
        (["-f", "epub", "--chapter", "2"], ["a-book-ch2.epub"]),
        (["-f", "epub", "--article", "1", "--article", "3"], ["a-book-a1-a3.epub"]),
        (["-f", "epub", "--tag", "handout"], ["a-book-handout.epub"]),
        (["-f", "epub", "book", "workshop"], ["a-book.epub", "a-book-workshop-handout.epub"]),
        (["workshop"], ["a-book-workshop-handout.pdf"]),
    ],
)
def test_files_are_named_for_what_they_hold(book: BookProject, arguments: list[str], names: list[str]) -> None:
    """Editions, chapters, articles and tags stand in the names of files, and nothing else is made."""
    ran = guide(book).run("build", "--json", *arguments)
    assert ran.status == 0
    assert paths(ran) == names
    assert sorted(book.files()) == sorted(names)


def test_all_chapters_are_all_that_there_is(book: BookProject) -> None:
    """Under `--all-chapters` an edition holds the whole book, whatever it is configured to hold."""
    guide(book)
    ran = book.run("build", "workshop", "-f", "epub", "--all-chapters", "--json")
    assert (ran.status, paths(ran)) == (0, ["a-book-workshop.epub"])
    shutil.unpack_archive(book.folder / "_book" / "a-book-workshop.epub", book.folder / "unpacked", "zip")
    contents = next((book.folder / "unpacked").rglob("nav.xhtml")).read_text("utf-8")
    assert [title in contents for title in ("Preface", "Article 1", "Article 2", "Article 3")] == [True] * 4


def test_a_tag_makes_no_path(book: BookProject) -> None:
    """A tag that holds slashes and dots names a file in the output folder all the same."""
    book.config().article(1, more="taxonomy:\n  tag: ../../up/x\n")
    assert paths(book.run("build", "--json", "-f", "epub", "--tag", "../../up/x")) == ["a-book-..-..-up-x.epub"]


def test_a_part_that_holds_nothing_is_reported_with_what_there_is(book: BookProject) -> None:
    """A selection that holds nothing is exit status 1, and no book is made."""
    ran = guide(book).run("build", "--chapter", "3")
    assert ran == Ran(
        1,
        "error[nothing-selected]: the book has no chapter 3\n"
        "    hint: available are chapters 1, 2; articles 1 to 3; tags handout\n"
        "1 error: nothing was made, earlier books stay as they were\n",
    )
    assert book.files() == {}


def test_output_goes_where_it_is_requested(book: BookProject, tmp_path: Path) -> None:
    """`-o` names another folder, from the project's own or absolute, and makes it."""
    guide(book).run("build", "-f", "epub", "-o", "out/books")
    assert list(book.files("out/books")) == ["a-book.epub"]
    guide(book).run("build", "-f", "epub", "-o", str(tmp_path / "elsewhere"))
    assert [file.name for file in (tmp_path / "elsewhere").iterdir()] == ["a-book.epub"]


def test_a_book_at_fault_leaves_earlier_books_untouched(book: BookProject) -> None:
    """Where the content is wrong nothing is written, and what was made before stays, without a trace beside it."""
    guide(book).run("build", "-f", "epub")
    before = book.files()
    ran = book.article(2, "[x](gone.md)").run("build", "-f", "epub")
    assert ran.status == 1
    assert "1 error: nothing was made, earlier books stay as they were" in ran.err.splitlines()
    assert book.files() == before


def test_under_strict_a_warning_makes_no_book(book: BookProject) -> None:
    """A warning is none of a book's faults, but for `--strict`."""
    guide(book).article(5)
    assert book.run("build", "-f", "epub", "--strict").status == 1
    assert book.files() == {}
    assert book.run("build", "-f", "epub").status == 0


def test_every_format_is_tried_before_the_build_fails(book: BookProject) -> None:
    """A format that cannot be made does not keep the others from being made; the exit status is 1."""
    ran = guide(book).file("templates/epub/article.xhtml", "{{ nothing }}").run("build", "--json")
    assert (ran.status, paths(ran), list(book.files())) == (1, ["a-book.pdf"], ["a-book.pdf"])
    assert [found["code"] for found in ran.json()["diagnostics"]] == ["template-error"]
    assert ran.err.splitlines()[-1] == "1 error: not everything was made"


@pytest.mark.parametrize("form", ["epub", "pdf"])
def test_what_a_template_breaks_is_not_written(book: BookProject, form: str) -> None:
    """Markup that is no XHTML, out of a template of the project, is an error, and no broken book is written."""
    name = "epub/article.xhtml" if form == "epub" else "print/article.xhtml"
    ran = guide(book).file(f"templates/{name}", "<p>{{ article }}<b></p>").run("build", "-f", form)
    assert ran.status == 1
    assert book.files() == {}


def test_an_output_folder_that_cannot_be_is_reported(book: BookProject) -> None:
    """Where no folder can be made for the books, that is an error, not a traceback."""
    ran = guide(book).file("_book", "a file").run("build", "-f", "epub")
    assert ran == Ran(
        1,
        "_book: error[unwritable-output]: a-book.epub cannot be written: a file stands where the folder should be\n"
        "1 error: nothing was made, earlier books stay as they were\n",
    )


def test_a_file_that_cannot_be_finished_leaves_the_old_one(book: BookProject, monkeypatch: pytest.MonkeyPatch) -> None:
    """A disk that fills while a book is written leaves the old book and no part of the new one."""
    guide(book).run("build", "-f", "epub")
    before = book.files()

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    ran = book.article(4).run("build", "-f", "epub")
    assert (ran.status, book.files()) == (1, before)
    assert ran.err.startswith("_book: error[unwritable-output]: a-book.epub cannot be written: No space left on device")


def test_quiet_prints_what_is_wrong_and_nothing_else(book: BookProject) -> None:
    """Under `-q` warnings, tables and sums are left out; under `--strict` a warning is what is wrong."""
    assert guide(book).article(5).run("build", "-q", "-f", "epub") == Ran(0)
    assert book.run("build", "-q", "--strict").err.startswith("content/5.md:4: warning[number-gap]: ")


def test_what_is_requested_twice_is_made_once(book: BookProject) -> None:
    """An edition or a format that is named twice is made once."""
    assert paths(guide(book).run("build", "book", "book", "-f", "epub", "-f", "epub", "--json")) == ["a-book.epub"]


def test_a_build_opens_no_connection(book: BookProject, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever content and stylesheets refer to, a build makes no network request."""

    def refused(*_: object, **__: object) -> None:
        raise AssertionError("a connection was opened")

    monkeypatch.setattr(socket.socket, "connect", refused)
    monkeypatch.setattr(socket, "getaddrinfo", refused)
    book.config('[check]\noutside-image = "warning"\ntheme-file = "off"\nrefused-fetch = "warning"')
    book.file("styles/project.css", "body { background: url(http://example.org/a.png) }")
    book.article(
        1, '![x](http://example.org/a.png) <img src="//example.org/b.png"> <object data="http://x.org/"></object>'
    )
    ran = book.run("build", "--jobs", "1", "--json", "-f", "pdf")
    assert (ran.status, paths(ran)) == (0, ["a-book.pdf"])
    codes = {found["code"] for found in ran.json()["diagnostics"]}
    assert codes == {"outside-image", "refused-fetch", "unsafe-html"}


def test_scripts_reach_no_output(book: BookProject) -> None:
    """Scripts, event handlers and javascript: addresses of raw HTML reach no document."""
    evil = '<script>alert(1)</script><p onclick="x()">Words</p> <a href="javascript:x()">x</a> [y](JavaScript:x())'
    book.config('[check]\nbroken-link = "warning"').article(1, evil).run("build", "-f", "epub")
    shutil.unpack_archive(book.folder / "_book" / "a-book.epub", book.folder / "unpacked", "zip")
    documents = b"".join(file.read_bytes() for file in (book.folder / "unpacked").rglob("*.xhtml"))
    assert b"Words" in documents
    assert re.findall(rb"(?i)<script|<[^>]*(?:\son\w+=|javascript:)", documents) == []


def test_one_real_article_in_a_bare_folder_is_a_book(tmp_path: Path) -> None:
    """An article alone, with neither its pictures nor a content folder, becomes a book with its own number."""
    book = BookProject(tmp_path / "the-guide")
    shutil.copy(GUIDE / "ch07" / "when-do-you-expect-to-make-an-offer.md", book.folder)
    book.config('[check]\nbroken-link = "warning"\nmissing-image = "warning"', title="The guide")
    ran = book.run("build", "--json")
    assert (ran.status, paths(ran)) == (0, ["the-guide.epub", "the-guide.pdf"])
    (chapter, article) = book.run("list", "--json").json()["contents"]
    assert (chapter["chapter"], article["number"], article["title"]) == (
        "7",
        "53",
        "When do you expect to make an offer?",
    )
    document = pypdfium2.PdfDocument(book.files()["the-guide.pdf"])
    texts = [document[page].get_textpage().get_text_range() for page in range(len(document))]
    assert any("When do you expect to make an offer?" in text for text in texts)


def test_matter_of_every_kind_passes_epubcheck(book: BookProject) -> None:
    """Front and back matter under each name that EPUB has a type for is valid in it."""
    book.config().article(1)
    front = ("dedication", "epigraph", "foreword", "introduction", "preface", "prologue")
    for name in (*front, "acknowledgements", "afterword", "appendix", "conclusion", "epilogue", "acknowledgments"):
        matter = "front" if name in front else "back"
        book.file(f"content/{name}.md", f"---\ntitle: {name}\nmatter: {matter}\n---\nWords.\n")
    assert book.run("build", "-f", "epub").status == 0
    assert check_epubs([book.folder / "_book" / "a-book.epub"]) == []


def terminal_output(book: BookProject, **environment: str) -> str:
    """Run `check` with its stderr on a terminal, and return what that shows."""
    master, slave = pty.openpty()
    clean = {name: value for name, value in os.environ.items() if name not in {"NO_COLOR", "FORCE_COLOR"}}
    command = [sys.executable, "-m", "bookbuild", "check", "-C", str(book.folder)]
    path = {"PYTHONPATH": os.pathsep.join(sys.path), "TERM": "xterm-256color"}
    subprocess.run(command, stderr=slave, check=False, env=clean | path | environment)
    os.close(slave)
    shown = os.read(master, 100_000).decode()
    os.close(master)
    return shown


def test_colours_are_for_terminals_that_support_them(book: BookProject) -> None:
    """On a terminal severities are coloured, under NO_COLOR they are not, and elsewhere no escape is written."""
    coloured = re.compile("\x1b\\[[0-9;]*(3[0-8]|9[0-7])[0-9;]*m")
    book.config().article(1, "[x](gone.md)")
    assert coloured.search(terminal_output(book))
    assert not coloured.search(terminal_output(book, NO_COLOR="1"))
    assert "\x1b" not in book.program("check").err


def long_book(book: BookProject) -> BookProject:
    """Write a book long enough to be laid out by several processes, with references between its parts."""
    guide(book)
    for number in range(4, 13):
        book.article(number, f"See [the next](article:{number % 12 + 1}).[^a]\n\n[^a]: Note {number}.", chapter=2)
    return book


def test_the_same_book_has_the_same_bytes_everywhere(tmp_path: Path) -> None:
    """EPUB and PDF are the same byte for byte in another folder, time zone, language, hash seed and number of jobs."""
    here = long_book(BookProject(tmp_path / "here" / "a-book"))
    there = BookProject(tmp_path / "somewhere" / "quite" / "else" / "a-book")
    for file in sorted(here.folder.rglob("*"), reverse=True):
        if file.is_file():
            there.file(file.relative_to(here.folder).as_posix(), file.read_bytes())
    one = here.program("build", "--jobs", "1", TZ="UTC", PYTHONHASHSEED="1", LC_ALL="C.UTF-8")
    other = there.program("build", "--jobs", "3", TZ="Pacific/Kiritimati", PYTHONHASHSEED="2", LC_ALL="C")
    assert (one.status, other.status) == (0, 0)
    assert {name: hashlib.sha256(data).hexdigest() for name, data in here.files().items()} == {
        name: hashlib.sha256(data).hexdigest() for name, data in there.files().items()
    }
    assert str(tmp_path).encode() not in b"".join(here.files().values())


def test_progress_is_reported_while_a_book_is_made(book: BookProject, monkeypatch: pytest.MonkeyPatch) -> None:
    """Progress is reported as what is done of how much, never more than all."""
    told: list[Step] = []

    class Listener:
        def __init__(self, **_: object) -> None: ...

        def __enter__(self) -> object:
            return told.append

        def __exit__(self, *_: object) -> None: ...

    monkeypatch.setattr(building, "progress_on", Listener)
    guide(book).run("build", "-f", "pdf", "--jobs", "1")
    assert told
    assert all(0 <= step.done <= step.everything for step in told)


def test_verbose_prints_what_is_being_done(book: BookProject) -> None:
    """With -v a build prints each thing that it does, once, also where there is no terminal."""
    book.config().article(1)
    said = book.run("build", "-v", "-f", "pdf", "-j", "1").err.splitlines()
    steps = ["making the PDF of 'a-book'", "laying out", "setting page numbers", "binding"]
    assert [line.partition(" (")[0] for line in said[:4]] == steps
    assert not set(steps) & set(said[4:])
