"""A small whole book, rendered by hand: title page, contents, two articles with notes and a picture, a cover."""

import io
from dataclasses import replace
from datetime import date

from PIL import Image

from bookbuild.model import (
    Certification,
    ContentDocument,
    Creator,
    EpubRendition,
    Identity,
    NavPoint,
    Resource,
    Series,
    SubjectHeading,
)
from bookbuild.typefaces import load_typefaces

IDENTITY = Identity(
    title="Bread & Work",
    subtitle="A guide in two questions",
    language="en-GB",
    slug="bread-and-work",
    creators=(Creator("Ada Vale", file_as="Vale, Ada"), Creator("Noor Ilić", role="ill")),
    contributors=(Creator("Tom Reed", role="edt"),),
    publisher="Harbour Typesetter",
    rights="© 2024 Harbour Typesetter <all rights>",
    description="Two answers for people who bake.",
    subjects=("Baking", "Work"),
    published=date(2024, 3, 1),
    modified="2024-03-02T10:00:00Z",
    isbn="978-3-16-148410-0",
)

RICH = replace(
    IDENTITY,
    isbns=(("epub", "0-306-40615-2"), ("pdf", "978-0-306-40615-7")),
    doi="10.5555/12345678",
    series=Series("Bread & life", "3", "2049-3630"),
    edition="2",
    headings=(
        SubjectHeading("BISAC", "CKB009000", "COOKING / Courses & Dishes / Bread"),
        SubjectHeading("Thema", "WBVQ", "Cookery / food by ingredient"),
    ),
    other_languages=("fr",),
    license="https://creativecommons.org/licenses/by/4.0/",
    certification=Certification("Readable Books", "https://example.org/report", "Reader of the year"),
)
"""The book's identity with everything that may be said of one."""

_PAGE = """<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE html>
<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops" lang="en-GB" xml:lang="en-GB">
<head><title>{title}</title><link rel="stylesheet" type="text/css" href="../style.css"/></head>
<body>{body}</body>
</html>
"""
_COVER = '<p><img epub:type="cover" role="doc-cover" src="../cover.png" alt="Bread &amp; Work"/></p>'
_TITLE = '<section epub:type="titlepage"><h1>Bread &amp; Work</h1><p>A guide in two questions</p></section>'
_NAV = """<nav epub:type="toc" role="doc-toc" id="toc"><h1>Contents</h1><ol>
<li><a href="chapter.xhtml">Ovens</a><ol><li><a href="first.xhtml">What is an oven?</a></li>
<li><a href="hei%C3%9F.xhtml#c2.heat">How hot?</a></li></ol></li></ol></nav>
<nav epub:type="landmarks" hidden=""><h2>Landmarks</h2><ol><li><a epub:type="bodymatter" href="chapter.xhtml">Start</a>
</li><li><a epub:type="toc" href="#toc">Contents</a></li></ol></nav>"""
_CHAPTER = '<section epub:type="chapter" role="doc-chapter"><h1>Ovens</h1></section>'
_FIRST = """<article><h1>What is an oven?</h1>
<p>A warm room<a epub:type="noteref" role="doc-noteref" href="#n1" id="r1">1</a>; read
<a href="hei%C3%9F.xhtml#c2.heat">how hot</a> or <a href="https://example.org/">more</a>.</p>
<p><img src="../images/oven.png" alt="An oven of brick"/></p>
<section epub:type="endnotes" role="doc-endnotes"><h2>Notes</h2><ol><li id="n1">
<p>Of clay, too. <a href="#r1" role="doc-backlink">Back</a></p></li></ol></section></article>"""
_SECOND = '<article><h1>How hot?</h1><h2 id="c2.heat">Heat</h2><p>230 °C; <code>T = 503</code></p></article>'
_STYLE = """@font-face { font-family: "Source Serif 4"; src: url(fonts/SourceSerif4-Regular.ttf); }
@font-face { font-family: "Source Code Pro"; src: url(fonts/SourceCodePro-Regular.ttf); }
body { font-family: "Source Serif 4", serif; } code { font-family: "Source Code Pro", monospace; }
img { max-width: 100%; }
"""


def png(colour: str, width: int = 40, height: int = 60) -> bytes:
    """Return a picture of one colour."""
    written = io.BytesIO()
    Image.new("RGB", (width, height), colour).save(written, "PNG")
    return written.getvalue()


def small_cover() -> Resource:
    """Return the cover's image."""
    return Resource("cover.png", "image/png", png("navy", 160, 256))


def small_book() -> EpubRendition:
    """Return the book: one of its file names is not ASCII."""
    documents = (
        _document("text/cover.xhtml", "Cover", _COVER),
        _document("text/title.xhtml", "Bread & Work", _TITLE),
        _document("text/nav.xhtml", "Contents", _NAV),
        _document("text/chapter.xhtml", "Ovens", _CHAPTER),
        _document("text/first.xhtml", "What is an oven?", _FIRST),
        _document("text/heiß.xhtml", "How hot?", _SECOND),
    )
    articles = (
        NavPoint("What is an oven?", "text/first.xhtml", kind="article", number="1"),
        NavPoint("How hot?", "text/heiß.xhtml#c2.heat", kind="article", number="2"),
    )
    faces = {face.name: face for face in load_typefaces()}
    return EpubRendition(
        identity=IDENTITY,
        documents=documents,
        nav_href="text/nav.xhtml",
        toc=(NavPoint("Ovens", "text/chapter.xhtml", articles, "chapter"),),
        resources=(
            Resource("style.css", "text/css", _STYLE.encode()),
            Resource("images/oven.png", "image/png", png("maroon")),
        ),
        typefaces=(faces["SourceSerif4-Regular.ttf"], faces["SourceCodePro-Regular.ttf"]),
        characters=frozenset("".join((_FIRST, _SECOND, _TITLE))),
    )


def _document(href: str, title: str, body: str) -> ContentDocument:
    head = title.replace("&", "&amp;")
    return ContentDocument(href, title, _PAGE.format(title=head, body=body).encode())
