"""The table of contents of a book as a tree, and the titles and numbers in it."""

import html
from collections.abc import Callable, Iterator, Mapping

from bookbuild.model import Article, Book, Chapter, NavPoint
from bookbuild.render.body import figure_count

Locate = Callable[[str], str]
"""Returns the href or the anchor of a key."""


def contents(book: Book, labels: Mapping[str, str], locate: Locate) -> tuple[NavPoint, ...]:
    """Return front matter, chapters with their articles, and back matter; for a sample also its closing page."""
    return (*_points(book, labels, locate), *_closing(book, labels, locate))


def shown_contents(book: Book, labels: Mapping[str, str], locate: Locate) -> tuple[NavPoint, ...]:
    """Return what the contents page shows: for a sample all of the full book, with empty targets for what the
    sample lacks.
    """
    present = keys_of(book)
    shown = _points(book.full or book, labels, lambda key: locate(key) if key in present else "")
    return (*shown, *_closing(book, labels, locate))


def _points(book: Book, labels: Mapping[str, str], locate: Locate) -> Iterator[NavPoint]:
    for article in book.front:
        yield article_point(article, locate, "front")
    for chapter in book.chapters:
        inside = tuple(article_point(article, locate) for article in chapter.articles)
        if has_opening_page(chapter):
            number = str(chapter.number) if chapter.title else ""
            title, markup = chapter_title(chapter, labels), chapter.title_markup
            yield NavPoint(title, locate(chapter.key), inside, "chapter", number, markup)
        else:
            yield from inside
    for article in book.back:
        yield article_point(article, locate, "back")


def _closing(book: Book, labels: Mapping[str, str], locate: Locate) -> Iterator[NavPoint]:
    if book.full:
        yield NavPoint(labels["closing"], locate("closing"), kind="back")


def article_point(article: Article, locate: Locate, kind: str = "article") -> NavPoint:
    """Return an article's line in the contents."""
    number = str(article.number or "") if kind == "article" else ""
    return NavPoint(article.title, locate(article.key), kind=kind, number=number, markup=article.title_markup)


def has_opening_page(chapter: Chapter) -> bool:
    """Return whether a chapter has an opening page."""
    return chapter.number is not None and chapter.whole


def chapter_title(chapter: Chapter, labels: Mapping[str, str]) -> str:
    """Return a chapter's title, or a title made from its number."""
    return chapter.title or (f"{labels['chapter']} {chapter.number}" if chapter.number is not None else "")


def chapter_title_xhtml(chapter: Chapter, labels: Mapping[str, str]) -> str:
    """Return a chapter's title as inline XHTML."""
    return chapter.title_markup or html.escape(chapter_title(chapter, labels), quote=False)


def highlight_of(article: Article, chapter: Chapter | None) -> str:
    """Return the name of an article's accent colour: its own, else its chapter's."""
    return article.highlight or (chapter.highlight if chapter else "")


def figure_prefix(chapter: Chapter | None) -> str:
    """Return the prefix of figure numbers: the chapter's number and a dot, or an empty string."""
    return f"{chapter.number}." if chapter and chapter.number is not None else ""


def keys_of(book: Book) -> frozenset[str]:
    """Return every key that a link in this book can lead to."""
    articles = {article.key for article in book.articles()}
    return frozenset(articles | {chapter.key for chapter in book.chapters if has_opening_page(chapter)})


def figure_starts(book: Book) -> Mapping[str, int]:
    """Return the number of captioned figures before each article in its chapter, by the article's key."""
    starts: dict[str, int] = {}
    runs = [
        book.front,
        *((*filter(None, [chapter.opening]), *chapter.articles) for chapter in book.chapters),
        book.back,
    ]
    for run in runs:
        count = 0
        for article in run:
            starts[article.key] = count
            count += sum(map(figure_count, (article.body, *article.notes)))
    return starts
