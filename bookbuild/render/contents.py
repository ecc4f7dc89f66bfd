"""The contents of a book as a tree of places, and what things are called there."""

from collections.abc import Callable, Iterator, Mapping

from bookbuild.model import Article, Book, Chapter, NavPoint
from bookbuild.render.body import figure_count

Place = Callable[[str], str]
"""Turns a key into where it is found: an href or an anchor."""


def contents(book: Book, labels: Mapping[str, str], place: Place) -> tuple[NavPoint, ...]:
    """List the front matter, the chapters with their articles, and the back matter; of a sample its closing page."""
    return (*_points(book, labels, place), *_closing(book, labels, place))


def shown_contents(book: Book, labels: Mapping[str, str], place: Place) -> tuple[NavPoint, ...]:
    """List what the contents page shows: of a sample everything that the full book holds, without a target where
    the sample lacks it.
    """
    present = keys_of(book)
    shown = _points(book.full or book, labels, lambda key: place(key) if key in present else "")
    return (*shown, *_closing(book, labels, place))


def _points(book: Book, labels: Mapping[str, str], place: Place) -> Iterator[NavPoint]:
    for article in book.front:
        yield NavPoint(article.title, place(article.key), kind="front")
    for chapter in book.chapters:
        inside = tuple(article_point(article, place) for article in chapter.articles)
        if opens(chapter):
            number = str(chapter.number) if chapter.title else ""
            yield NavPoint(chapter_title(chapter, labels), place(chapter.key), inside, "chapter", number)
        else:
            yield from inside
    for article in book.back:
        yield NavPoint(article.title, place(article.key), kind="back")


def _closing(book: Book, labels: Mapping[str, str], place: Place) -> Iterator[NavPoint]:
    if book.full:
        yield NavPoint(labels["closing"], place("closing"), kind="back")


def article_point(article: Article, place: Place) -> NavPoint:
    """Return an article's line in the contents."""
    return NavPoint(article.title, place(article.key), kind="article")


def opens(chapter: Chapter) -> bool:
    """Say whether a chapter has an opening page of its own."""
    return chapter.number is not None and chapter.whole


def chapter_title(chapter: Chapter, labels: Mapping[str, str]) -> str:
    """Return a chapter's title; one without is called by its number."""
    return chapter.title or (f"{labels['chapter']} {chapter.number}" if chapter.number is not None else "")


def highlight_of(article: Article, chapter: Chapter | None) -> str:
    """Return the name of an article's accent colour: its own, else its chapter's."""
    return article.highlight or (chapter.highlight if chapter else "")


def figure_prefix(chapter: Chapter | None) -> str:
    """Return what stands before the number of a figure: the chapter's number, where it has one."""
    return f"{chapter.number}." if chapter and chapter.number is not None else ""


def keys_of(book: Book) -> frozenset[str]:
    """Return every key that a link in this book can lead to."""
    articles = {article.key for article in book.articles()}
    return frozenset(articles | {chapter.key for chapter in book.chapters if opens(chapter)})


def figure_starts(book: Book) -> Mapping[str, int]:
    """Count the captioned figures: how many come before each article in its chapter, by the article's key."""
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
