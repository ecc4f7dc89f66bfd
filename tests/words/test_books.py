"""Every word of many articles arrives in the EPUB and in the PDF, or a diagnostic names its lines."""

import re
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pypdfium2
import pytest
from PIL import Image

import bookbuild
from tests.book import BookProject
from tests.words.composition import Composition, compose
from tests.words.test_every_word import lines_of

ARTICLES = 60
"""Articles of a book."""

FIRST_LINE = 8
CONFIG = """
[check]
broken-link = "warning"
missing-image = "warning"
outside-image = "warning"
unreadable-image = "warning"
worksheet-argument = "warning"
"""
BATCHES = 2
"""Books that are made each time; `make words` makes more than a thousand."""


@pytest.mark.parametrize("batch", range(BATCHES))
def test_words_arrive_in_both_books_or_are_named(batch: int, tmp_path: Path) -> None:
    """A word is in the EPUB and on a page of the PDF, or a diagnostic stands at a line of its block."""
    composed = {number: compose(batch * ARTICLES + number, first_line=FIRST_LINE) for number in range(1, ARTICLES + 1)}
    result = bookbuild.build(project(tmp_path, composed), formats=["epub", "pdf"], use_cache=False)
    files = {file.format: Path(file.path).read_bytes() for file in result.files}
    assert set(files) == {"epub", "pdf"}, result.diagnostics
    named = {(one.location.path, line) for one in result.diagnostics if one.location for line in lines_of(one)}
    epub, pdf = words_of_epub(files["epub"]), words_of_pdf(files["pdf"])
    lost = [
        (number, word.text, "EPUB" if word.text not in epub else "PDF")
        for number, article in composed.items()
        for word in article.words
        if (word.text not in epub or (word.text not in pdf and not word.in_attribute))
        and not any((f"content/{number}.md", line) in named for line in range(word.first, word.last + 1))
    ]
    assert lost == []


def project(folder: Path, articles: dict[int, Composition]) -> Path:
    """Write the project of articles, with the picture that they show."""
    book = BookProject(folder).config(CONFIG).file("styles/project.css", "* { hyphens: none !important }")
    for number, article in articles.items():
        book.article(number, article.text)
    picture = BytesIO()
    Image.new("RGB", (40, 30), "navy").save(picture, "PNG")
    book.file("content/picture.png", picture.getvalue())
    return folder


def words_of_epub(data: bytes) -> str:
    """Return the documents of an EPUB."""
    with ZipFile(BytesIO(data)) as package:
        return "".join(package.read(name).decode() for name in package.namelist() if name.endswith(".xhtml"))


def words_of_pdf(data: bytes) -> str:
    """Return what stands on the pages of a PDF, without spaces: a narrow cell may break a word."""
    with pypdfium2.PdfDocument(data) as document:
        text = "".join(page.get_textpage().get_text_bounded() for page in document)
    return re.sub(r"[\s\u00ad\u0002\ufffe-]+", "", text)
