"""``check``: everything that is wrong with a book or its files."""

from typing import Any

import click

from bookbuild.cli.commands.options import for_shops, in_project, with_language, with_message_format, with_proofs


@click.command(short_help="Report everything that is wrong, without writing a book.")
@click.argument("editions", nargs=-1, metavar="[EDITION]...")
@in_project
@click.option("--all", "all_editions", is_flag=True, help="Check every edition that there is.")
@click.option("--pages", is_flag=True, help="Lay out the pages too, which takes as long as a build.")
@for_shops
@with_proofs
@with_language
@click.option("--strict", is_flag=True, help="Treat warnings as errors.")
@click.option("-v", "--verbose", is_flag=True, help="Print each step, and every message.")
@with_message_format
def check(**request: Any) -> int:
    """Report everything that a build of the book, or of the EDITIONS named, would find wrong. No book is written.

    What only layout can find, such as a handout that is too long, is found with --pages. With --outputs the files that
    were built are examined instead, by EPUBCheck and veraPDF too if they are here.

    Exit status: 0 no error; 1 an error in the book, or a warning under --strict; 2 an error in the command line or the
    configuration; 130 interrupted.
    """
    if request["shops"] and (request["outputs"] or request["reproducible"]):
        raise click.UsageError("--for goes without --outputs and --reproducible")
    from bookbuild.cli.checking import check_content

    return check_content(**request)
