"""The table of formats: a row holds everywhere, and a new format is a row."""

from dataclasses import replace
from pathlib import Path
from pkgutil import resolve_name

import pytest

import bookbuild
from bookbuild.cache import Cache
from bookbuild.model import FORMATS, Format
from bookbuild.pipeline.request import BuildRequest
from bookbuild.pipeline.session import typesetter_for
from bookbuild.pipeline.typesetting.typesetter import Typesetter
from tests.book import BookProject
from tests.pipeline import text_format


@pytest.fixture
def book(tmp_path: Path) -> BookProject:
    return BookProject(tmp_path / "book").config('slug = "g"').article(1).article(2)


def add(monkeypatch: pytest.MonkeyPatch, row: Format) -> None:
    assert isinstance(FORMATS, dict)
    monkeypatch.setitem(FORMATS, row.name, row)


def test_a_row_is_all_that_a_format_needs(book: BookProject, monkeypatch: pytest.MonkeyPatch) -> None:
    """With a row whose steps render, package and verify, a book can be built in a format, and is cached."""
    add(monkeypatch, text_format.ROW)
    result = bookbuild.build(book.folder, formats=["text", "epub"])
    assert [(file.name, file.format) for file in result.files] == [("g.txt", "text"), ("g.epub", "epub")]
    assert book.files()["g.txt"].decode() == "A book\nimage/svg+xml\nArticle 1\nArticle 2"
    monkeypatch.setattr(text_format, "package", lambda *_: pytest.fail("it was packaged again"))
    (book.folder / "_book/g.txt").unlink()
    assert bookbuild.build(book.folder, formats="text").ok


def test_what_a_format_verifies_keeps_its_file_from_being_written(
    book: BookProject, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An error that verification finds is a diagnostic, and there is no file."""
    add(monkeypatch, text_format.ROW)
    book.config('slug = "g"', title="Forbidden")
    result = bookbuild.build(book.folder, formats="text")
    assert [found.code for found in result.diagnostics] == ["malformed-output"]
    assert book.files() == {}


@pytest.mark.parametrize(("shape", "media_type"), [("portrait", "image/png"), ("page", "image/svg+xml")])
def test_a_row_sets_the_shape_of_a_cover(
    book: BookProject, monkeypatch: pytest.MonkeyPatch, shape: str, media_type: str
) -> None:
    """A format with a portrait cover gets an image of pixels, one with the shape of the page a drawing."""
    add(monkeypatch, replace(text_format.ROW, cover=shape))  # type: ignore[arg-type]
    assert bookbuild.build(book.folder, formats="text").ok
    assert book.files()["g.txt"].decode().splitlines()[1] == media_type


@pytest.mark.parametrize(("formats", "prepares"), [([], True), (["pdf"], True), (["epub"], False), (["text"], False)])
def test_only_a_format_that_needs_it_starts_the_layout_engine(
    monkeypatch: pytest.MonkeyPatch, formats: list[str], *, prepares: bool
) -> None:
    """Worker processes start in advance if a format needs layout, or if the editions decide which are made."""
    add(monkeypatch, text_format.ROW)
    prepared: list[Typesetter] = []

    def prepare(typesetter: Typesetter) -> None:
        prepared.append(typesetter)

    monkeypatch.setattr(Typesetter, "prepare", prepare)
    typesetter_for(BuildRequest(Path(), formats=tuple(formats), jobs=2), Cache()).stop()
    assert bool(prepared) is prepares


@pytest.mark.parametrize("form", FORMATS.values(), ids=lambda form: form.name)
def test_every_row_names_what_there_is(form: Format) -> None:
    """What a row names can be imported, and libraries are named where a file is packaged."""
    assert callable(resolve_name(form.make))
    steps = (form.render, form.package, form.verify)
    assert all(steps) == any(steps) == bool(form.libraries)
    assert all(callable(resolve_name(step)) for step in steps if step)


@pytest.mark.parametrize("name", FORMATS)
def test_configuration_and_command_line_know_every_format(book: BookProject, name: str) -> None:
    """A format can be given to an edition and to `--format`, and a wrong one is reported with all there are."""
    book.config(f'[editions.mine]\nformats = ["{name}"]')
    assert book.run("list", "--editions", "--json").json()["editions"][-1]["formats"] == [name]
    wrong = book.run("build", "-f", "mobi")
    assert (wrong.status, f"'{name}'" in wrong.err) == (2, True)
    assert name in bookbuild.build(book.folder, formats="mobi").diagnostics[0].hint
