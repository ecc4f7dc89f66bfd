"""A machine without the layout engine's libraries makes what needs no layout, and reports what it lacks."""

import re
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest

from tests.book import BookProject, Ran

HIDING = """
import ctypes, ctypes.util
_load = ctypes.CDLL.__init__
def _refuse(self, name, *more, **others):
    if any(part in str(name) for part in ("pango", "harfbuzz", "fontconfig", "gobject")):
        raise OSError(f"{name}: hidden")
    _load(self, name, *more, **others)
ctypes.CDLL.__init__ = _refuse
ctypes.util.find_library = lambda name: None
"""
"""A sitecustomize module for a Python on a machine without these libraries."""


@pytest.fixture
def without_libraries(tmp_path: Path) -> dict[str, str]:
    """The environment of a Python process that can load none of the layout engine's libraries."""
    folder = tmp_path / "hiding"
    folder.mkdir()
    (folder / "sitecustomize.py").write_text(HIDING, "utf-8")
    return {"PYTHONPATH": str(folder)}


def build(book: BookProject, environment: dict[str, str], *arguments: str) -> Ran:
    return book.config().article(1).program("build", *arguments, **environment)


@pytest.mark.parametrize("jobs", ["1", "2"])
@pytest.mark.parametrize("formats", [("epub", "pdf"), ("pdf", "epub"), ("epub", "pdf", "sheets")])
def test_the_epub_is_made_and_the_lack_is_reported_once(
    book: BookProject, without_libraries: dict[str, str], jobs: str, formats: tuple[str, ...]
) -> None:
    """Without the libraries the EPUB is written, one diagnostic names what is missing, and the status is 2."""
    asked = [argument for name in formats for argument in ("--format", name)]
    ran = build(book, without_libraries, "--jobs", jobs, *asked)
    assert (ran.status, ran.out) == (2, "")
    assert ran.err.count("error[") == ran.err.count("error[missing-library]") == 1
    assert "Traceback" not in ran.err
    assert [name for name in book.files() if name.endswith(".pdf")] == []
    assert [name for name in book.files() if name.endswith(".epub")] == ["a-book.epub"]


@pytest.mark.parametrize("name", ["epub", "html"])
def test_a_format_without_layout_needs_no_library(
    book: BookProject, without_libraries: dict[str, str], name: str
) -> None:
    """Where no PDF is requested, nothing is reported about the libraries that only PDFs need."""
    ran = build(book, without_libraries, "--format", name)
    assert (ran.status, "missing-library" in ran.err) == (0, False)
    assert f"a-book.{name}" in book.files()


def test_the_html_file_is_made_beside_a_pdf_that_cannot_be(
    book: BookProject, without_libraries: dict[str, str]
) -> None:
    """Without the libraries the HTML file is written too, and the status is 2 for the PDF alone."""
    ran = build(book, without_libraries, "--format", "pdf", "--format", "html")
    assert (ran.status, ran.err.count("error[")) == (2, 1)
    assert "a-book.html" in book.files()


def test_an_edition_of_epubs_alone_needs_no_library(book: BookProject, without_libraries: dict[str, str]) -> None:
    """Formats that the configuration leaves out need no library either."""
    book.config('[editions.book]\nformats = ["epub"]').article(1)
    ran = book.program("build", **without_libraries)
    assert (ran.status, "missing-library" in ran.err) == (0, False)


@pytest.mark.parametrize("name", ["epub", "html"])
def test_a_part_refers_to_the_full_book_by_chapter_until_pages_are_known(
    book: BookProject, without_libraries: dict[str, str], name: str
) -> None:
    """A part is made without the libraries, with references by chapter; once they are there, it is made with pages."""
    book.config().article(1, "See [the oven](2.md).").article(2, chapter=2)
    build_part = ("build", "--chapter", "1", "--format", name)
    ran = book.program(*build_part, **without_libraries)
    assert (ran.status, "note[unpaged-references]" in ran.err) == (0, True)
    (unpaged,) = book.files().values()
    ran = book.program(*build_part)
    assert (ran.status, "unpaged-references" in ran.err) == (0, False)
    (paged,) = book.files().values()
    assert reference_in(unpaged, name) == "full book, chapter 2"
    assert reference_in(paged, name).startswith("full book, chapter 2, page ")


def reference_in(data: bytes, name: str) -> str:
    """Return the words of the first reference to the full book, in an EPUB or an HTML file."""
    if name == "epub":
        with ZipFile(BytesIO(data)) as package:
            data = b"".join(package.read(file) for file in package.namelist() if file.endswith(".xhtml"))
    found = re.search(r'class="elsewhere">\s*\(?([^)<]*)', data.decode())
    assert found
    return found[1].replace("\u00a0", " ").strip(" ()")
