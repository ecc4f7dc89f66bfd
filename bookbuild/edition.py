"""Book, Edition -> Book: what an edition holds. Pure."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Self

from bookbuild.diagnostics import Outcome, diagnose
from bookbuild.model import Article, Book, Chapter, Number, Selection

_RANGE = re.compile(r"(\d+)\s*[-\u2013]\s*(\d+)")
_LONGEST_RANGE = 10_000


def select(book: Book, selection: Selection) -> Outcome[Book]:
    """Keep of a book what is selected: whole chapters, single articles, and articles with a tag, all united.

    A chosen article keeps its chapter's opening only if the chapter itself is chosen. An empty selection keeps every
    chapter. Front and back come along as the selection says.
    """
    if not selection and selection.include_matter is None:
        return Outcome(book)
    along = (
        selection.include_matter if selection.include_matter is not None else (() if selection else ("front", "back"))
    )
    kept = replace(book, front=book.front if "front" in along else (), back=book.back if "back" in along else ())
    if not selection:
        return Outcome(kept)
    wanted = _Wanted.of(book, selection)
    kept = replace(kept, chapters=tuple(_kept(book, wanted)))
    if absent := ", ".join(_absent(book, wanted)):
        return Outcome(kept, (diagnose("nothing-selected", f"the book holds no {absent}", hint=_on_offer(book)),))
    return Outcome(kept)


@dataclass(frozen=True, slots=True)
class _Wanted:
    """A selection written out: chapters and articles by number, tags, and articles by key."""

    chapters: tuple[str, ...]
    articles: tuple[str, ...]
    tags: tuple[str, ...]
    keys: frozenset[str]

    @classmethod
    def of(cls, book: Book, selection: Selection) -> Self:
        numbered = [chapter for chapter in book.chapters if chapter.articles or chapter.opening]
        first = numbered[:1] if selection.sample else []
        others = numbered[1:] if selection.sample else []
        keys = [article.key for chapter in first for article in chapter.articles if chapter.number is None]
        keys += [chapter.articles[0].key for chapter in others if chapter.articles]
        return cls(
            tuple(_written_out((*selection.chapters, *(str(one.number) for one in first if one.number is not None)))),
            tuple(_written_out(selection.articles)),
            selection.tags,
            frozenset(keys),
        )


def _written_out(names: Iterable[str]) -> Iterator[str]:
    """Write out ranges of whole numbers (``3-5``) and lists (``3,5``). A name of nothing stays one: nobody has it."""
    for name in (part for given in names for part in _listed(given) or [""]):
        span = _RANGE.fullmatch(name)
        if span and int(span[1]) <= int(span[2]) <= int(span[1]) + _LONGEST_RANGE:
            yield from map(str, range(int(span[1]), int(span[2]) + 1))
        else:
            yield name


def _listed(given: str) -> list[str]:
    return [part.strip() for part in given.split(",") if part.strip()]


def _kept(book: Book, wanted: _Wanted) -> Iterator[Chapter]:
    for chapter in book.chapters:
        if chapter.number is not None and str(chapter.number) in wanted.chapters:
            yield chapter
        elif articles := tuple(article for article in chapter.articles if _chosen(article, wanted)):
            yield replace(chapter, opening=None, articles=articles, whole=False)


def _chosen(article: Article, wanted: _Wanted) -> bool:
    numbered = article.number is not None and str(article.number) in wanted.articles
    return numbered or article.key in wanted.keys or not set(wanted.tags).isdisjoint(article.tags)


def _absent(book: Book, wanted: _Wanted) -> Iterator[str]:
    """Name each part of a selection that nothing in the book answers to."""
    chapters, numbers, tags = set(map(str, _chapters(book))), set(map(str, _numbers(book))), _tags(book)
    yield from (f"chapter {name or repr(name)}" for name in wanted.chapters if name not in chapters)
    yield from (f"article {name or repr(name)}" for name in wanted.articles if name not in numbers)
    yield from (f"article with the tag {name!r}" for name in wanted.tags if name not in tags)


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
