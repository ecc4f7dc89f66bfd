"""The commands and their options. Everything heavy is imported when a command runs, so that help is fast."""

# ruff: noqa: PLC0415 - imports stand in the commands that need them
from difflib import get_close_matches
from pathlib import Path
from typing import Any

import click

from bookbuild import __version__
from bookbuild.cli.exit_codes import ExitCode
from bookbuild.cli.message_formats import with_message_format
from bookbuild.cli.options import NearestChoice, OutputPath, build_options, in_project, with_language, with_proofs
from bookbuild.cli.preview_commands import preview, serve
from bookbuild.diagnostics import CODES
from bookbuild.model import SCHEMES

_SCHEME_LIST = "\b\nSchemes:\n" + "\n".join(f"  {name:<10} {what}" for name, what in SCHEMES.items())


class Commands(click.Group):
    """A group that suggests the nearest command for an unknown one."""

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Return the command that the first word names.

        Raises:
            click.UsageError: when there is none; its message suggests the nearest one.
        """
        name = args[0] if args else ""
        if name and not name.startswith("-") and self.get_command(ctx, name) is None:
            near = get_close_matches(name, self.list_commands(ctx), 1)
            hint = f" Did you mean {near[0]!r}?" if near else f" There are {', '.join(self.list_commands(ctx))}."
            ctx.fail(f"No such command {name!r}.{hint}")
        return super().resolve_command(ctx, args)


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, "-V", "--version", prog_name="bookbuild")
def command() -> None:
    """Make a book, EPUB and PDF, out of a folder of Markdown articles.

    In that folder, type `bookbuild build`.
    """


command.add_command(preview)
command.add_command(serve)


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


@command.command(short_help="Report everything that is wrong, without writing a book.")
@click.argument("editions", nargs=-1, metavar="[EDITION]...")
@in_project
@click.option("--all", "all_editions", is_flag=True, help="Check every edition that there is.")
@click.option("--pages", is_flag=True, help="Lay out the pages too, which takes as long as a build.")
@with_proofs
@with_language
@click.option("--strict", is_flag=True, help="Treat warnings as errors.")
@click.option("-v", "--verbose", is_flag=True, help="Print each step, and every message.")
@with_message_format
def check(**request: Any) -> int:
    """Report everything that a build of the book, or of the EDITIONS named, would find wrong. No book is written.

    What only layout can find, such as a handout that is too long, is found with --pages. --outputs examines files.

    Exit status: 0 no error; 1 an error in the book, or a warning under --strict; 2 an error in the command line or the
    configuration; 130 interrupted.
    """
    from bookbuild.cli.checking import check_content

    return check_content(**request)


@command.command("impose", short_help="Put the pages of any PDF onto sheets to print and fold.", epilog=_SCHEME_LIST)
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path), metavar="FILE.pdf")
@click.option("--scheme", type=NearestChoice(list(SCHEMES)), default="saddle", show_default=True, help="See below.")
@click.option(
    "--paper",
    default="auto",
    metavar="PAPER",
    help="a4, a3, letter, legal, tabloid, or a size: 320mmx450mm. Default: the usual one that the pages fit.",
)
@click.option("--fit", is_flag=True, help="Scale the pages to fill the paper. Otherwise they keep their size.")
@click.option(
    "--thickness",
    default="80gsm",
    metavar="T",
    show_default=True,
    help="Weight or thickness of the paper, by which inner pages are moved to the fold.",
)
@click.option(
    "--sheets-per-signature",
    type=click.IntRange(min=1),
    metavar="N",
    help="The most sheets inside each other. Default: all; 4 for perfect.",
)
@click.option("--marks", default="", metavar="M,M", help="Any of fold, staple, crop.")
@click.option(
    "--gutter", default="0mm", metavar="LENGTH", show_default=True, help="Distance between neighbouring pages."
)
@click.option(
    "--margin",
    default="0mm",
    metavar="LENGTH",
    show_default=True,
    help="Least distance of the pages from the edge of the paper.",
)
@click.option(
    "--flip",
    type=NearestChoice(["auto", "short", "long"]),
    default="auto",
    help="Edge over which the printer turns the sheet. Default: the one that keeps pages upright.",
)
@click.option("--rtl", is_flag=True, help="The document is read from right to left. Default: as set in the PDF.")
@click.option("--back-cover", is_flag=True, help="The last page is the back cover; blank pages are put before it.")
@click.option("--instructions", is_flag=True, help="Begin with a sheet that explains how to print and fold the others.")
@click.option(
    "-o",
    "--output",
    type=OutputPath(dir_okay=False, path_type=Path),
    metavar="OUT.pdf",
    help="Default: FILE.sheets.pdf, beside the file.",
)
def impose(**options: Any) -> int:
    """Put the pages of any PDF onto sheets to print, fold, staple or cut.

    Exit status: 0 made; 1 an error in the file; 2 an error in the command line; 130 interrupted.
    """
    from bookbuild.cli.imposing import impose_file

    return impose_file(**options)


def _complete_code(_context: click.Context, _parameter: click.Parameter, incomplete: str) -> list[str]:
    return [code for code in CODES if code.startswith(incomplete)]


@command.command()
@click.argument("code", required=False, shell_complete=_complete_code)
def explain(code: str | None) -> int:
    """Explain the diagnostic CODE: what it means, an example, and what to do. Without CODE, list all."""
    from bookbuild.cli.explain import explain_code, list_codes

    return explain_code(code) if code else list_codes()


@command.command()
@in_project
def clean(project: Path) -> int:
    """Remove the cache, but no book."""
    from bookbuild.pipeline.output import remove_cache

    freed = remove_cache(project)
    click.echo(f"removed {freed:,} bytes" if freed else "there was nothing to remove", err=True)
    return ExitCode.OK


@command.command()
@in_project
def doctor(project: Path) -> int:
    """Report what this machine lacks for building, and how to get it."""
    from bookbuild.cli.report import show_findings
    from bookbuild.doctor import examine
    from bookbuild.layout.accelerators import left_out

    return show_findings(examine(project, left_out))
