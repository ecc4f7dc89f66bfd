"""The keys that files lack so that their metadata blocks say their places in the book. Pure."""

from collections.abc import Collection, Iterator, Mapping
from pathlib import PurePosixPath

from bookbuild.model import Article, Chapter, Number, Role
from bookbuild.pipeline.numbering.next_numbers import filled
from bookbuild.pipeline.numbering.reading import ReadBook

_OPENINGS = frozenset({"chapter", "_index"})
"""Names, without suffix, of files that open a chapter even if they have a title."""

Keys = Mapping[str, str]
"""Values by meaning, as in `DEFAULT_KEYS`."""


def lacking(read: ReadBook, files: Collection[str], *, are_folders_plain: bool) -> Iterator[tuple[Article, Keys]]:
    """Yield those of some files of a book that lack a key, in order, with the values by meaning.

    Where plain folders say the chapters, numbers make metadata blocks say everything: then they say too behind which
    chapter an article without a chapter stands, and which file opens a chapter.
    """
    is_plain = are_folders_plain and read.is_of_folders
    body = [article for chapter in read.book.chapters for article in chapter.articles if article.path in files]
    numbers = dict(zip((article.path for article in body), filled([one.number for one in body]), strict=True))
    for chapter in read.book.chapters:
        if chapter.opening is not None:
            yield from _if_any(chapter.opening, dict(_of_opening(chapter.opening, chapter.number, is_plain=is_plain)))
        for article in (one for one in chapter.articles if one.path in files):
            keys = dict(_of_article(article, chapter, numbers[article.path], is_plain=is_plain))
            yield from _if_any(article, keys)


def _if_any(article: Article, keys: Keys) -> Iterator[tuple[Article, Keys]]:
    if keys:
        yield article, keys


def _of_article(article: Article, chapter: Chapter, number: Number, *, is_plain: bool) -> Iterator[tuple[str, str]]:
    if article.role is not Role.ARTICLE:
        return
    if article.number is None:
        yield "number", str(number)
    if chapter.number is not None and article.line_of("chapter") is None:
        yield "chapter", str(chapter.number)
    if is_plain and chapter.number is None and article.after is not None and article.line_of("after") is None:
        yield "after", str(article.after)


def _of_opening(article: Article, number: Number | None, *, is_plain: bool) -> Iterator[tuple[str, str]]:
    if article.line_of("chapter") is None:
        yield "chapter", str(number)
    has_title = article.line_of("title") is not None and article.line_of("chapter_title") is None
    if is_plain and has_title and PurePosixPath(article.path).stem.lower() not in _OPENINGS:
        yield "chapter_title", article.title


def titles_of_folders(read: ReadBook, stated: Mapping[str, str]) -> Mapping[str, str]:
    """Return the titles that chapters have from their folders alone, by number; bookbuild.toml has those `stated`."""
    return {
        str(chapter.number): chapter.title
        for chapter in read.book.chapters
        if chapter.number is not None
        and chapter.title
        and not (chapter.opening and chapter.opening.title)
        and not stated.get(str(chapter.number))
    }
