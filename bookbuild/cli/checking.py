"""``check``: everything that is wrong with the content, without building."""

from pathlib import Path

import click

from bookbuild.api import Status, check
from bookbuild.cli.exit_codes import exit_code_of
from bookbuild.cli.message_formats import MessageFormat, json_document, show_in_format
from bookbuild.cli.report import count_of, counted
from bookbuild.pipeline.manifest import plain_diagnostic


def check_content(project: Path, *, strict: bool, message_format: MessageFormat) -> int:
    """Print everything that is wrong with the content, and return the exit code."""
    result = check(project, strict=strict)
    if message_format is MessageFormat.JSON:
        click.echo(json_document(diagnostics=[plain_diagnostic(found) for found in result.diagnostics]))
        return exit_code_of(result.status)
    show_in_format(result.diagnostics, message_format, project)
    if result.status is not Status.USAGE_AT_FAULT:
        sizes = f"{counted(result.articles, 'file')}, {counted(result.words, 'word')}"
        click.echo(f"{sizes}: {count_of(result.diagnostics) or 'nothing is wrong'}", err=True)
    return exit_code_of(result.status)
