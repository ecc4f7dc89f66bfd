"""Options that several commands have in common."""

from collections.abc import Callable
from functools import reduce
from pathlib import Path
from typing import Any

import click

from bookbuild.cli.asked import OUTPUT


class Place(click.Path):
    """A path to write to. An empty one, as of a variable that a script has not set, is refused."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """Read the path.

        Raises:
            click.BadParameter: when it is empty, or what stands there cannot be meant.
        """
        return super().convert(value, param, ctx) if str(value) else self.fail("it is empty", param, ctx)


def in_project(function: Callable[..., Any]) -> Callable[..., Any]:
    """Add ``--project`` to a command."""
    kind = click.Path(exists=True, file_okay=False, path_type=Path)
    return click.option(
        "-C", "--project", type=kind, default=".", metavar="DIR", help="The book's folder. Default: here."
    )(function)


_WHAT_TO_BUILD = (
    click.argument("editions", nargs=-1, metavar="[EDITION]..."),
    in_project,
    click.option("--all", "every", is_flag=True, help="Make every edition that there is."),
    click.option(
        "--chapter",
        "chapters",
        multiple=True,
        metavar="N",
        help="Only this chapter, or these: 3-5. May be given again.",
    ),
    click.option(
        "--all-chapters", is_flag=True, help="All of the book, whatever part an edition is configured to hold."
    ),
    click.option(
        "--article",
        "articles",
        multiple=True,
        metavar="N",
        help="Only this article, or these: 20-24. May be given again.",
    ),
    click.option("--tag", "tags", multiple=True, metavar="T", help="Only articles with this tag. May be given again."),
    click.option(
        "-f",
        "--format",
        "formats",
        multiple=True,
        type=click.Choice(["epub", "pdf", "sheets"]),
        help="Only this format. May be given again.",
    ),
    click.option(
        "-o",
        "--output",
        type=Place(path_type=Path),
        default=OUTPUT,
        metavar="DIR",
        show_default=True,
        help="Where the books go; from the book's folder.",
    ),
    click.option(
        "-j",
        "--jobs",
        type=click.IntRange(min=1),
        metavar="N",
        help="Processes that lay out pages. Default: one a core.",
    ),
    click.option(
        "--engine",
        type=click.Choice(["auto", "plain"]),
        help="How to lay out pages; plain: WeasyPrint without accelerators. Default: as configured, or auto.",
    ),
    click.option("--executor", default="", metavar="ADDRESS", help="Lay out pages on a Dask cluster: tcp://HOST:8786."),
    click.option(
        "--no-cache", "cached", flag_value=False, default=True, help="Make everything anew, and keep nothing."
    ),
    click.option("--strict", is_flag=True, help="Take warnings for errors."),
    click.option("-q", "--quiet", is_flag=True, help="Say only what is wrong."),
    click.option("-v", "--verbose", is_flag=True, help="Say what is being done."),
)


def asking_for_books(function: Callable[..., Any]) -> Callable[..., Any]:
    """Add what says which books are made, and how, to a command."""
    return reduce(lambda asked, option: option(asked), reversed(_WHAT_TO_BUILD), function)
