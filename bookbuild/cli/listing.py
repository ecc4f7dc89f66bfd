"""``list``: the contents of the book, with words, minutes and files."""

import os
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from math import ceil
from pathlib import Path

import click
from rich.table import Table
from rich.text import Text

from bookbuild.cli.asked import Status
from bookbuild.cli.report import console, counted, plain_json, show_diagnostics
from bookbuild.diagnostics import Severity
from bookbuild.model import Article, Book
from bookbuild.pipeline.reading import read

WORDS_A_MINUTE = 230


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the listing."""

    role: str
    chapter: str
    number: str
    title: str
    words: int
    path: str

    @property
    def minutes(self) -> int:
        """How long reading it takes, rounded up."""
        return ceil(self.words / WORDS_A_MINUTE)


def show_contents(project: Path, *, as_json: bool) -> int:
    """Print the contents; faults of the content go to stderr."""
    reading = read(project, os.environ)
    rows = tuple(_rows(reading.value.book))
    if as_json:
        click.echo(_json(rows))
    else:
        _show(rows)
    faults = [found for found in reading.diagnostics if found.severity is Severity.ERROR]
    show_diagnostics(faults)
    return Status.BOOK_AT_FAULT if faults else Status.MADE


def _rows(book: Book) -> Iterator[Row]:
    for article in book.front:
        yield _row(article)
    for chapter in book.chapters:
        if chapter.number is not None:
            opening = chapter.opening
            title = chapter.title or f"Chapter {chapter.number}"
            path = opening.path if opening else ""
            yield Row("chapter", str(chapter.number), "", title, opening.words if opening else 0, path)
        for article in chapter.articles:
            yield _row(article)
    for article in book.back:
        yield _row(article)


def _row(article: Article) -> Row:
    chapter = str(article.chapter) if article.chapter is not None else ""
    number = str(article.number) if article.number is not None else ""
    return Row(article.role.value, chapter, number, article.title, article.words, article.path)


def _json(rows: tuple[Row, ...]) -> str:
    names = ("role", "chapter", "number", "title", "words", "minutes", "path")
    return plain_json([{name: getattr(row, name) for name in names} for row in rows])


def _show(rows: tuple[Row, ...]) -> None:
    table = Table(box=None, pad_edge=False, header_style="dim")
    for title in ("", "title", "words", "minutes", "file"):
        table.add_column(title, justify="right" if title in {"", "words", "minutes"} else "left", overflow="fold")
    for row in rows:
        counts = (f"{row.words:,}", str(row.minutes)) if row.words else ("", "")
        if row.role == "chapter":
            table.add_row(Text(row.chapter, "bold"), Text(row.title, "bold"), *counts, Text(row.path))
        else:
            table.add_row(Text(row.number), Text(f"  {row.title}"), *counts, Text(row.path))
    words = sum(row.words for row in rows)
    table.add_row(
        "",
        "[dim]together[/dim]",
        f"{words:,}",
        str(ceil(words / WORDS_A_MINUTE)),
        counted(sum(bool(row.path) for row in rows), "file"),
    )
    console(sys.stdout).print(table)
