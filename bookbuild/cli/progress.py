"""Progress on a terminal: what is being done and how far; silent elsewhere."""

from collections.abc import Iterator
from contextlib import contextmanager

from bookbuild.cli.report import console
from bookbuild.pipeline import Progressed


@contextmanager
def progress_on(*, quiet: bool) -> Iterator[Progressed]:
    """Give a function that shows how far a build is; it draws only on a terminal, and leaves nothing behind."""
    screen = console()
    if quiet or not screen.is_terminal:
        yield lambda _what, _done, _all: None
        return
    from rich.progress import (  # noqa: PLC0415 - only a terminal needs it
        BarColumn,
        MofNCompleteColumn,
        Progress,
        TextColumn,
        TimeRemainingColumn,
    )

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=screen, transient=True) as bar:
        task = bar.add_task("", total=None)

        def show(what: str, done: int, everything: int) -> None:
            bar.update(task, description=what, completed=done, total=everything)

        yield show
