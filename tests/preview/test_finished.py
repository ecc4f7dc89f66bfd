"""A finished build on one page."""

import re
import zipfile
from pathlib import Path

import pikepdf

from bookbuild.pipeline.results import BuildResult, OutputFile
from bookbuild.preview.finished import _claims, publish
from tests.book import BookProject

_PACKAGE = """<package><metadata><meta property="dcterms:conformsTo">EPUB Accessibility 1.1</meta></metadata>
<manifest><item properties="cover-image" href="images/cover.png"/></manifest></package>"""


def test_the_page_of_a_build_offers_every_file(tmp_path: Path) -> None:
    """Each address on it is that of a file in the folder; titles are text, whatever they contain."""
    book = BookProject(tmp_path / "book").file("bookbuild.toml", '[book]\ntitle = "A <b>book</b>"\nlanguage = "de"\n')
    book.article(1).file("a.html", "<p>")
    with zipfile.ZipFile(book.folder / "a.epub", "w") as epub:
        epub.writestr("EPUB/package.opf", _PACKAGE)
        epub.writestr("EPUB/images/cover.png", b"PNG")
    files = [
        OutputFile(f"a.{form}", "book", form, 1, "0", None, str(book.folder / f"a.{form}"), changed=True)
        for form in ("epub", "html")
    ]
    publish(book.folder, BuildResult(tuple(files)), tmp_path / "public")
    page = (tmp_path / "public" / "index.html").read_text("utf-8")
    addresses = set(re.findall(r'(?:href|src)="([^"]+)"', page))
    assert {"cover.png", "finished.css", "books/book/a.epub", "books/book/a.html"} <= addresses
    assert all((tmp_path / "public" / address).is_file() for address in addresses)
    assert "A &lt;b&gt;book&lt;/b&gt;" in page
    assert 'lang="de"' in page
    assert "Article 1" in page
    assert "EPUB 3.3, EPUB Accessibility 1.1" in page


def test_a_pdf_says_what_it_keeps(tmp_path: Path) -> None:
    """Its claims are read from its metadata, which may be compressed."""
    file = tmp_path / "a.pdf"
    with pikepdf.new() as pdf:
        pdf.Root.Metadata = pdf.make_stream(b"<pdfuaid:part>1</pdfuaid:part><x pdfaid:part='3'/>")
        pdf.save(file, fix_metadata_version=False)
    assert list(_claims("pdf", file)) == ["PDF/UA-1", "PDF/A-3"]
