"""``build``: a build and its report on the console."""

import os
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import click

from bookbuild.api import BuildResult, build
from bookbuild.cli.exit_codes import exit_code_of
from bookbuild.cli.message_formats import MessageFormat, json_document, show_in_format
from bookbuild.cli.messages import show_diagnostics, show_lenient_settings
from bookbuild.cli.progress import progress_on
from bookbuild.cli.report import count_of, counted, show_files
from bookbuild.diagnostics import Diagnostic
from bookbuild.layout import run_alone
from bookbuild.pipeline.manifest import manifest_of
from bookbuild.pipeline.results import OutputFile
from bookbuild.pipeline.status import Status, is_fatal


def build_books(*, message_format: MessageFormat, verbosity: int, opens: bool, **request: Any) -> int:
    """Build what is requested, report it, and return the exit code. `request` are the arguments of `bookbuild.build`.

    Below 0, `verbosity` means errors and warnings only; above 0, every step. With `opens`, what was made is shown.
    """
    run_alone()
    with progress_on(verbosity=verbosity) as progress:
        result = build(progress=progress, **request)
    is_quiet, is_json = verbosity < 0, message_format is MessageFormat.JSON
    shown = _shown_diagnostics(result, is_quiet=is_quiet, strict=request["strict"])
    show_in_format(shown, message_format, request["project"], command="build", every=verbosity > 0)
    if is_json:
        click.echo(json_document(**manifest_of(result)))
    elif not is_quiet:
        show_files(result.files)
    if result.status is not Status.USAGE_AT_FAULT:
        show_failure(result)
    if not is_quiet and not is_json:
        show_lenient_settings(result.lenient_settings)
    if result.up_to_date and not is_quiet and not is_json:
        count = len(result.files)
        click.echo(f"nothing has changed: {counted(count, 'book')} stand{'s' * (count == 1)}", err=True)
    if opens and result.files:
        open_in_viewer(result.files)
    return exit_code_of(result.status)


def show_build_diagnostics(result: BuildResult, *, verbosity: int, strict: bool) -> None:
    """Print the diagnostics of a build; with a `verbosity` below 0, only those that keep a book from being made."""
    shown = _shown_diagnostics(result, is_quiet=verbosity < 0, strict=strict)
    show_diagnostics(shown, command="build", every=verbosity > 0)


def _shown_diagnostics(result: BuildResult, *, is_quiet: bool, strict: bool) -> list[Diagnostic]:
    return [found for found in result.diagnostics if not is_quiet or is_fatal(found, strict=strict)]


def show_failure(result: BuildResult) -> None:
    """Print a line if something was not made."""
    if not result.ok:
        what = "not everything was made" if result.files else "nothing was made, earlier books stay as they were"
        click.echo(f"{count_of(result.diagnostics)}: {what}", err=True)


def open_in_viewer(files: Sequence[OutputFile]) -> None:
    """Open a file in the program that the system has for it, its folder if there are several books, and report it if
    that fails. Of one book in several formats, the PDF is opened.
    """
    formats = [file.format for file in files]
    best = Path(next((file for file in files if file.format == "pdf"), files[0]).path).absolute()
    is_one_book = len(set(formats)) == len(formats)
    shown = best if is_one_book else Path(os.path.commonpath([Path(file.path).absolute().parent for file in files]))
    if click.launch(str(shown)):
        click.echo(f"no program could be found that opens {shown}", err=True)
