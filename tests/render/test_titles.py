"""Titles with markup: set with it on pages and in contents, in plain words everywhere else."""

import pytest
from lxml import etree

from bookbuild.model import Edition, HandoutLayout, NavPoint, Picture
from bookbuild.pipeline.reading.project import Reading, read
from bookbuild.render.epub import render_epub
from bookbuild.render.handouts import Handouts
from bookbuild.render.html import render_html
from bookbuild.render.pdf import render_pdf
from tests.book import BookProject

COVER = Picture("cover.png", "image/png", b"png", 16, 24)
MARKED = {
    "On <em>time</em> &amp; place",
    "Reading the <em>Odyssey</em> with <code>grep</code>",
    "A <strong>preface</strong>",
    "Of x<sup>2</sup>",
}
PLAIN = {"On time & place", "Reading the Odyssey with grep", "A preface"}


@pytest.fixture(scope="module")
def reading(tmp_path_factory: pytest.TempPathFactory) -> Reading:
    """A book whose chapter, article, subtitle and preface have markup in their titles."""
    project = BookProject(tmp_path_factory.mktemp("titles")).config()
    project.file("content/ch1.md", "---\nchapter:\n  number: 1\n  title: 'On *time* & place'\n---\nText.\n")
    block = (
        "title: 'Reading the *Odyssey* with `grep`'\nsubtitle: 'Of x<sup>2</sup>'\nnumber: 1.10\nchapter.number: 1\n"
    )
    project.file("content/a.md", f"---\n{block}---\nText.\n")
    project.file("content/preface.md", "---\ntitle: A **preface**\nmatter: front\n---\nText.\n")
    outcome = read(project.folder, {})
    assert outcome.diagnostics == ()
    return outcome.value


def labels(points: tuple[NavPoint, ...]) -> set[str]:
    """Return the labels of all points of a contents."""
    return {label for point in points for label in (point.label, *labels(point.children))}


def texts(xhtml: str) -> str:
    """Return what may be shown of a document, without its head."""
    return xhtml.partition("<body")[2]


def test_epub(reading: Reading) -> None:
    """The EPUB's documents and nav have the markup; titles of documents and of the contents are plain."""
    epub = render_epub(reading.book, reading.config.settings_for(Edition()), reading.theme, COVER)
    nav = next(document for document in epub.documents if document.href == epub.nav_href)
    for shown in MARKED - {"Of x<sup>2</sup>"}:
        assert nav.data.decode().count(f"{shown}</a>") == 1
    pages = "".join(document.data.decode() for document in epub.documents if document is not nav)
    assert all(shown in pages for shown in MARKED)
    assert labels(epub.toc) == PLAIN
    assert {document.title for document in epub.documents} >= PLAIN
    assert {etree.fromstring(document.data).findtext(".//{*}title") for document in epub.documents} >= PLAIN


def test_pdf(reading: Reading) -> None:
    """Pages and contents of the PDF have the markup; running heads and bookmarks are plain."""
    pdf = render_pdf(reading.book, reading.config.settings_for(Edition()), reading.theme, COVER)
    pages = "".join(run.xhtml for run in pdf.runs)
    assert all(pages.count(shown) >= 2 for shown in MARKED - {"Of x<sup>2</sup>"})
    assert "Of x<sup>2</sup>" in pages
    heads = {head for run in pdf.runs for head in run.heads}
    assert heads >= PLAIN
    assert not any(sign in text for text in (*heads, *labels(pdf.outline)) for sign in "*`<")
    assert ">1.10<" in pages


def test_html_and_handout(reading: Reading) -> None:
    """The HTML file has the markup in its text and its contents, a handout in its title."""
    html = render_html(reading.book, reading.config.settings_for(Edition()), reading.theme, COVER)
    assert all(texts(html.xhtml).count(shown) >= 2 for shown in MARKED - {"Of x<sup>2</sup>"})
    settings = reading.config.settings_for(reading.config.editions["handout"])
    handouts = Handouts(reading.book, settings, reading.theme, reading.config.editions["handout"].handout, {})
    (article,) = (one for one in reading.book.articles() if one.path.endswith("a.md"))
    (run,) = handouts.rendition({article.key: HandoutLayout(10.0)}).runs
    assert "Reading the <em>Odyssey</em> with <code>grep</code></h1>" in run.xhtml
    assert run.title == "Reading the Odyssey with grep"
