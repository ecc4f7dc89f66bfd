"""Verification of EPUBs: nothing in a sound book, and every fault by its name."""

import io
import zipfile

import pytest

from bookbuild.epub import package
from bookbuild.model import Artifact
from bookbuild.verify.epub import verify_epub
from tests.epub.small_book import small_book, small_cover


@pytest.fixture(scope="module")
def sound() -> Artifact:
    return package(small_book(), "book", "book.epub", small_cover())


def changed(artifact: Artifact, name: str, old: bytes, new: bytes) -> Artifact:
    """Return the EPUB with one file of it changed."""
    written = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(artifact.data)) as source, zipfile.ZipFile(written, "w") as target:
        for entry in source.infolist():
            data = source.read(entry)
            if entry.filename == name:
                assert old in data
                data = data.replace(old, new)
            target.writestr(entry, data)
    return Artifact(artifact.name, "epub", "book", written.getvalue())


def test_sound_book_has_no_findings(sound: Artifact) -> None:
    """In a book that EPUBCheck accepts nothing is found."""
    assert verify_epub(sound) == ()


FIRST, HREF = "EPUB/text/first.xhtml", b"hei%C3%9F.xhtml#c2.heat"


@pytest.mark.parametrize(
    ("name", "old", "new", "code", "message"),
    [
        (FIRST, b"</article>", b"", "malformed-output", "first.xhtml is not well-formed"),
        (FIRST, b'id="n1"', b'id="r1"', "malformed-output", "the id r1"),
        (FIRST, b"#c2.heat", b"#c2.cold", "dead-destination", "#c2.cold"),
        (FIRST, HREF, b"gone.xhtml", "dead-destination", "gone.xhtml"),
        (FIRST, HREF, b"../style.css", "dead-destination", "style.css"),
        (FIRST, b'href="#n1"', b'href="#n9"', "dead-destination", "#n9"),
        (FIRST, b"https://example.org/", b"file:///etc/passwd", "malformed-output", "file:///etc/passwd"),
        (FIRST, b"https://example.org/", b"javascript:alert(1)", "malformed-output", "javascript:alert(1)"),
        (FIRST, b"../images/oven.png", b"https://example.org/o.png", "malformed-output", "from outside the book"),
        (FIRST, b"../images/oven.png", b"../images/gone.png", "malformed-output", "gone.png, which is not in the"),
        (FIRST, b"<article>", b'<article onclick="x()">', "malformed-output", "holds a script"),
        (FIRST, b"<article>", b"<article><script/>", "malformed-output", "holds a script"),
        (FIRST, b"<article>", b'<article style="background:url(//x.org/a)">', "malformed-output", "//x.org/a"),
        ("EPUB/style.css", b"body", b'@import "http://x.org/";', "malformed-output", "http://x.org/"),
        ("EPUB/style.css", b"fonts/SourceSerif", b"fonts/Sorceserif", "malformed-output", "Sorceserif"),
        ("EPUB/toc.ncx", b"text/first.xhtml", b"text/none.xhtml", "dead-destination", "text/none.xhtml"),
        ("EPUB/text/nav.xhtml", b'"first.xhtml"', b'"chapter.xhtml"', "malformed-output", "not in the table of"),
        ("EPUB/content.opf", b"images/oven.png", b"images/pan.png", "malformed-output", "oven.png is not in the"),
        ("EPUB/content.opf", b"images/oven.png", b"images/pan.png", "malformed-output", "pan.png is in the"),
        ("EPUB/content.opf", b' properties="nav"', b"", "malformed-output", "nav document"),
        ("EPUB/content.opf", b"</package>", b"", "malformed-output", "package document is broken"),
        ("mimetype", b"epub", b"eqbu", "malformed-output", "mimetype"),
    ],
)
def test_fault_is_found(sound: Artifact, name: str, old: bytes, new: bytes, code: str, message: str) -> None:
    """Whatever a reader's device would stumble over is found, and named by file and cause."""
    findings = verify_epub(changed(sound, name, old, new))
    assert any(found.code == code and message in found.message for found in findings), findings


@pytest.mark.parametrize("data", [b"", b"no archive"])
def test_what_is_no_container_is_reported(data: bytes) -> None:
    """A file that is no ZIP archive is a finding, not a crash."""
    assert [found.code for found in verify_epub(Artifact("book.epub", "epub", "book", data))] == ["malformed-output"]


def test_compressed_mimetype_is_reported(sound: Artifact) -> None:
    """The type must stand first and uncompressed, or old devices do not know the file."""
    written = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(sound.data)) as source, zipfile.ZipFile(written, "w") as target:
        for name in source.namelist():
            target.writestr(name, source.read(name), zipfile.ZIP_DEFLATED)
    (found,) = verify_epub(Artifact("book.epub", "epub", "book", written.getvalue()))
    assert "mimetype is not the first file" in found.message
