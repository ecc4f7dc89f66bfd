"""Options that several commands have in common, and the group of commands, which suggests the nearest one."""

import os
from collections.abc import Callable
from difflib import get_close_matches
from functools import reduce, wraps
from pathlib import Path
from typing import Any

import click

from bookbuild.cli.message_formats import MessageFormat
from bookbuild.model import ENGINES, FORMATS, OUTPUT_FOLDER, SHOPS


class OutputPath(click.Path):
    """A path to write to. An empty one, as from an unset variable of a script, is refused."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """Read the path.

        Raises:
            click.BadParameter: when it is empty, or not what can be written to.
        """
        return super().convert(value, param, ctx) if str(value) else self.fail("it is empty", param, ctx)


class NearestChoice(click.Choice[str]):
    """One of several words. The message for another one names the nearest of them."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """Read the word.

        Raises:
            click.BadParameter: when it is none of them.
        """
        try:
            return super().convert(value, param, ctx)
        except click.BadParameter as error:
            near = get_close_matches(str(value), list(self.choices), 1)
            hint = f" Did you mean {near[0]!r}?" if near else ""
            raise click.BadParameter(f"{error.message}{hint}", ctx, param) from error


def in_project(function: Callable[..., Any]) -> Callable[..., Any]:
    """Add ``--project`` to a command."""
    kind = click.Path(exists=True, file_okay=False, path_type=Path)
    words = "The book's folder. Default: the current one, or the one above it that has the book."
    return click.option("-C", "--project", type=kind, metavar="DIR", callback=_found, help=words)(function)


def _found(_context: click.Context, _parameter: click.Parameter, project: Path | None) -> Path:
    """Return the book's folder: the named one, or the one that the current folder lies in, which is then printed."""
    if project is not None:
        return project
    from bookbuild.pipeline.locating import book_folder

    here = Path.cwd()
    folder = book_folder(here)
    if folder == here:
        return Path()
    shown = Path(os.path.relpath(folder, here))
    click.echo(f"the book is in {shown} ({folder.name}); -C . takes this folder instead", err=True)
    return shown


def with_language(function: Callable[..., Any]) -> Callable[..., Any]:
    """Add ``--language`` to a command."""
    words = "The language of the book, if the site has several: de, pt-BR."
    return click.option("--language", default="", metavar="TAG", help=words)(function)


_BUILD_OPTIONS = (
    click.argument("editions", nargs=-1, metavar="[EDITION]..."),
    in_project,
    click.option("--all", "all_editions", is_flag=True, help="Make every edition that there is."),
    click.option(
        "--chapter",
        "chapters",
        multiple=True,
        metavar="N",
        help="Only this chapter, or a range: 3-5. Repeatable.",
    ),
    click.option("--all-chapters", is_flag=True, help="The complete book, whatever part of it an edition selects."),
    click.option(
        "--article",
        "articles",
        multiple=True,
        metavar="N",
        help="Only this article, or a range: 20-24. Repeatable.",
    ),
    click.option("--tag", "tags", multiple=True, metavar="T", help="Only articles with this tag. Repeatable."),
    click.option(
        "-f",
        "--format",
        "formats",
        multiple=True,
        type=NearestChoice(list(FORMATS)),
        help="Only this format. Repeatable.",
    ),
    with_language,
    click.option(
        "-o",
        "--output",
        type=OutputPath(path_type=Path),
        default=OUTPUT_FOLDER,
        metavar="DIR",
        show_default=True,
        help="Folder for the books, relative to the project.",
    ),
    click.option(
        "-j",
        "--jobs",
        type=click.IntRange(min=1),
        metavar="N",
        help="Processes that lay out pages. Default: one per core.",
    ),
    click.option(
        "--engine",
        type=NearestChoice(ENGINES),
        help="How to lay out pages; plain: WeasyPrint without accelerators. Default: as configured, or auto.",
    ),
    click.option("--executor", default="", metavar="ADDRESS", help="Lay out pages on a Dask cluster: tcp://HOST:8786."),
    click.option("--no-cache", "use_cache", flag_value=False, default=True, help="Ignore the cache."),
    click.option("--strict", is_flag=True, help="Treat warnings as errors."),
    click.option("-q", "--quiet", is_flag=True, help="Only print errors and warnings."),
    click.option("-v", "--verbose", is_flag=True, help="Print each step, and every message."),
)


def build_options(function: Callable[..., Any]) -> Callable[..., Any]:
    """Add the options of a build to a command; their names are those of the arguments of `bookbuild.build`."""
    return reduce(lambda decorated, option: option(decorated), reversed(_BUILD_OPTIONS), function)


for_shops = click.option(
    "--for",
    "shops",
    type=NearestChoice(list(SHOPS)),
    multiple=True,
    metavar="SHOP",
    help=f"Print what a shop refuses in the EPUB, by its published rules: {', '.join(SHOPS)}.",
)
"""The option that names shops."""

EDITIONS = frozenset({"book", "booklet", "handout", "sample", "large-print", "easy-reading", "answers"})
"""The names of predefined editions, which people take for commands; the configuration is slow to import."""


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
            hint = f" It is an edition: bookbuild build {name}" if name in EDITIONS else hint
            ctx.fail(f"No such command {name!r}.{hint}")
        return super().resolve_command(ctx, args)


def with_message_format(function: Callable[..., Any]) -> Callable[..., Any]:
    """Add ``--message-format``, and ``--json`` as another name of its JSON, to a command.

    The command gets a `MessageFormat` as `message_format`.
    """

    @wraps(function)
    def with_format(*arguments: Any, message_format: str | None, as_json: bool, **others: Any) -> Any:
        if as_json and message_format not in {None, "json"}:
            raise click.UsageError(f"--json and --message-format {message_format} exclude each other.")
        chosen = MessageFormat("json" if as_json else message_format or "text")
        return function(*arguments, message_format=chosen, **others)

    return _MESSAGE_FORMAT(_JSON(with_format))


_MESSAGE_FORMAT = click.option(
    "--message-format",
    type=NearestChoice([one.value for one in MessageFormat]),
    help="Print problems as text on stderr, or on stdout as a JSON document or as annotations for GitHub Actions.",
)
_JSON = click.option("--json", "as_json", is_flag=True, help="The same as --message-format json.")


def with_proofs(function: Callable[..., Any]) -> Callable[..., Any]:
    """Add the options by which `check` examines what was built."""
    options = (
        click.option("--outputs", is_flag=True, help="Say what the files that were built conform to, instead."),
        click.option("--reproducible", is_flag=True, help="Build twice, and compare the files byte by byte, instead."),
        click.option(
            "-o",
            "--output",
            type=click.Path(file_okay=False, path_type=Path),
            metavar="DIR",
            help="Where the files of --outputs are.  [default: _book]",
        ),
    )
    for option in reversed(options):
        function = option(function)
    return function
