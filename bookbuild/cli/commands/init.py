"""``init``: a book started in a folder, an example, numbers, or a copy of a site."""

from pathlib import Path

import click

from bookbuild.cli.commands.options import OutputPath, with_language


@click.command("init", short_help="Start a book: write its bookbuild.toml, or an example.")
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path), default=".", metavar="[DIR]")
@click.option("-y", "--yes", is_flag=True, help="Ask nothing: take title, authors and language as they are guessed.")
@click.option("--example", is_flag=True, help="Write a small book that shows everything, into a new or empty folder.")
@click.option(
    "--number",
    is_flag=True,
    help="Write the numbers that articles and chapters lack into their files, in the book's order.",
)
@click.option(
    "--into",
    type=OutputPath(file_okay=False, path_type=Path),
    metavar="NEW",
    help="Copy the site, or the Word files, of DIR into a new folder, as articles with their pictures.",
)
@with_language
def init(folder: Path, *, yes: bool, example: bool, number: bool, into: Path | None, language: str) -> int:
    """Start a book in a folder of articles: show its chapters and articles in order, and write a bookbuild.toml.

    Title, authors and language are asked for, or guessed where nobody can answer. No file that is there is changed,
    except with --number, which shows the lines first, and asks (or does it, with --yes). --into leaves the site behind.

    Exit status: 0 started; 1 the articles cannot be read or numbered; 2 there is a book already, or the folder
    cannot be written to; 130 interrupted.
    """
    if example + number + (into is not None) > 1:
        raise click.UsageError("--example, --number and --into do different things: take one of them")
    if language and (example or number):
        raise click.UsageError("--language goes with --into, or with init alone")
    if into is not None:
        from bookbuild.cli.copying import copy_into

        return copy_into(folder, into, yes=yes, language=language)
    if number:
        from bookbuild.cli.numbering import number_book

        return number_book(folder, yes=yes)
    from bookbuild.cli.starting import start_book

    return start_book(folder, yes=yes, example=example, language=language)
