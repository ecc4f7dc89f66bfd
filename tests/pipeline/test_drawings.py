"""Drawings in a book: one file for articles of several colours."""

from pathlib import Path

from bookbuild.cache import Cache
from bookbuild.model import Picture, Theme
from bookbuild.pipeline.drawings import Drawings
from bookbuild.pipeline.reading.project import read
from tests.book import BookProject

DRAWING = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path d="M0 0h9" stroke="var(--accent, #123456)"/></svg>'
)


def shown(book: BookProject) -> tuple[list[Picture], Theme]:
    """Return the pictures of a book's articles for screens, and its theme."""
    reading = read(book.folder, {}, Cache()).value
    made = Drawings(Cache()).for_screen(reading.book, reading.theme, "en").value
    return [
        made.pictures[article.path, use.target] for article in made.articles() for use in article.images
    ], reading.theme


def test_a_drawing_is_a_picture_for_each_accent(tmp_path: Path) -> None:
    """Articles of one accent share a picture of a file, and others have one of their own, in their colour."""
    book = BookProject(tmp_path / "book").config()
    book.file("content/line.svg", DRAWING)
    for number, highlight in enumerate(("ch1", "ch2", "ch1"), 1):
        book.article(number, "![A line](line.svg)", more=f"highlight: {highlight}\n")
    pictures, theme = shown(book)
    assert pictures[0].name == pictures[2].name != pictures[1].name
    assert theme.palette["ch1"].ink.encode() in pictures[0].data
    assert theme.palette["ch2"].ink.encode() in pictures[1].data
