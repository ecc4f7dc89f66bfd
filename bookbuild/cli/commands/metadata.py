"""``metadata``: what the book is, as text or as a record for others."""

from pathlib import Path

import click

from bookbuild.cli.commands.options import in_project, with_language


@click.command(short_help="Print what the book is: for shops, libraries, search engines, references.")
@in_project
@click.option("--onix", "form", flag_value="onix", help="As an ONIX 3.0 message, for shops and libraries.")
@click.option("--json-ld", "form", flag_value="json-ld", help="As JSON-LD (schema.org), for a website.")
@click.option("--citation", "form", flag_value="citation", help="As a CITATION.cff, for those who cite it.")
@with_language
def metadata(project: Path, *, form: str | None, language: str) -> int:
    """Print what the table [book] of bookbuild.toml says of the book, and which of its keys are not set.

    With an option, print it as a record for others: `bookbuild metadata --onix > book.xml`.
    """
    return _show(project, form=form or "plain", language=language)


def _show(project: Path, *, form: str, language: str) -> int:
    """Print a record on standard output, and errors on standard error; return the exit code."""
    from bookbuild import api
    from bookbuild.cli.exit_codes import exit_code_of
    from bookbuild.cli.messages import show_diagnostics
    from bookbuild.diagnostics import Severity

    result = api.metadata(project, form=form, language=language)
    if result.status is not api.Status.USAGE_AT_FAULT:
        click.echo(result.text, nl=False)
    show_diagnostics([found for found in result.diagnostics if found.severity is Severity.ERROR])
    return exit_code_of(result.status)
