"""Book, Edition -> Book: the content of an edition. Pure."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from difflib import get_close_matches
from typing import Self

from bookbuild.diagnostics import Outcome, diagnose
from bookbuild.model import Article, Book, Chapter, Number, Selection, chosen_numbers


def select(book: Book, selection: Selection) -> Outcome[Book]:
    """Return the selected part of a book: the union of chapters, single articles, and articles with a tag.

    A chosen article keeps its chapter's opening only if the chapter itself is chosen. An empty selection keeps every
    chapter. Front and back matter are included as the selection states.
    """
    if not selection and selection.include_matter is None:
        return Outcome(book)
    default = () if selection else ("front", "back")
    matter = default if selection.include_matter is None else selection.include_matter
    selected = replace(book, front=book.front if "front" in matter else (), back=book.back if "back" in matter else ())
    if not selection:
        return Outcome(selected)
    expanded = _ExpandedSelection.of(book, selection)
    chapters = tuple(_selected_chapters(book, expanded))
    whole = {chapter.key for chapter in chapters if chapter.whole}
    parts = tuple(part for part, inside in book.divided() if part and {one.key for one in inside} <= whole)
    selected = replace(selected, chapters=chapters, parts=parts)
    if selection.sample and _is_all(book, selected):
        message = "a sample of this book would be the whole of it"
        hint = "a sample is the first chapter and an article of each other one, or the first article without chapters"
        return Outcome(selected, (diagnose("whole-sample", message, hint=hint),))
    if absent := ", ".join(_unmatched(book, expanded)):
        hint = "; ".join((*_near_tags(book, expanded), _available(book)))
        return Outcome(selected, (diagnose("nothing-selected", f"the book has no {absent}", hint=hint),))
    return Outcome(selected)


def _is_all(book: Book, selected: Book) -> bool:
    """Return whether nothing is left out."""
    every, held = ([len(one.articles) for one in part.chapters if one.articles] for part in (book, selected))
    return every == held


@dataclass(frozen=True, slots=True)
class _ExpandedSelection:
    """A selection with ranges expanded: chapters and articles by number, tags, and articles by key."""

    chapters: tuple[str, ...]
    articles: tuple[str, ...]
    tags: tuple[str, ...]
    keys: frozenset[str]

    @classmethod
    def of(cls, book: Book, selection: Selection) -> Self:
        numbered = [chapter for chapter in book.chapters if chapter.articles or chapter.opening]
        first = numbered[:1] if selection.sample else []
        following = numbered[1:] if selection.sample else []
        loose = [article.key for chapter in first for article in chapter.articles if chapter.number is None]
        keys = loose if following else loose[:1]
        keys += [chapter.articles[0].key for chapter in following if chapter.articles]
        return cls(
            tuple(
                chosen_numbers(
                    (*selection.chapters, *(str(chapter.number) for chapter in first if chapter.number is not None))
                )
            ),
            tuple(chosen_numbers(selection.articles)),
            selection.tags,
            frozenset(keys),
        )


def _selected_chapters(book: Book, expanded: _ExpandedSelection) -> Iterator[Chapter]:
    for chapter in book.chapters:
        if chapter.number is not None and str(chapter.number) in expanded.chapters:
            yield chapter
        elif articles := tuple(article for article in chapter.articles if _is_selected(article, expanded)):
            yield replace(chapter, opening=None, articles=articles, whole=False)


def _is_selected(article: Article, expanded: _ExpandedSelection) -> bool:
    return (
        article.chosen_by in expanded.articles
        or article.key in expanded.keys
        or not set(expanded.tags).isdisjoint(article.tags)
    )


def _unmatched(book: Book, expanded: _ExpandedSelection) -> Iterator[str]:
    """Yield a description of each part of a selection that matches nothing in the book."""
    chapters, numbers, tags = set(map(str, _chapters(book))), set(_numbers(book)), _tags(book)
    yield from (f"chapter {name or repr(name)}" for name in expanded.chapters if name not in chapters)
    yield from (f"article {name or repr(name)}" for name in expanded.articles if name not in numbers)
    yield from (f"article with the tag {name!r}" for name in expanded.tags if name not in tags)


def _near_tags(book: Book, expanded: _ExpandedSelection) -> Iterator[str]:
    """Yield the nearest tag for each that no article has."""
    tags = _tags(book)
    for name in expanded.tags:
        if name not in tags and (near := get_close_matches(name, tags, 1)):
            yield f"did you mean the tag {near[0]!r}?"


def _available(book: Book) -> str:
    chapters, numbers, tags = ", ".join(map(str, _chapters(book))), _numbers(book), ", ".join(_tags(book))
    span = " to ".join(dict.fromkeys((numbers[0], numbers[-1]))) if numbers else "(none)"
    by_number = "; `bookbuild list` shows the numbers that --article takes" if numbers and not chapters else ""
    return f"available are chapters {chapters or '(none)'}; articles {span}; tags {tags or '(none)'}{by_number}"


def _chapters(book: Book) -> list[Number]:
    return [chapter.number for chapter in book.chapters if chapter.number is not None]


def _numbers(book: Book) -> list[str]:
    """Return the numbers of articles, or their positions if none has a number."""
    articles = [article for chapter in book.chapters for article in chapter.articles]
    numbers = sorted(article.number for article in articles if article.number is not None)
    return list(map(str, numbers)) or [article.chosen_by for article in articles if article.chosen_by]


def _tags(book: Book) -> list[str]:
    return sorted({tag for chapter in book.chapters for article in chapter.articles for tag in article.tags})
