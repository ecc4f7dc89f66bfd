"""The commands and their options. Everything heavy is imported when a command runs, so that help answers at once."""

# ruff: noqa: PLC0415 - imports stand in the commands that need them
import os
from collections.abc import Callable
from difflib import get_close_matches
from pathlib import Path
from typing import Any

import click

from bookbuild import __version__
from bookbuild.cli.asked import OUTPUT, BuildOptions, Status


class Commands(click.Group):
    """A group that knows the nearest right word for a wrong command."""

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the command that the first word names.

        Raises:
            click.UsageError: when there is none, with the nearest one.
        """
        name = args[0] if args else ""
        if name and not name.startswith("-") and self.get_command(ctx, name) is None:
            near = get_close_matches(name, self.list_commands(ctx), 1)
            hint = f" Did you mean {near[0]!r}?" if near else f" There are {', '.join(self.list_commands(ctx))}."
            ctx.fail(f"No such command {name!r}.{hint}")
        return super().resolve_command(ctx, args)


def in_project(function: Callable[..., Any]) -> Callable[..., Any]:
    """Add ``--project`` to a command."""
    kind = click.Path(exists=True, file_okay=False, path_type=Path)
    return click.option(
        "-C", "--project", type=kind, default=".", metavar="DIR", help="The book's folder. Default: here."
    )(function)


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, "-V", "--version", prog_name="bookbuild")
def command() -> None:
    """Make a book, EPUB and PDF, out of a folder of Markdown articles."""


@command.command()
@click.argument("editions", nargs=-1, metavar="[EDITION]...")
@in_project
@click.option("--chapter", "chapters", multiple=True, metavar="N", help="Only this chapter. May be given again.")
@click.option("--article", "articles", multiple=True, metavar="N", help="Only this article. May be given again.")
@click.option("--tag", "tags", multiple=True, metavar="T", help="Only articles with this tag. May be given again.")
@click.option("-f", "--format", "formats", multiple=True, type=click.Choice(["epub", "pdf"]), help="Only this format.")
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    default=OUTPUT,
    metavar="DIR",
    show_default=True,
    help="Where the books go; from the book's folder.",
)
@click.option(
    "-j", "--jobs", type=click.IntRange(min=1), metavar="N", help="Processes that lay out pages. Default: one a core."
)
@click.option("--no-cache", is_flag=True, expose_value=False, help="Lay out every page anew.")
@click.option("--strict", is_flag=True, help="Take warnings for errors.")
@click.option("--json", "as_json", is_flag=True, help="Write a manifest of what was made to standard output.")
@click.option("-q", "--quiet", is_flag=True, help="Say only what is wrong.")
@click.option("-v", "--verbose", is_flag=True, help="Say what is being done.")
def build(project: Path, jobs: int | None, *, quiet: bool, verbose: bool, **asked: Any) -> int:
    """Make the book, or the EDITIONs named.

    Exit status: 0 made; 1 the book is at fault, or a warning under --strict; 2 the command line or the configuration
    is; 130 interrupted.
    """
    from bookbuild.cli.building import build_books

    return build_books(
        BuildOptions(
            project=project,
            jobs=jobs or os.cpu_count() or 1,
            verbosity=int(verbose) - int(quiet),
            **asked,
        )
    )


@command.command("list")
@in_project
@click.option("--json", "as_json", is_flag=True, help="As JSON on standard output.")
def list_contents(project: Path, *, as_json: bool) -> int:
    """Show the contents in order, with words, minutes and files."""
    from bookbuild.cli.listing import show_contents

    return show_contents(project, as_json=as_json)


@command.command()
@in_project
@click.option("--strict", is_flag=True, help="Take warnings for errors.")
@click.option("--json", "as_json", is_flag=True, help="As JSON on standard output.")
def check(project: Path, *, strict: bool, as_json: bool) -> int:
    """Tell everything that is wrong with the content, without building."""
    from bookbuild.cli.building import check_content

    return check_content(project, strict=strict, as_json=as_json)


@command.command()
@in_project
def clean(project: Path) -> int:
    """Remove the cache. Books that were made stay."""
    from bookbuild.cli.output import remove_cache

    freed = remove_cache(project)
    click.echo(f"removed {freed:,} bytes" if freed else "there was nothing to remove", err=True)
    return Status.MADE


@command.command()
@in_project
def doctor(project: Path) -> int:
    """Say what this machine lacks for building, and how to get it."""
    from bookbuild.cli.report import show_findings
    from bookbuild.doctor import examine

    return show_findings(examine(project))
