"""The commands and their options. Everything heavy is imported when a command runs, so that help is fast."""

# ruff: noqa: PLC0415 - imports stand in the commands that need them
from pathlib import Path
from typing import Any

import click

from bookbuild import __version__
from bookbuild.cli.check_command import check
from bookbuild.cli.describing import metadata
from bookbuild.cli.impose_command import impose
from bookbuild.cli.index_command import index
from bookbuild.cli.machine_commands import clean, doctor
from bookbuild.cli.message_formats import with_message_format
from bookbuild.cli.options import Commands, OutputPath, build_options, in_project, with_language
from bookbuild.cli.preview_commands import preview, serve
from bookbuild.diagnostics import CODES


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, "-V", "--version", prog_name="bookbuild")
def command() -> None:
    """Make a book, EPUB and PDF, out of a folder of Markdown articles.

    In that folder, type `bookbuild build`.
    """


for _other in (check, clean, doctor, impose, index, metadata, preview, serve):
    command.add_command(_other)


@command.command(short_help="Make the book, or other editions of it.")
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


@command.command(short_help="Build, and build again whenever a file is saved.")
@build_options
def watch(*, quiet: bool, verbose: bool, **request: Any) -> int:
    """Make the book, or the EDITIONs named, and make it again whenever a file is saved.

    An error in the book is printed, and the next save awaited. Ctrl-C ends the command, with status 130.
    """
    from bookbuild.cli.watching import watch_books
    from bookbuild.pipeline.request import BuildRequest

    return watch_books(BuildRequest(**request), verbosity=int(verbose) - int(quiet))


@command.command("init", short_help="Start a book: write its bookbuild.toml, or an example.")
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


@command.command("list")
@in_project
@click.option("--editions", is_flag=True, help="List the editions, and what each contains.")
@with_language
@click.option("--json", "as_json", is_flag=True, help="As JSON on standard output.")
def list_contents(project: Path, *, editions: bool, as_json: bool, language: str) -> int:
    """Show the contents in order, with words, minutes and files."""
    from bookbuild.cli.listing import show_contents, show_editions

    return (show_editions if editions else show_contents)(project, as_json=as_json, language=language)


def _complete_code(_context: click.Context, _parameter: click.Parameter, incomplete: str) -> list[str]:
    return [code for code in CODES if code.startswith(incomplete)]


@command.command()
@click.argument("code", required=False, shell_complete=_complete_code)
def explain(code: str | None) -> int:
    """Explain the diagnostic CODE: what it means, an example, and what to do. Without CODE, list all."""
    from bookbuild.cli.explain import explain_code, list_codes

    return explain_code(code) if code else list_codes()
