"""``check``: everything that is wrong with the content, without building."""

import os
from pathlib import Path

import click

from bookbuild.cli.asked import status_of
from bookbuild.cli.report import count_of, counted, plain, plain_json, show_diagnostics
from bookbuild.pipeline.reading import read


def check_content(project: Path, *, strict: bool, as_json: bool) -> int:
    """Tell what is wrong with the content."""
    reading = read(project, os.environ)
    diagnostics = reading.diagnostics
    if as_json:
        click.echo(plain_json([plain(found) for found in diagnostics]))
    else:
        show_diagnostics(diagnostics)
        words = sum(article.words for article in reading.value.book.articles())
        count = sum(1 for _ in reading.value.book.articles())
        sizes = f"{counted(count, 'file')}, {counted(words, 'word')}"
        click.echo(f"{sizes}: {count_of(diagnostics) or 'nothing is wrong'}", err=True)
    return status_of(diagnostics, strict=strict)
