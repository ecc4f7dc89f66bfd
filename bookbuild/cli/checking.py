"""``check``: everything that is wrong with the content, without building."""

from pathlib import Path

import click

from bookbuild.api import Status, check
from bookbuild.cli.exit_codes import exit_code_of
from bookbuild.cli.report import count_of, counted, diagnostics_json, show_diagnostics


def check_content(project: Path, *, strict: bool, as_json: bool) -> int:
    """Print everything that is wrong with the content, and return the exit code."""
    result = check(project, strict=strict)
    if as_json and result.status is not Status.USAGE_AT_FAULT:
        click.echo(diagnostics_json(result.diagnostics))
        return exit_code_of(result.status)
    show_diagnostics(result.diagnostics)
    if result.status is not Status.USAGE_AT_FAULT:
        sizes = f"{counted(result.articles, 'file')}, {counted(result.words, 'word')}"
        click.echo(f"{sizes}: {count_of(result.diagnostics) or 'nothing is wrong'}", err=True)
    return exit_code_of(result.status)
