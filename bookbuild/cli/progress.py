"""Progress on a terminal: what is being done and how far; silent elsewhere."""

from collections.abc import Iterator
from contextlib import contextmanager

from rich.console import Console

from bookbuild.cli.report import console
from bookbuild.pipeline import Progressed


@contextmanager
def progress_on(*, verbosity: int) -> Iterator[Progressed]:
    """Give a function that shows how far a build is: drawn on a terminal, leaving nothing behind, unless below 0;
    said in lines that stay, one for each thing that is done, above 0.
    """
    screen = console()
    if verbosity > 0:
        yield _teller(screen)
        return
    if verbosity < 0 or not screen.is_terminal:
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


def _teller(screen: Console) -> Progressed:
    said = [""]

    def tell(what: str, _done: int, everything: int) -> None:
        if what != said[-1]:
            said.append(what)
            screen.print(f"{what} ({everything})" if everything > 1 else what, markup=False)

    return tell
