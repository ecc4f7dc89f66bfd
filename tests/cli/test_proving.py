"""`check --outputs` and `check --reproducible`."""

import io
import json
import os
import zipfile
from dataclasses import replace
from pathlib import Path

import pikepdf
import pytest

from bookbuild.epub import package
from bookbuild.model import EpubRendition, NavPoint
from bookbuild.pipeline import reproducing
from bookbuild.pipeline.reproducing import first_difference
from bookbuild.verify.conformance import Conformance, State, conformance_of
from tests.book import BookProject
from tests.epub.small_book import small_book, small_cover

CLAIM = b"""<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description xmlns:ua="http://www.aiim.org/pdfua/ns/id/" xmlns:a="http://www.aiim.org/pdfa/ns/id/" a:part="3"
a:conformance="A"><ua:part>1</ua:part></rdf:Description></rdf:RDF></x:xmpmeta>"""


def epub(folder: Path, rendition: EpubRendition | None = None) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    data = package(rendition or small_book(), "book", "book.epub", small_cover()).data
    (folder / "book.epub").write_bytes(data)
    return folder / "book.epub"


def pdf(folder: Path) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    with pikepdf.new() as new:
        new.add_blank_page()
        new.Root.Lang, new.docinfo["/Title"] = pikepdf.String("en"), "A"
        new.Root.Metadata = pikepdf.Stream(new, CLAIM)
        new.save(folder / "book.pdf")
    return folder / "book.pdf"


def program(folder: Path, name: str, says: str) -> None:
    """Write a program that prints something, whatever it is asked."""
    folder.mkdir(exist_ok=True)
    (folder / name).write_text(f"#!/bin/sh\ncat <<'END'\n{says}\nEND\n")
    (folder / name).chmod(0o755)


@pytest.fixture
def tools(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A machine with no programs but those that a test writes into this folder."""
    monkeypatch.setenv("PATH", f"{tmp_path / 'tools'}{os.pathsep}/bin")
    monkeypatch.setattr("bookbuild.verify.judges.find_spec", lambda _: None)
    return tmp_path / "tools"


def states(found: tuple[Conformance, ...]) -> dict[str, State]:
    return {one.standard: one.state for one in found}


def test_what_is_not_proved_is_not_said_to_hold(tmp_path: Path, tools: Path) -> None:
    """Without EPUBCheck and veraPDF standards are not proved; what the program can see itself is said."""
    assert not tools.exists()
    shown = states(conformance_of(epub(tmp_path)))
    assert (shown["EPUB 3.3"], shown["EPUB Accessibility 1.1"]) == (State.OPEN, State.HOLDS)
    assert (shown["fonts embedded"], shown["page list"]) == (State.HOLDS, State.ABSENT)
    claimed = states(conformance_of(pdf(tmp_path)))
    assert (claimed["PDF/UA-1"], claimed["PDF/A-3a"]) == (State.OPEN, State.OPEN)
    assert conformance_of(tmp_path / "pages.json") == ()


def test_judges_decide_where_they_are(tmp_path: Path, tools: Path) -> None:
    """What EPUBCheck and veraPDF say counts, with the first fault that they find."""
    message = {"severity": "ERROR", "ID": "RSC-005", "message": "wrong"}
    program(tools, "epubcheck", json.dumps({"checker": {"checkerVersion": "5"}, "messages": [message, message]}))
    program(tools, "verapdf", "PASS book.pdf ua1")
    assert conformance_of(epub(tmp_path))[0].detail == "EPUBCheck 5: RSC-005, wrong (and 1 more)"
    assert states(conformance_of(pdf(tmp_path)))["PDF/UA-1"] is State.HOLDS


def test_a_page_list_holds_if_it_has_every_break(tmp_path: Path, tools: Path) -> None:
    """A list of pages without the breaks in the text is a fault, and `check --outputs` then has the status 1."""
    assert not tools.exists()
    book = small_book()
    nav = next(one for one in book.documents if one.href == book.nav_href)
    listed = b'<nav epub:type="page-list"><ol><li><a href="text/one.xhtml">1</a></li></ol></nav></body>'
    documents = tuple(
        replace(one, data=one.data.replace(b"</body>", listed)) if one is nav else one for one in book.documents
    )
    project = BookProject(tmp_path / "project").config().article(1)
    epub(project.folder / "_book", replace(book, documents=documents))
    ran = project.run("check", "--outputs")
    assert ran.status == 1
    assert "1 pages are listed, but 0 begin in the text" in ran.out
    assert project.run("check", "--outputs", "-o", str(tmp_path / "none")).status == 2
    assert project.run("check", "-o", "elsewhere").status == 2


def test_the_first_difference_is_named() -> None:
    """Of an EPUB the file in it and its line, of other files the byte."""
    assert first_difference(b"a\nbcd", b"a\nbcd") == ""
    assert first_difference(b"a\nbcd", b"a\nbXd").startswith("byte 3, line 2: ")

    def archive(text: str, *names: str) -> bytes:
        data = io.BytesIO()
        with zipfile.ZipFile(data, "w") as written:
            for name in names:
                written.writestr(zipfile.ZipInfo(name), text)
        return data.getvalue()

    assert first_difference(archive("x\ny", "a", "b"), archive("x\nz", "a", "b")).startswith("a, byte 2, line 2: ")
    assert first_difference(archive("", "a", "b"), archive("", "b", "a")).endswith("from a on")


@pytest.mark.parametrize(("second", "status"), [(b"one", 0), (b"other", 1)])
def test_a_book_is_made_twice_under_other_circumstances(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, second: bytes, status: int
) -> None:
    """Both builds get the editions and other hash seeds; the status says whether their files are the same."""
    seeds = []

    def build(_: Path, folder: Path, environment: dict[str, str], arguments: tuple[str, ...]) -> None:
        assert arguments[0] == "book"
        seeds.append(environment["PYTHONHASHSEED"])
        folder.mkdir()
        (folder / "a.pdf").write_bytes(second if len(seeds) > 1 else b"one")

    monkeypatch.setattr(reproducing, "_build", build)
    ran = BookProject(tmp_path).config().run("check", "book", "--reproducible", "--json")
    assert (ran.status, len(set(seeds))) == (status, 2)
    assert bool(ran.json()["reproducible"][0]["difference"]) == bool(status)


def test_pages_of_an_epub_are_in_its_package_and_its_ncx(tmp_path: Path) -> None:
    """The NCX numbers the pages on after the contents, and has none where the EPUB lists no pages."""
    page = NavPoint("ix", "text/one.xhtml#page_ix")
    with zipfile.ZipFile(epub(tmp_path, replace(small_book(), pages=(page,), pages_of="urn:x"))) as archive:
        ncx, opf = archive.read("EPUB/toc.ncx").decode(), archive.read("EPUB/content.opf").decode()
    assert '<pageTarget id="page-1" type="front" playOrder="' in ncx
    assert 'src="text/one.xhtml#page_ix"' in ncx
    assert '<meta property="pageBreakSource">urn:x</meta>' in opf
    with zipfile.ZipFile(epub(tmp_path)) as archive:
        assert b"pageList" not in archive.read("EPUB/toc.ncx")
