"""Progress: what is being done, how far it is and how long it still takes. On a terminal; silent elsewhere."""

from collections.abc import Iterator
from contextlib import contextmanager
from time import monotonic
from typing import TYPE_CHECKING

from bookbuild.cli.report import console
from bookbuild.pipeline.progress import Progressed, Step

if TYPE_CHECKING:
    from rich.console import Console

PAUSE = 5.0
"""Seconds between lines on what takes long, where they stay."""


@contextmanager
def progress_on(*, verbosity: int) -> Iterator[Progressed]:
    """Give a function that shows how far a build is: drawn on a terminal, leaving nothing behind, unless below 0;
    said in lines that stay, one for each thing that is done and now and then one on how far it is, above 0.
    """
    if verbosity < 0:
        yield lambda _step: None
        return
    screen = console()
    if verbosity > 0:
        yield _Teller(screen)
        return
    if not screen.is_terminal:
        yield lambda _step: None
        return
    from rich.progress import (  # noqa: PLC0415 - only a terminal needs it
        BarColumn,
        Progress,
        TaskProgressColumn,
        TextColumn,
        TimeRemainingColumn,
    )

    columns = (TextColumn("{task.description}"), BarColumn(), TaskProgressColumn(), TimeRemainingColumn())
    at = TextColumn("[dim]{task.fields[at]}", table_column=None)
    bar = Progress(*columns, at, console=screen, transient=True)
    task = bar.add_task("", total=None, at="")
    what = [""]

    def show(step: Step) -> None:
        bar.start()  # not before the first step: it has a thread, and until then the process can be copied
        if step.what != what[-1]:
            what.append(step.what)
            bar.reset(task)
        bar.update(task, description=step.what, completed=step.done, total=step.everything or None, at=step.at)

    try:
        yield show
    finally:
        bar.stop()


class _Teller:
    """Says each thing that is being done, and of what takes long how far it is and how long it still takes."""

    def __init__(self, screen: "Console") -> None:
        self._screen = screen
        self._what, self._everything = "", 0
        self._began = self._said = 0.0

    def __call__(self, step: Step) -> None:
        now = monotonic()
        if step.what != self._what:
            self._what = step.what
            self._screen.print(step.what, markup=False)
        if step.everything != self._everything:
            self._everything, self._began, self._said = step.everything, now, now
        elif now - self._said >= PAUSE and 0 < step.done < step.everything:
            self._said = now
            left = round((now - self._began) * (step.everything - step.done) / step.done)
            self._screen.print(f"{step.what}: {step.done / step.everything:.0%}, {left} s left", markup=False)
