"""``build`` and ``watch``."""

from typing import Any

import click

from bookbuild.cli.commands.options import build_options, with_message_format


@click.command(short_help="Make the book, or other editions of it.")
@build_options
@click.option("--open", "opens", is_flag=True, help="Show what was made, in the program that the system has for it.")
@with_message_format
def build(*, quiet: bool, verbose: bool, opens: bool, **request: Any) -> int:
    """Make the book, or the EDITIONs named; `bookbuild list --editions` shows which there are.

    Exit status: 0 made; 1 an error in the book, or a warning under --strict; 2 an error in the command line or the
    configuration; 130 interrupted.
    """
    from bookbuild.cli.building import build_books

    return build_books(verbosity=int(verbose) - int(quiet), opens=opens, **request)


@click.command(short_help="Build, and build again whenever a file is saved.")
@build_options
def watch(*, quiet: bool, verbose: bool, **request: Any) -> int:
    """Make the book, or the EDITIONs named, and make it again whenever a file is saved.

    An error in the book is printed, and the next save awaited. Ctrl-C ends the command, with status 130.
    """
    from bookbuild.cli.watching import watch_books
    from bookbuild.pipeline.request import BuildRequest

    return watch_books(BuildRequest(**request), verbosity=int(verbose) - int(quiet))
