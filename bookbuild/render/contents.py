"""The table of contents of a book as a tree, and the titles and numbers in it."""

import html
from collections.abc import Callable, Iterable, Iterator, Mapping

from bookbuild.model import Article, Book, Chapter, NavPoint, Numbered, Part, Role
from bookbuild.render.matter_kinds import before_contents, behind_contents, has_title

Locate = Callable[[str], str]
"""Returns the href or the anchor of a key."""


def contents(book: Book, labels: Mapping[str, str], locate: Locate) -> tuple[NavPoint, ...]:
    """Return front matter, chapters with their articles, and back matter; for a sample also its closing page."""
    return (*_points(book, labels, locate), *_closing(book, labels, locate))


def shown_contents(book: Book, labels: Mapping[str, str], locate: Locate) -> tuple[NavPoint, ...]:
    """Return what the contents page shows: for a sample all of the full book, with empty targets for what the
    sample lacks. A page without a printed title is not among them.
    """
    present = keys_of(book)
    shown = _points(book.full or book, labels, lambda key: locate(key) if key in present else "", has_title)
    return (*shown, *_closing(book, labels, locate))


def _points(
    book: Book, labels: Mapping[str, str], locate: Locate, is_shown: Callable[[Article], bool] = lambda _: True
) -> Iterator[NavPoint]:
    for article in filter(is_shown, (*before_contents(book), *behind_contents(book))):
        yield article_point(article, labels, locate, "front")
    for part, chapters in book.divided():
        points = tuple(_chapter_points(chapters, labels, locate))
        if part is None:
            yield from points
        else:
            number = numbered_words("part", part.numeral, labels) if part.title else ""
            yield NavPoint(part_title(part, labels), locate(part.key), points, "part", number, part.title_markup)
    for article in filter(is_shown, book.back):
        kind = "appendix" if article.role is Role.APPENDIX else "back"
        yield article_point(article, labels, locate, kind)


def _chapter_points(chapters: Iterable[Chapter], labels: Mapping[str, str], locate: Locate) -> Iterator[NavPoint]:
    for chapter in chapters:
        inside = tuple(article_point(article, labels, locate) for article in chapter.articles)
        if has_opening_page(chapter):
            number = _number_of(chapter, labels) if chapter.title else ""
            title, markup = chapter_title(chapter, labels), chapter.title_markup
            yield NavPoint(title, locate(chapter.key), inside, chapter.kind, number, markup)
        else:
            yield from inside


def _closing(book: Book, labels: Mapping[str, str], locate: Locate) -> Iterator[NavPoint]:
    if book.full:
        yield NavPoint(labels["closing"], locate("closing"), kind="back")


def _number_of(chapter: Chapter, labels: Mapping[str, str]) -> str:
    """Return what stands before a chapter's title in the contents."""
    return (
        numbered_words("appendix", chapter.shown_number, labels) if chapter.kind == "appendix" else chapter.shown_number
    )


def numbered_words(kind: str, number: str, labels: Mapping[str, str]) -> str:
    """Return a division of the book by its number, ``Appendix A``, or an empty string if it has none."""
    return Numbered(kind, number).words(labels) if number else ""


def article_point(article: Article, labels: Mapping[str, str], locate: Locate, kind: str = "article") -> NavPoint:
    """Return an article's line in the contents."""
    number = article.shown_number if kind == "article" else ""
    if kind == "appendix":
        number = numbered_words(kind, article.numeral, labels)
    return NavPoint(article.title, locate(article.key), kind=kind, number=number, markup=article.title_markup)


def has_opening_page(chapter: Chapter) -> bool:
    """Return whether a chapter has an opening page."""
    return chapter.number is not None and chapter.whole


def chapter_title(chapter: Chapter, labels: Mapping[str, str]) -> str:
    """Return a chapter's title, or a title made from its number."""
    if chapter.title or chapter.number is None:
        return chapter.title
    return f"{labels[chapter.kind]} {chapter.shown_number}".rstrip()


def part_title(part: Part, labels: Mapping[str, str]) -> str:
    """Return a part's title, or a title made from its number."""
    return part.title or f"{labels['part']} {part.numeral or part.number}"


def part_title_xhtml(part: Part, labels: Mapping[str, str]) -> str:
    """Return a part's title as inline XHTML."""
    return part.title_markup or html.escape(part_title(part, labels), quote=False)


def chapter_title_xhtml(chapter: Chapter, labels: Mapping[str, str]) -> str:
    """Return a chapter's title as inline XHTML."""
    return chapter.title_markup or html.escape(chapter_title(chapter, labels), quote=False)


def highlight_of(article: Article, chapter: Chapter | None) -> str:
    """Return the name of an article's accent colour: its own, else its chapter's."""
    return article.highlight or (chapter.highlight if chapter else "")


def keys_of(book: Book) -> frozenset[str]:
    """Return every key that a link in this book can lead to."""
    articles = {article.key for article in book.articles()}
    pages = {chapter.key for chapter in book.chapters if has_opening_page(chapter)}
    return frozenset(articles | pages | {part.key for part in book.parts})
