"""``init --into``: a site copied into articles with metadata blocks."""

import os
import sys
from pathlib import Path

import click

from bookbuild.cli.exit_codes import ExitCode
from bookbuild.cli.listing import show_rows
from bookbuild.cli.report import counted
from bookbuild.diagnostics import UsageError, diagnose
from bookbuild.pipeline.copying import copy_site
from bookbuild.pipeline.locating import book_folder


def copy_into(site: Path, folder: Path, *, yes: bool, language: str = "") -> int:
    """Copy the site of a folder, and return the exit code: 1 if something could not be carried over.

    Raises:
        UsageError: when there is no such site, or the new folder is not free.
        BookError: when there is no article.
    """
    if not site.is_dir():
        raise UsageError(diagnose("wrong-argument", f"there is no folder {site}"))
    root = book_folder(site)
    question = f"Copy the site in {root} into {folder}?"
    if not yes and sys.stdin.isatty() and not click.confirm(question, default=True, err=True):
        click.echo("nothing is copied", err=True)
        return ExitCode.OK
    copied = copy_site(root, folder, language)
    show_rows(copied.rows)
    for note in copied.notes:
        click.echo(note, err=True)
    for loss in copied.losses:
        click.echo(f"not carried over: {loss}", err=True)
    shown = os.path.relpath(folder) if folder.absolute().is_relative_to(Path.cwd()) else folder
    click.echo(f"{counted(copied.files, 'file')} in {folder}: bookbuild build -C {shown} makes the book", err=True)
    return ExitCode.OK
