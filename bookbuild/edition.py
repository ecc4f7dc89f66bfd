"""Book, Edition -> Book: what an edition holds. Pure."""

from collections.abc import Iterator
from dataclasses import replace

from bookbuild.diagnostics import Outcome, diagnose
from bookbuild.model import Article, Book, Chapter, Number, Selection


def select(book: Book, selection: Selection) -> Outcome[Book]:
    """Keep of a book what is selected: whole chapters, single articles, and articles with a tag, all united.

    A chosen article keeps its chapter's opening only if the chapter itself is chosen. Front and back matter belong
    to the whole book and are left out of a part of it. An empty selection keeps everything.
    """
    if not selection:
        return Outcome(book)
    kept = replace(book, front=(), back=(), chapters=tuple(_kept(book, selection)))
    if absent := ", ".join(_absent(book, selection)):
        return Outcome(kept, (diagnose("nothing-selected", f"the book holds no {absent}", hint=_on_offer(book)),))
    return Outcome(kept)


def _kept(book: Book, selection: Selection) -> Iterator[Chapter]:
    for chapter in book.chapters:
        if chapter.number is not None and str(chapter.number) in selection.chapters:
            yield chapter
        elif articles := tuple(article for article in chapter.articles if _chosen(article, selection)):
            yield replace(chapter, opening=None, articles=articles, whole=False)


def _chosen(article: Article, selection: Selection) -> bool:
    numbered = article.number is not None and str(article.number) in selection.articles
    return numbered or not set(selection.tags).isdisjoint(article.tags)


def _absent(book: Book, selection: Selection) -> Iterator[str]:
    """Name each part of a selection that nothing in the book answers to."""
    tags = _tags(book)
    yield from (f"chapter {name}" for name in selection.chapters if name not in set(map(str, _chapters(book))))
    yield from (f"article {name}" for name in selection.articles if name not in set(map(str, _numbers(book))))
    yield from (f"article with the tag {name!r}" for name in selection.tags if name not in tags)


def _on_offer(book: Book) -> str:
    chapters, numbers, tags = ", ".join(map(str, _chapters(book))), _numbers(book), ", ".join(_tags(book))
    span = f"{numbers[0]} to {numbers[-1]}" if numbers else "(none with a number)"
    return f"there are the chapters {chapters or '(none)'}; the articles {span}; the tags {tags or '(none)'}"


def _chapters(book: Book) -> list[Number]:
    return [chapter.number for chapter in book.chapters if chapter.number is not None]


def _numbers(book: Book) -> list[Number]:
    articles = (article for chapter in book.chapters for article in chapter.articles)
    return sorted(article.number for article in articles if article.number is not None)


def _tags(book: Book) -> list[str]:
    return sorted({tag for chapter in book.chapters for article in chapter.articles for tag in article.tags})
