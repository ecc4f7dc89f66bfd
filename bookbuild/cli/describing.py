"""``metadata``: what the book is, as text or as a record for others."""

from pathlib import Path

import click

from bookbuild.api import Status, metadata
from bookbuild.cli.exit_codes import exit_code_of
from bookbuild.cli.messages import show_diagnostics
from bookbuild.diagnostics import Severity


def show_metadata(project: Path, *, form: str, language: str) -> int:
    """Print a record on standard output, and errors on standard error; return the exit code."""
    result = metadata(project, form=form, language=language)
    if result.status is not Status.USAGE_AT_FAULT:
        click.echo(result.text, nl=False)
    show_diagnostics([found for found in result.diagnostics if found.severity is Severity.ERROR])
    return exit_code_of(result.status)
