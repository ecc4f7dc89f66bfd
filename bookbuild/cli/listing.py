"""``list``: the contents of the book with words, minutes and files, or its editions."""

import os
import sys
from collections.abc import Iterable, Sequence
from math import ceil
from pathlib import Path

import click
from rich.table import Table
from rich.text import Text

from bookbuild.api import ContentsRow, Status, contents
from bookbuild.cli.exit_codes import ExitCode, exit_code_of
from bookbuild.cli.message_formats import json_document
from bookbuild.cli.report import console, counted, show_diagnostics
from bookbuild.diagnostics import Diagnostic, Severity
from bookbuild.model import Edition
from bookbuild.pipeline.contents import EditionSummary, edition_summaries
from bookbuild.pipeline.reading import read
from bookbuild.pipeline.results import WORDS_PER_MINUTE


def show_contents(project: Path, *, as_json: bool) -> int:
    """Print the contents, and errors on stderr; return the exit code."""
    result = contents(project)
    if result.status is not Status.USAGE_AT_FAULT:
        if as_json:
            click.echo(_rows_json(result.rows))
        else:
            _show_rows(result.rows)
    show_diagnostics(_errors(result.diagnostics))
    return exit_code_of(result.status)


def show_editions(project: Path, *, as_json: bool) -> int:
    """Print the editions, and errors on stderr; return the exit code."""
    reading = read(project, os.environ)
    summaries = tuple(edition_summaries(reading.value))
    if as_json:
        click.echo(json_document(editions=[_plain_edition(summary) for summary in summaries]))
    else:
        _show_editions(summaries)
    errors = _errors((*reading.diagnostics, *(fault for summary in summaries for fault in summary.faults)))
    show_diagnostics(errors)
    return ExitCode.BOOK_AT_FAULT if errors else ExitCode.OK


def _errors(diagnostics: Iterable[Diagnostic]) -> list[Diagnostic]:
    """Return the errors, each once."""
    return [found for found in dict.fromkeys(diagnostics) if found.severity is Severity.ERROR]


def _rows_json(rows: Sequence[ContentsRow]) -> str:
    names = ("role", "chapter", "number", "title", "words", "minutes", "path")
    return json_document(contents=[{name: getattr(row, name) for name in names} for row in rows])


def _show_rows(rows: Sequence[ContentsRow]) -> None:
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
        str(ceil(words / WORDS_PER_MINUTE)),
        counted(sum(bool(row.path) for row in rows), "file"),
    )
    console(sys.stdout).print(table)


def _plain_edition(summary: EditionSummary) -> dict[str, object]:
    return {
        "name": summary.edition.name,
        "formats": list(summary.edition.formats),
        "default": summary.edition.default,
        "page": _page(summary.edition),
        "books": summary.volumes,
        "files": summary.articles,
        "words": summary.words,
    }


def _page(edition: Edition) -> str:
    """Return the trim size and type size of an edition: ``148 x 210 mm, 10 pt``."""
    if edition.page is None:
        return ""
    page = edition.page.geometry
    return f"{page.width:g} x {page.height:g} mm, {page.text_size:g} pt"


def _show_editions(summaries: Sequence[EditionSummary]) -> None:
    table = Table(box=None, pad_edge=False, header_style="dim")
    for title in ("edition", "books", "files", "words", "formats", "page", ""):
        table.add_column(title, justify="right" if title in {"books", "files", "words"} else "left", overflow="fold")
    for summary in summaries:
        edition = summary.edition
        counts = (str(summary.volumes), str(summary.articles), f"{summary.words:,}")
        table.add_row(
            Text(edition.name, "bold" if edition.default else ""),
            *counts,
            ", ".join(edition.formats),
            _page(edition),
            Text("built by default" if edition.default else "", "dim"),
        )
    console(sys.stdout).print(table)
    click.echo(f"{counted(len(summaries), 'edition')}: bookbuild build NAME, or build --all", err=True)
