"""What a project contains: its articles in order, and what each edition holds."""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from bookbuild.diagnostics import Diagnostic
from bookbuild.model import Article, Book, Edition
from bookbuild.pipeline.reading import Reading, read
from bookbuild.pipeline.results import ContentsResult, ContentsRow
from bookbuild.pipeline.status import status_of
from bookbuild.pipeline.volumes import volumes_of


@dataclass(frozen=True, slots=True)
class EditionSummary:
    """An edition, how many volumes it makes, and the articles and words in them."""

    edition: Edition
    volumes: int
    articles: int
    words: int
    faults: tuple[Diagnostic, ...]


def contents_of(project: Path) -> ContentsResult:
    """Return the contents of a project.

    Raises:
        UsageError: when the configuration is at fault.
    """
    reading = read(project, os.environ)
    rows = tuple(_rows(reading.value.book))
    return ContentsResult(rows, reading.diagnostics, status_of(reading.diagnostics, strict=False))


def edition_summaries(reading: Reading) -> Iterator[EditionSummary]:
    """Yield each edition that there is, and what it would hold."""
    for edition in reading.config.editions.values():
        volumes = volumes_of(edition, reading.book, reading.config)
        articles = (article for volume in volumes.value for article in volume.book.articles())
        held = {article.key: article.words + article.answer_words * edition.answers for article in articles}
        yield EditionSummary(edition, len(volumes.value), len(held), sum(held.values()), volumes.diagnostics)


def _rows(book: Book) -> Iterator[ContentsRow]:
    for article in book.front:
        yield _row(article)
    for chapter in book.chapters:
        if chapter.number is not None:
            opening = chapter.opening
            title = chapter.title or f"Chapter {chapter.number}"
            path, words = (opening.path, opening.words) if opening else ("", 0)
            yield ContentsRow("chapter", str(chapter.number), "", title, words, path)
        for article in chapter.articles:
            yield _row(article)
    for article in book.back:
        yield _row(article)


def _row(article: Article) -> ContentsRow:
    chapter = str(article.chapter) if article.chapter is not None else ""
    number = str(article.number) if article.number is not None else ""
    return ContentsRow(article.role.value, chapter, number, article.title, article.words, article.path)
