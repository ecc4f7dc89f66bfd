"""``list``: the contents of the book with words, minutes and files, or its editions."""

import sys
from collections.abc import Iterable, Sequence
from math import ceil
from pathlib import Path

import click
from rich.table import Table
from rich.text import Text

from bookbuild.api import ContentsRow, EditionRow, Status, contents, editions
from bookbuild.cli.exit_codes import exit_code_of
from bookbuild.cli.message_formats import json_document
from bookbuild.cli.messages import show_diagnostics
from bookbuild.cli.report import console, counted
from bookbuild.diagnostics import Diagnostic, Severity
from bookbuild.pipeline.results import WORDS_PER_MINUTE


def show_contents(project: Path, *, as_json: bool, language: str = "") -> int:
    """Print the contents, and errors on stderr; return the exit code."""
    result = contents(project, language=language)
    if result.status is not Status.USAGE_AT_FAULT:
        if as_json:
            click.echo(_rows_json(result.rows))
        else:
            show_rows(result.rows)
    show_diagnostics(_errors(result.diagnostics))
    return exit_code_of(result.status)


def show_editions(project: Path, *, as_json: bool, language: str = "") -> int:
    """Print the editions, and errors on stderr; return the exit code."""
    result = editions(project, language=language)
    if result.status is not Status.USAGE_AT_FAULT:
        if as_json:
            click.echo(json_document(editions=[_plain_edition(row) for row in result.rows]))
        else:
            _show_editions(result.rows)
    show_diagnostics(_errors(result.diagnostics))
    return exit_code_of(result.status)


def _errors(diagnostics: Iterable[Diagnostic]) -> list[Diagnostic]:
    return [found for found in diagnostics if found.severity is Severity.ERROR]


def _rows_json(rows: Sequence[ContentsRow]) -> str:
    names = ("role", "chapter", "number", "title", "words", "minutes", "path")
    return json_document(contents=[{name: getattr(row, name) for name in names} for row in rows])


def show_rows(rows: Sequence[ContentsRow]) -> None:
    """Print a table of chapters and articles on standard output."""
    table = Table(box=None, pad_edge=False, header_style="dim")
    for title in ("", "title", "words", "minutes", "file"):
        table.add_column(title, justify="right" if title in {"", "words", "minutes"} else "left", overflow="fold")
    for row in rows:
        counts = (f"{row.words:,}", str(row.minutes)) if row.words else ("", "")
        if row.role == "part":
            table.add_row("", Text(row.title.upper(), "bold"), *counts, Text(row.path))
        elif row.role == "chapter":
            table.add_row(Text(row.chapter, "bold"), Text(row.title, "bold"), *counts, Text(row.path))
        else:
            table.add_row(Text(row.number), Text(f"  {row.title}"), *counts, Text(row.path))
    words = sum(row.words for row in rows)
    table.add_row(
        "",
        "[dim]together[/dim]",
        f"{words:,}",
        str(ceil(words / WORDS_PER_MINUTE)),
        counted(sum(bool(row.path) for row in rows), "file"),
    )
    console(sys.stdout).print(table)


def _plain_edition(row: EditionRow) -> dict[str, object]:
    return {
        "name": row.name,
        "formats": list(row.formats),
        "default": row.default,
        "page": row.page,
        "books": row.books,
        "files": row.articles,
        "words": row.words,
    }


def _show_editions(rows: Sequence[EditionRow]) -> None:
    table = Table(box=None, pad_edge=False, header_style="dim")
    for title in ("edition", "books", "files", "words", "formats", "page", ""):
        table.add_column(title, justify="right" if title in {"books", "files", "words"} else "left", overflow="fold")
    for row in rows:
        table.add_row(
            Text(row.name, "bold" if row.default else ""),
            *(str(row.books), str(row.articles), f"{row.words:,}"),
            ", ".join(row.formats),
            row.page,
            Text("built by default" if row.default else "", "dim"),
        )
    console(sys.stdout).print(table)
    click.echo(f"{counted(len(rows), 'edition')}: bookbuild build NAME, or build --all", err=True)
