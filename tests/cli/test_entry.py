"""The entry point: a wrong argument is reported with the nearest right word, and help costs nothing."""

import signal
import subprocess
import sys
from pathlib import Path
from shlex import quote

import pytest

from bookbuild import __version__
from bookbuild.cli.commands.options import EDITIONS
from bookbuild.config.editions import predefined_tables
from bookbuild.pipeline import builder
from tests.book import BookProject, Ran, program, surroundings

HEAVY = {
    "PIL",
    "ebooklib",
    "jinja2",
    "lxml",
    "markdown_it",
    "msgspec",
    "pikepdf",
    "rich",
    "uharfbuzz",
    "weasyprint",
    "yaml",
}

NOT_FOR_HELP = {"bookbuild.cli.messages", "bookbuild.config", "bookbuild.model.book", "bookbuild.pipeline.results"}
"""What of the program itself is for books."""


@pytest.mark.parametrize("arguments", [["--help"], ["--version"], ["build", "--help"], ["check", "-h"], ["biuld"]])
def test_help_imports_nothing_heavy(arguments: list[str], tmp_path: Path) -> None:
    """What can be printed without a book is printed without loading the libraries that make one."""
    code = (
        f"""import sys; from bookbuild.cli.entry import run; run({arguments}); print(*sys.modules, file=sys.stderr)"""
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        check=False,
        cwd=tmp_path,
        text=True,
        env={"PYTHONPATH": ":".join(sys.path)},
    )
    loaded = done.stderr.splitlines()[-1].split()
    assert "bookbuild.cli.entry" in loaded
    assert (HEAVY | NOT_FOR_HELP) & set(loaded) == set()


NOT_FOR_A_PLAIN_EPUB = (
    "bookbuild.bind",
    "bookbuild.citations",
    "bookbuild.diagrams",
    "bookbuild.imposition",
    "bookbuild.layout.",
    "bookbuild.page_map.",
    "bookbuild.pipeline.typesetting.fitting",
    "bookbuild.pipeline.handouts",
    "bookbuild.render.apparatus.answer_key",
    "bookbuild.render.apparatus.glossary",
    "bookbuild.render.apparatus.index",
    "bookbuild.render.apparatus.lists",
    "bookbuild.render.apparatus.reference_",
    "bookbuild.render.apparatus.term_finder",
    "bookbuild.render.apparatus.works",
    "bookbuild.render.formula",
    "bookbuild.render.handout",
    "bookbuild.render.listings",
    "bookbuild.render.pdf",
)
"""What prints, and what makes parts of a book that this one has not."""


def test_an_epub_is_made_without_what_it_does_not_need(book: BookProject) -> None:
    """A plain EPUB that is made in silence loads nothing that prints, nor anything of an index or a glossary."""
    book.config().article(1, "Yes.")
    code = "import sys; from bookbuild.cli.entry import run; run(['build', '-q', '-f', 'epub']); print(*sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        check=True,
        cwd=book.folder,
        text=True,
        env={"PYTHONPATH": ":".join(sys.path)},
    )
    loaded = set(done.stdout.split())
    assert "bookbuild.epub.packaging" in loaded
    assert loaded & {"multiprocessing", "pikepdf", "pygments", "rich", "segno", "weasyprint", "ziamath"} == set()
    assert sorted(name for name in loaded if name.startswith(NOT_FOR_A_PLAIN_EPUB)) == []
    assert book.files() != {}


def test_a_build_of_what_has_not_changed_loads_neither_configuration_nor_book(book: BookProject) -> None:
    """A build that has nothing to do compares what was read, and loads nothing that reads or makes a book."""
    book.config().article(1, "Yes.")
    code = "import sys; from bookbuild.cli.entry import run; run(['build', '-q', '-f', 'epub']); print(*sys.modules)"
    made, kept = (
        subprocess.run(
            [sys.executable, "-c", code],
            capture_output=True,
            check=True,
            cwd=book.folder,
            text=True,
            env={"PYTHONPATH": ":".join(sys.path)},
        ).stdout.split()
        for _ in range(2)
    )
    reading = {"bookbuild.config.reading", "bookbuild.model.book", "bookbuild.pipeline.builder"}
    assert reading <= set(made)
    assert reading & set(kept) == set()


def test_the_program_prints_its_version(tmp_path: Path) -> None:
    """`bookbuild --version` prints name and version on standard output."""
    assert program("--version", folder=tmp_path) == Ran(0, "", f"bookbuild, version {__version__}\n")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["booklet"], "No such command 'booklet'. It is an edition: bookbuild build booklet"),
        (["biuld"], "No such command 'biuld'. Did you mean 'build'?"),
        (
            ["zzz"],
            "No such command 'zzz'. "
            "There are build, check, clean, doctor, explain, impose, index, init, list, metadata, preview, serve, "
            "watch.",
        ),
        (
            ["build", "--chaptr", "7"],
            "No such option '--chaptr'. (Did you mean one of: '--all-chapters', '--chapter'?)",
        ),
        (
            ["build", "-f", "pfd"],
            "Invalid value for '-f' / '--format': 'pfd' is not one of 'epub', 'html', 'pdf', 'sheets', 'pages'. "
            "Did you mean 'pdf'?",
        ),
        (["build", "-j", "0"], "Invalid value for '-j' / '--jobs': 0 is not in the range x>=1."),
        (["build", "-C", "gone"], "Invalid value for '-C' / '--project': Directory 'gone' does not exist."),
        (["check", "--chapter", "7"], "No such option '--chapter'."),
    ],
)
def test_a_wrong_argument_is_reported_with_the_nearest_right_word(
    tmp_path: Path, arguments: list[str], said: str
) -> None:
    """A wrong command, option or value is exit status 2 with a line that lists what there is."""
    ran = program(*arguments, folder=tmp_path)
    assert (ran.status, ran.out) == (2, "")
    assert ran.err.splitlines()[-1] == f"Error: {said}"


def test_an_unknown_edition_is_reported_with_the_nearest_one(book: BookProject) -> None:
    """An edition that nothing declares is exit status 2; where none is near, all are named."""
    book.config("[editions.workshop]\n[editions.handout]").article(1)
    assert book.run("build", "workshp") == Ran(
        2, "error[unknown-edition]: there is no edition 'workshp'\n    hint: did you mean 'workshop'?\n"
    )
    assert book.run("build", "book", "zzz") == Ran(
        2,
        "error[unknown-edition]: there is no edition 'zzz'\n"
        "    hint: there are book, booklet, handout, sample, large-print, easy-reading, answers, workshop\n",
    )
    assert book.files() == {}


def test_an_interrupted_run_reports_it(book: BookProject, monkeypatch: pytest.MonkeyPatch) -> None:
    """Ctrl-C ends in one line and exit status 130, not in a traceback."""

    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(builder, "read", interrupted)
    ran = book.article(1).run("build")
    assert (ran.status, ran.err.strip(), ran.out) == (130, "interrupted: no book was left half made", "")


@pytest.mark.parametrize("at", ["click", "bookbuild.diagnostics", "bookbuild.cli.listing"])
def test_an_interrupt_ends_the_program_from_the_start(tmp_path: Path, at: str) -> None:
    """Ctrl-C while the program is still loading ends it as at any other time."""
    code = f"""
import sys
class Interrupt:
    def find_spec(name, *_):
        if name == {at!r}:
            sys.meta_path.remove(Interrupt)
            raise KeyboardInterrupt
sys.meta_path.insert(0, Interrupt)
from bookbuild.cli import main
main(["list"])
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=False, cwd=tmp_path, text=True)
    assert (done.returncode, done.stdout) == (130, "")
    assert done.stderr.strip() == "interrupted: no book was left half made"


def test_nothing_slow_is_imported_before_an_interrupt_is_heard(tmp_path: Path) -> None:
    """Until Ctrl-C is handled, nothing is imported that Python has to read but the modules on the way."""
    code = "import os, importlib, sys; known = {*sys.modules}; import bookbuild.cli; print(*{*sys.modules} - known)"
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, check=True, cwd=tmp_path, env=surroundings(), text=True
    )
    assert set(done.stdout.split()) == {"bookbuild", "bookbuild.cli", "bookbuild.cli.entry"}


def test_an_interrupt_within_generated_code_ends_with_our_status(tmp_path: Path) -> None:
    """Ctrl-C while Python runs code from a text, as for a named tuple, ends with status 130, not with a signal."""
    (tmp_path / "program.py").write_text("""
from bookbuild.cli import errors, main
def interrupted(_):
    exec("raise KeyboardInterrupt")
errors.run_command = interrupted
main([])
""")
    done = subprocess.run(
        [sys.executable, "-m", "program"], capture_output=True, check=False, cwd=tmp_path, env=surroundings(), text=True
    )
    assert (done.returncode, done.stderr) == (130, "interrupted: no book was left half made\n")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="a disk without room is a device of Linux")
@pytest.mark.parametrize("arguments", [("list",), ("list", "--json"), ("build", "-f", "epub", "--json"), ("--help",)])
def test_output_that_cannot_be_written_is_reported_in_a_line(book: BookProject, arguments: tuple[str, ...]) -> None:
    """Where standard output can take no more, that is a line and exit status 1, not a traceback."""
    book.config().article(1)
    command = [sys.executable, "-m", "bookbuild", *arguments]
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(command, check=False, cwd=book.folder, stdout=full, stderr=subprocess.PIPE, text=True)
    assert (done.returncode, done.stderr) == (1, "standard output cannot be written: No space left on device\n")


def test_a_reader_that_ends_early_causes_no_message(book: BookProject) -> None:
    """A reader that ends early, such as `head`, causes no message; nor does a stream that the shell closed."""
    book.config().article(1)
    for redirected in ("| :", ">&- 2>&-"):
        python = quote(sys.executable)
        command = f"{python} -c 'import time; time.sleep(.2)'; {python} -m bookbuild list --json"
        done = subprocess.run(
            ["sh", "-c", f"( {command} ) {redirected}"], capture_output=True, check=False, cwd=book.folder, text=True
        )
        assert (done.stdout, done.stderr) == ("", "")


def test_the_folder_is_where_one_stands_or_where_one_points(book: BookProject, tmp_path: Path) -> None:
    """`-C` does what standing in the folder does, and paths in diagnostics are those of the project either way."""
    book.config().article(1, "[x](gone.md)")
    here = book.program("check")
    assert here == program("check", "--project", "book", folder=tmp_path)
    assert here.err.startswith("content/1.md:8: error[broken-link]: ")


def test_clean_takes_the_cache_away_and_nothing_else(book: BookProject) -> None:
    """Cleaning removes .bookbuild/ and prints how much that was; books and contents stay."""
    book.file(".bookbuild/runs/a", b"12345").file("_book/book.pdf", b"pdf").article(1)
    assert book.run("clean") == Ran(0, "removed 5 bytes\n")
    assert book.run("clean") == Ran(0, "there was nothing to remove\n")
    assert (book.files(), sorted(path.name for path in book.folder.iterdir())) == (
        {"book.pdf": b"pdf"},
        ["_book", "content"],
    )


def test_clean_follows_no_link(book: BookProject, tmp_path: Path) -> None:
    """Where .bookbuild is a symbolic link, what it points to stays."""
    (tmp_path / "precious").mkdir()
    (tmp_path / "precious" / "file").write_text("x", encoding="utf-8")
    assert book.link(".bookbuild", "../precious").run("clean") == Ran(0, "there was nothing to remove\n")
    assert (tmp_path / "precious" / "file").exists()


@pytest.mark.skipif(not hasattr(signal, "SIGALRM"), reason="signals are Unix's")
def test_an_interrupt_ends_the_program_where_python_swallows_it(tmp_path: Path) -> None:
    """Ctrl-C inside ``__del__``, in which Python ignores exceptions, ends the program as at any other time."""
    code = """
import os, signal, sys
signal.signal(signal.SIGINT, signal.default_int_handler)  # a shell's background has it ignored
class Last:
    def __del__(self):
        os.kill(os.getpid(), signal.SIGINT)
class Interrupt:
    def find_spec(name, *_):
        if name == "bookbuild.cli.listing":
            sys.meta_path.remove(Interrupt)
            Last()
sys.meta_path.insert(0, Interrupt)
from bookbuild.cli import main
main(["list"])
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=False, cwd=tmp_path, text=True)
    assert (done.returncode, done.stdout) == (130, "")
    assert done.stderr.strip() == "interrupted: no book was left half made"


@pytest.mark.skipif(sys.platform == "win32", reason="closed streams are Unix's")
@pytest.mark.parametrize("redirected", ["-f epub 2>/dev/full", "-f pdf -j 2 <&- 2>&- >&-"])
def test_a_book_is_made_without_output_streams(book: BookProject, redirected: str) -> None:
    """A closed or full standard error costs no book, and no file that is opened takes its place or is left."""
    book.config('slug = "g"').article(1)
    command = f"{quote(sys.executable)} -m bookbuild build --no-cache {redirected}"
    (book.folder / "t").mkdir()
    environment = surroundings(TMPDIR=str(book.folder / "t"))
    done = subprocess.run(["sh", "-c", command], check=False, cwd=book.folder, env=environment)
    assert (done.returncode, len(book.files())) == (0, 1)
    assert book.files("t") == {}


def test_an_unexpected_exception_is_reported_in_a_line(book: BookProject, monkeypatch: pytest.MonkeyPatch) -> None:
    """An exception in a build, and one in the command itself, is a message and no traceback."""
    book.config().article(1)
    monkeypatch.setattr("bookbuild.pipeline.builder.read", lambda *_: 1 / 0)
    assert book.run("build").err.startswith("error[internal-error]: nothing can be made: ZeroDivisionError: ")
    monkeypatch.setattr("bookbuild.pipeline.session.run_build", lambda *_: 1 / 0)
    assert book.run("build").err.startswith("error[internal-error]: the command has failed: ZeroDivisionError: ")


@pytest.mark.parametrize("folder", [".bookbuild", ".bookbuild/books", "x/../.bookbuild"])
def test_no_book_is_written_into_the_cache(book: BookProject, folder: str) -> None:
    """What `clean` would remove is refused as a folder for books."""
    book.config().article(1)
    ran = book.run("build", "-f", "epub", "-o", folder)
    assert (ran.status, ran.err.splitlines()[0]) == (
        2,
        f"error[wrong-argument]: the argument output: {folder} is the cache, which `bookbuild clean` removes with all "
        "that is in it",
    )


def test_predefined_editions_are_known_to_the_commands() -> None:
    """The message for an edition in the place of a command knows all of them."""
    assert set(predefined_tables("a4")) == EDITIONS
