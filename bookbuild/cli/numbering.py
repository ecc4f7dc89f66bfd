"""``init --number``: the lines that files lack are shown, and written if the user wants it."""

import difflib
import sys
from pathlib import Path

import click

from bookbuild.cli.exit_codes import ExitCode
from bookbuild.cli.report import counted
from bookbuild.diagnostics import UsageError, diagnose
from bookbuild.pipeline.locating import book_folder
from bookbuild.pipeline.numbering import NumberedFile, Numbering, lines_of_keys, numbering_of, write_numbers


def number_book(folder: Path, *, yes: bool) -> int:
    """Show the numbers that the articles of a book lack, write them if the user agrees, and return the exit code.

    Raises:
        UsageError: when there is no such folder, or a file cannot be written.
        BookError: when files cannot be read.
    """
    if not folder.is_dir():
        raise UsageError(diagnose("wrong-argument", f"there is no folder {folder}"))
    root = book_folder(folder)
    if root != folder.absolute():
        click.echo(f"the book is in {root}", err=True)
        folder = root
    numbering = numbering_of(folder)
    if not numbering.files:
        click.echo("every article has its number, and every chapter: nothing is to be written", err=True)
        return ExitCode.OK
    for file in () if numbering.fault else numbering.changed:
        _show(file)
    _show_refused(numbering)
    if numbering.fault:
        click.echo(f"nothing is written: {numbering.fault}", err=True)
        return ExitCode.BOOK_AT_FAULT
    if numbering.changed and _agreed(numbering, yes=yes):
        write_numbers(folder, numbering)
        click.echo(f"{counted(len(numbering.changed), 'file')} written; everything else in them is as it was", err=True)
    return ExitCode.BOOK_AT_FAULT if numbering.refused else ExitCode.OK


def _show(file: NumberedFile) -> None:
    """Print the lines of a file that change, each with the line where it is."""
    click.echo(click.style(file.path, bold=True) + (f"  {file.title}" if file.title else ""))
    old, new = (data.decode().splitlines() for data in (file.old, file.new or b""))
    for tag, first, last, from_, to in difflib.SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        for sign, colour, number, lines in (("-", "red", first, old[first:last]), ("+", "green", from_, new[from_:to])):
            if tag != "equal":
                for line, text in enumerate(lines, number + 1):
                    click.echo(f"{line:>6} " + click.style(f"{sign} {text}", fg=colour))


def _show_refused(numbering: Numbering) -> None:
    for file in numbering.refused:
        click.echo(f"{file.path} stays as it is: {file.fault}. It lacks:", err=True)
        for line in lines_of_keys(file.keys):
            click.echo(f"       {line}", err=True)


def _agreed(numbering: Numbering, *, yes: bool) -> bool:
    if yes:
        return True
    if not sys.stdin.isatty():
        click.echo("nothing is written: bookbuild init --number --yes writes these lines", err=True)
        return False
    agreed = click.confirm(f"Write these lines into {counted(len(numbering.changed), 'file')}?", err=True)
    if not agreed:
        click.echo("nothing is written", err=True)
    return agreed
