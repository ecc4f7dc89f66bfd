"""The Python interface: faults are values, nothing is printed, and it works wherever Python does."""

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pypdfium2
import pytest

import bookbuild
from bookbuild import BuildResult, Status, Step
from tests.book import BookProject, surroundings

BUILD = "result = bookbuild.build('book', formats=['epub', 'pdf'], jobs=2, use_cache=False)\n"
REPORT = "assert result.ok, result.diagnostics\nassert [file.format for file in result.files] == ['epub', 'pdf']\n"


@pytest.fixture
def book(tmp_path: Path) -> BookProject:
    """Return a project of six articles in two chapters."""
    book = BookProject(tmp_path / "book").config('slug = "g"\nauthors = ["Ada"]')
    for number in range(1, 7):
        book.article(number, f"Words of article {number}.", chapter=1 + number // 4)
    return book


def codes(result: BuildResult) -> list[str]:
    return [found.code for found in result.diagnostics]


def test_a_build_returns_the_files_that_it_wrote(book: BookProject) -> None:
    """Of each file the result has name, edition, format, size, digest, pages, path, and whether it changed."""
    result = bookbuild.build(book.folder, jobs=1)
    assert (result.ok, result.status, result.up_to_date) == (True, Status.OK, False)
    assert [(file.name, file.edition, file.format) for file in result.files] == [
        ("g.epub", "book", "epub"),
        ("g.pdf", "book", "pdf"),
    ]
    for file in result.files:
        data = Path(file.path).read_bytes()
        assert (file.size, file.changed, len(file.sha256)) == (len(data), True, 64)
    epub, pdf = result.files
    assert (epub.pages, pdf.pages) == (None, len(pypdfium2.PdfDocument(book.files()["g.pdf"])))
    again = bookbuild.build(str(book.folder), jobs=1)
    assert (again.ok, again.up_to_date, [file.changed for file in again.files]) == (True, True, [False, False])


def test_a_request_selects_what_is_built(book: BookProject, tmp_path: Path) -> None:
    """Editions, formats, chapters, articles and tags may be single values, lists or numbers; the output any folder."""
    result = bookbuild.build(book.folder, editions="booklet", formats="epub", chapters=2, output=tmp_path / "out")
    assert [file.path for file in result.files] == [str(tmp_path / "out" / "g-booklet-ch2.epub")]
    result = bookbuild.build(book.folder, formats=["epub"], articles=[1, "3-4"])
    assert [file.name for file in result.files] == ["g-a1-a3-4.epub"]
    result = bookbuild.build(book.folder, formats=["epub"], all_editions=True, all_chapters=True)
    assert {"book", "handout", "sample"} <= {file.edition for file in result.files}


def test_a_fault_of_the_content_is_a_value(book: BookProject) -> None:
    """An error in an article is in the result with file and line, and no book is written."""
    book.article(2, "[nowhere](nowhere.md)")
    result = bookbuild.build(book.folder, formats=["epub"])
    assert (result.ok, result.status, result.files) == (False, Status.BOOK_AT_FAULT, ())
    assert [(found.code, str(found.location)) for found in result.diagnostics] == [("broken-link", "content/2.md:8")]
    assert book.files() == {}


def test_strict_treats_warnings_as_errors(book: BookProject) -> None:
    """A warning does not keep a book from being built, unless the request is strict."""
    book.article(2, "::: notte\nTwo.\n:::")
    assert bookbuild.build(book.folder, formats="epub").ok
    assert bookbuild.check(book.folder).ok
    for result in (
        bookbuild.build(book.folder, formats="epub", strict=True),
        bookbuild.check(book.folder, strict=True),
    ):
        assert (result.status, [found.code for found in result.diagnostics]) == (
            Status.BOOK_AT_FAULT,
            ["unknown-callout"],
        )


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        ({"editions": ["bok"]}, "unknown-edition"),
        ({"formats": ["mobi"]}, "wrong-argument"),
        ({"jobs": 0}, "wrong-argument"),
        ({"engine": "plane"}, "wrong-argument"),
        ({"executor": "tcp://127.0.0.1:1"}, "no-executor"),
    ],
)
def test_a_wrong_value_is_a_diagnostic(
    book: BookProject, arguments: dict[str, object], code: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A value that cannot be meant is reported as a fault of the usage, and nothing is raised."""
    monkeypatch.setitem(sys.modules, "distributed", None)
    result = bookbuild.build(book.folder, **arguments)  # type: ignore[arg-type]
    assert (result.status, codes(result), result.files) == (Status.USAGE_AT_FAULT, [code], ())


def test_a_wrong_configuration_is_a_diagnostic(book: BookProject) -> None:
    """Every function returns what is wrong with bookbuild.toml."""
    book.file("bookbuild.toml", "[book]\ntitel = 'A book'\n")
    for result in (bookbuild.build(book.folder), bookbuild.check(book.folder), bookbuild.contents(book.folder)):
        assert (result.status, [found.code for found in result.diagnostics]) == (Status.USAGE_AT_FAULT, ["config-key"])


def test_a_folder_that_is_not_there_is_a_diagnostic(tmp_path: Path) -> None:
    """A wrong path is reported, and no folder is made there."""
    gone = tmp_path / "gone"
    for result in (bookbuild.build(gone), bookbuild.check(gone), bookbuild.contents(gone)):
        assert (result.status, [found.code for found in result.diagnostics]) == (Status.USAGE_AT_FAULT, ["unreadable"])
    assert bookbuild.impose(tmp_path / "gone.pdf").diagnostics[0].code == "unreadable"
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("arguments", [{"project": b"book"}, {"project": 7}, {"chapters": [1.5]}, {"editions": [None]}])
def test_a_value_of_a_wrong_type_is_a_type_error(book: BookProject, arguments: dict[str, object]) -> None:
    """What no type checker would let pass is raised."""
    with pytest.raises(TypeError):
        bookbuild.build(**{"project": book.folder, **arguments})  # type: ignore[arg-type]


def test_a_check_counts_what_it_read(book: BookProject) -> None:
    """A check returns the number of articles and words, and every diagnostic."""
    result = bookbuild.check(book.folder)
    assert (result.ok, result.articles, result.words, result.diagnostics) == (True, 6, 24, ())
    assert not (book.folder / ".bookbuild").exists()


def test_contents_are_rows_in_reading_order(book: BookProject) -> None:
    """Chapters and articles come in the order of the book, with words, minutes and files."""
    rows = bookbuild.contents(book.folder).rows
    assert [(row.role, row.chapter, row.number) for row in rows] == [
        ("chapter", "1", ""),
        *(("article", "1", str(number)) for number in (1, 2, 3)),
        ("chapter", "2", ""),
        *(("article", "2", str(number)) for number in (4, 5, 6)),
    ]
    assert (rows[1].title, rows[1].words, rows[1].minutes, rows[1].path) == ("Article 1", 4, 1, "content/1.md")


def test_a_pdf_is_imposed(book: BookProject, tmp_path: Path) -> None:
    """Sheets are written beside the PDF or where requested; the result has how to print them."""
    pdf = Path(bookbuild.build(book.folder, formats="pdf", jobs=1).files[0].path)
    result = bookbuild.impose(pdf, paper="a4", marks=["fold", "staple"])
    assert result.ok
    assert result.file is not None
    assert result.file.path == str(pdf.with_suffix(".sheets.pdf"))
    assert (result.paper, result.flip, result.scale) == ("A4", "short", 1.0)
    assert result.sheets == (result.file.pages or 0) // 2
    elsewhere = bookbuild.impose(pdf, output=tmp_path / "out.pdf")
    assert (tmp_path / "out.pdf").read_bytes()[:4] == b"%PDF"
    assert elsewhere.ok


@pytest.mark.parametrize(
    "arguments",
    [
        {"paper": "a99"},
        {"marks": "bleed"},
        {"gutter": "wide"},
        {"scheme": "sadle"},
        {"flip": "up"},
        {"output": "a.pdf"},
    ],
)
def test_sheets_that_cannot_be_meant_are_a_diagnostic(
    tmp_path: Path, arguments: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A value of `impose` that cannot be read is reported with the argument's name."""
    monkeypatch.chdir(tmp_path)
    Path("a.pdf").write_bytes(b"%PDF")
    result = bookbuild.impose("a.pdf", **arguments)  # type: ignore[arg-type]
    assert (result.status, [found.code for found in result.diagnostics]) == (Status.USAGE_AT_FAULT, ["wrong-argument"])
    assert result.diagnostics[0].message.startswith(f"the argument {next(iter(arguments))}: ")
    assert Path("a.pdf").read_bytes() == b"%PDF"


def test_progress_is_a_callback(book: BookProject) -> None:
    """Each step is passed to the callback: what is done, and how much of it."""
    steps: list[Step] = []
    assert bookbuild.build(book.folder, jobs=1, progress=steps.append).ok
    assert {"laying out", "binding"} <= {step.what for step in steps}
    assert all(step.done <= step.everything for step in steps)


def test_an_exception_of_the_callback_ends_the_build(book: BookProject) -> None:
    """What a callback raises is its caller's affair, and comes through."""

    def stop(_: Step) -> None:
        raise LookupError("enough")

    with pytest.raises(LookupError, match="enough"):
        bookbuild.build(book.folder, jobs=1, progress=stop)
    assert book.files() == {}


def test_builds_of_several_threads_are_made_one_after_another(book: BookProject) -> None:
    """Threads that build at the same time each get their book, as one alone does."""
    with ThreadPoolExecutor(3) as threads:
        folders = [f"out-{number}" for number in range(3)]
        results = list(threads.map(lambda output: bookbuild.build(book.folder, output=output, jobs=1), folders))
    assert [result.ok for result in results] == [True] * 3
    assert book.files("out-0") == book.files("out-1") == book.files("out-2") != {}


SCRIPTS = {
    "a script without a guard": f"import bookbuild\n{BUILD}{REPORT}",
    "a thread": (
        "import bookbuild, threading\n"
        "results = []\n"
        "def run():\n    results.append(bookbuild.build('book', formats=['epub', 'pdf'], jobs=2, use_cache=False))\n"
        f"thread = threading.Thread(target=run)\nthread.start()\nthread.join()\n[result] = results\n{REPORT}"
    ),
    "an event loop, as in a notebook": (
        f"import asyncio, bookbuild\nasync def main():\n    {BUILD}    return result\n"
        f"result = asyncio.run(main())\n{REPORT}"
    ),
}


@pytest.mark.parametrize("name", SCRIPTS)
def test_a_script_builds_its_book_in_silence(book: BookProject, name: str) -> None:
    """A file of a few lines makes EPUB and PDF with several processes, runs once, and prints nothing of ours."""
    script = book.folder.parent / "make_book.py"
    script.write_text("with open('runs.txt', 'a') as runs: runs.write('x')\n" + SCRIPTS[name], encoding="utf-8")
    done = subprocess.run(
        [sys.executable, script.name],
        capture_output=True,
        check=False,
        cwd=book.folder.parent,
        text=True,
        env=surroundings(),
    )
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    assert sorted(book.files()) == ["g.epub", "g.pdf"]
    assert (book.folder.parent / "runs.txt").read_text("utf-8") == "x"


def test_code_from_standard_input_builds_its_book(book: BookProject) -> None:
    """Code that is in no file, as that of a console is, makes EPUB and PDF, too."""
    done = subprocess.run(
        [sys.executable, "-"],
        input=f"import bookbuild\n{BUILD}{REPORT}",
        capture_output=True,
        check=False,
        cwd=book.folder.parent,
        text=True,
        env=surroundings(),
    )
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    assert sorted(book.files()) == ["g.epub", "g.pdf"]


def test_importing_bookbuild_imports_next_to_nothing() -> None:
    """Until a function is used, no module of ours and no library is imported but the package itself."""
    code = "import sys; before = set(sys.modules); import bookbuild; print(*sorted(set(sys.modules) - before))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, text=True, env=surroundings())
    ours = [name for name in done.stdout.split() if name.startswith("bookbuild")]
    others = {name.partition(".")[0] for name in done.stdout.split()} - {"bookbuild"} - set(sys.stdlib_module_names)
    assert (ours, others) == (["bookbuild"], set())


def test_the_package_offers_what_the_interface_has() -> None:
    """Every name of `bookbuild.api` is one of the package, which is typed and has no others."""
    from bookbuild import api  # noqa: PLC0415 - compared here

    assert sorted(set(bookbuild.__all__) - {"__version__"}) == sorted(api.__all__)
    assert all(getattr(bookbuild, name) is getattr(api, name) for name in api.__all__)
    assert set(bookbuild.__all__) <= set(dir(bookbuild))
    assert Path(bookbuild.__file__).with_name("py.typed").is_file()
    with pytest.raises(AttributeError, match="has no attribute 'biuld'"):
        _ = bookbuild.biuld  # type: ignore[attr-defined]


def test_a_wrong_argument_is_reported_in_words_of_the_interface(book: BookProject) -> None:
    """The message names the argument, and the hint the nearest value that it may have."""
    (found,) = bookbuild.build(book.folder, formats="epbu").diagnostics
    assert (
        str(found) == "error[wrong-argument]: the argument formats: 'epbu' is no format\n    hint: did you mean 'epub'?"
    )
    (found,) = bookbuild.impose(book.folder / "a.pdf", scheme="sadle").diagnostics
    assert (found.code, found.hint) == ("wrong-argument", "did you mean 'saddle'?")


def test_editions_are_rows_with_what_they_hold(book: BookProject) -> None:
    """Every edition comes with its formats, its page, and how many books, articles and words it makes."""
    book.config("[editions.short]\nextends = 'sample'\nformats = ['html']")
    result = bookbuild.editions(book.folder)
    assert result.ok
    assert [row.name for row in result.rows][:3] == ["book", "booklet", "handout"]
    whole, booklet, *_, short = result.rows
    assert (whole.default, whole.formats, whole.page) == (True, ("epub", "pdf"), "148 x 210 mm, 10 pt")
    assert (whole.books, whole.articles, whole.words, booklet.books) == (1, 6, 24, 2)
    assert (short.name, short.formats, short.default, short.articles) == ("short", ("html",), False, 4)


def test_editions_that_hold_nothing_are_a_fault(book: BookProject) -> None:
    """An edition whose selection is empty is reported, and so are faults of the content and of the configuration."""
    result = bookbuild.editions(book.config("[editions.workshop]\ntags = 'workshop'").folder)
    assert (result.status, [found.code for found in result.diagnostics]) == (
        Status.BOOK_AT_FAULT,
        ["nothing-selected"],
    )
    assert bookbuild.editions(book.file("bookbuild.toml", "[bok]").folder).status is Status.USAGE_AT_FAULT
    assert bookbuild.editions(book.folder / "gone").diagnostics[0].code == "unreadable"


def test_settings_that_make_the_book_are_in_the_result(book: BookProject) -> None:
    """The result of a build and of a check has the lines with which the book is made in spite of its errors."""
    book.article(1, "[x](gone.md)")
    for result in (bookbuild.build(book.folder), bookbuild.check(book.folder)):
        assert result.lenient_settings == '[check]\nbroken-link = "warning"'
