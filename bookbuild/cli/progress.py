"""Progress on the console: a bar on a terminal, lines with ``--verbose``, otherwise nothing."""

from collections.abc import Iterator
from contextlib import contextmanager
from time import monotonic
from typing import TYPE_CHECKING

from bookbuild.cli.report import console
from bookbuild.pipeline.progress import Progress, Step, ignore_progress

if TYPE_CHECKING:
    from rich.progress import Progress as Bar

INTERVAL = 5.0
"""Seconds between lines about a step that takes long."""


@contextmanager
def progress_on(*, verbosity: int) -> Iterator[Progress]:
    """Yield a callback that shows progress: lines above 0, nothing below; at 0 a bar, on a terminal, that disappears.

    Rich is imported with the first step, so that workers have started by then.
    """
    if verbosity < 0:
        yield ignore_progress
    elif verbosity > 0:
        yield _Lines()
    else:
        bar = _TerminalBar()
        try:
            yield bar
        finally:
            bar.stop()


class _TerminalBar:
    """A progress bar, if the console is a terminal."""

    def __init__(self) -> None:
        self._bar: Bar | None = None
        self._is_off = False
        self._what = ""

    def __call__(self, step: Step) -> None:
        if self._is_off:
            return
        if self._bar is None:
            if not console().is_terminal:
                self._is_off = True
                return
            self._bar = _new_bar()
            self._bar.start()  # not before the first step: it has a thread, and until then the process can be forked
        task = self._bar.task_ids[0]
        if step.what != self._what:
            self._what = step.what
            self._bar.reset(task)
        self._bar.update(task, description=step.what, completed=step.done, total=step.everything or None, at=step.at)

    def stop(self) -> None:
        """Remove the bar."""
        if self._bar:
            self._bar.stop()


def _new_bar() -> "Bar":
    from rich.progress import (  # noqa: PLC0415 - only a terminal needs it
        BarColumn,
        Progress,
        TaskProgressColumn,
        TextColumn,
        TimeRemainingColumn,
    )

    columns = (TextColumn("{task.description}"), BarColumn(), TaskProgressColumn(), TimeRemainingColumn())
    bar = Progress(*columns, TextColumn("[dim]{task.fields[at]}"), console=console(), transient=True)
    bar.add_task("", total=None, at="")
    return bar


class _Lines:
    """Prints each step, and now and then how much of a long one is done and how long the rest will take."""

    def __init__(self) -> None:
        self._what, self._everything = "", 0
        self._began = self._last_line = 0.0

    def __call__(self, step: Step) -> None:
        now = monotonic()
        if step.what != self._what:
            self._what = step.what
            console().print(step.what, markup=False)
        if step.everything != self._everything:
            self._everything, self._began, self._last_line = step.everything, now, now
        elif now - self._last_line >= INTERVAL and 0 < step.done < step.everything:
            self._last_line = now
            left = round((now - self._began) * (step.everything - step.done) / step.done)
            console().print(f"{step.what}: {step.done / step.everything:.0%}, {left} s left", markup=False)
