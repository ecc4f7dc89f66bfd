"""What a project contains: its articles in order, and what each edition holds."""

import os
from collections.abc import Iterator, Sequence
from pathlib import Path

from bookbuild.diagnostics import apply_policy
from bookbuild.model import Article, Book, Edition, Number
from bookbuild.pipeline.causes import join_causes
from bookbuild.pipeline.reading.project import read
from bookbuild.pipeline.results import ContentsResult, ContentsRow, EditionRow, EditionsResult
from bookbuild.pipeline.status import status_of
from bookbuild.pipeline.volumes import OF_EDITIONS, Volume, volumes_of


def contents_of(project: Path, language: str = "") -> ContentsResult:
    """Return the contents of a project, in a language of those that it has.

    Raises:
        UsageError: when the configuration is at fault.
    """
    reading = read(project, os.environ, language=language)
    found = join_causes(reading.diagnostics)
    return ContentsResult(tuple(rows_of(reading.value.book)), diagnostics=found, status=status_of(found, strict=False))


def editions_of(project: Path, language: str = "") -> EditionsResult:
    """Return the editions of a project, and what each would hold, in a language of those that it has.

    Raises:
        UsageError: when the configuration is at fault.
    """
    reading = read(project, os.environ, language=language)
    config, book = reading.value.config, reading.value.book
    held = [(edition, volumes_of(edition, book, config)) for edition in config.editions.values()]
    faults = apply_policy(
        (fault for _, volumes in held for fault in volumes.diagnostics if fault.code not in OF_EDITIONS), config.check
    )
    found = join_causes((*reading.diagnostics, *faults))
    rows = tuple(_edition_row(edition, volumes.value) for edition, volumes in held)
    return EditionsResult(rows, diagnostics=found, status=status_of(found, strict=False))


def _edition_row(edition: Edition, volumes: Sequence[Volume]) -> EditionRow:
    articles = (article for volume in volumes for article in volume.book.articles())
    words = {article.key: article.words + article.answer_words * edition.answers for article in articles}
    return EditionRow(
        name=edition.name,
        formats=edition.formats,
        default=edition.default,
        page=_page(edition),
        books=len(volumes),
        articles=len(words),
        words=sum(words.values()),
    )


def _page(edition: Edition) -> str:
    if edition.page is None:
        return ""
    page = edition.page.geometry
    return f"{page.width:g} x {page.height:g} mm, {page.text_size:g} pt"


def rows_of(book: Book) -> Iterator[ContentsRow]:
    """Yield the contents of a book in reading order."""
    for article in book.front:
        yield _row(article)
    for part, chapters in book.divided():
        if part is not None:
            yield _heading("part", part.number, part.title, part.opening)
        for chapter in chapters:
            if chapter.number is not None:
                yield _heading("chapter", chapter.number, chapter.title, chapter.opening)
            yield from map(_row, chapter.articles)
    for article in book.back:
        yield _row(article)


def _heading(kind: str, number: Number, title: str, opening: Article | None) -> ContentsRow:
    path, words = (opening.path, opening.words) if opening else ("", 0)
    return ContentsRow(kind, str(number), "", title or f"{kind.capitalize()} {number}", words, path)


def _row(article: Article) -> ContentsRow:
    chapter = str(article.chapter) if article.chapter is not None else ""
    return ContentsRow(article.role.value, chapter, article.chosen_by, article.title, article.words, article.path)
