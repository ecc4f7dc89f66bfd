"""A limit to the time that a run may take: some styles keep the layout engine busy without end.

A second thread watches the clock of the first and raises an exception in it, whatever the system and the caller.
"""

import ctypes
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from threading import Event, Lock, Thread, get_ident

from bookbuild.diagnostics import Diagnostic, diagnose
from bookbuild.model import LayoutJob

SECONDS, SECONDS_PER_LETTER = 20.0, 0.0005
"""Seconds of processor time that a run may take, and what each letter of its XHTML adds. An ordinary run takes a
tenth of a second, and one that is nothing but notes an eighth of what its letters allow.
"""
_INTERVAL = 1.0
"""Seconds by the clock between two looks at the time."""
_PATIENCE = 6
"""How many seconds by the clock count as one of processor time, on systems that do not tell this."""


class OutOfTimeError(BaseException):
    """A run has taken too long. Like an interrupt, it is no `Exception`: the engine goes on after some of these."""


@contextmanager
def limited(seconds: float) -> Iterator[None]:
    """Raise an `OutOfTimeError` inside the block when it has taken this thread so many seconds of processor time."""
    thread, elapsed = get_ident(), _stopwatch()
    ended, lock, late = Event(), Lock(), list[bool]()

    def watch() -> None:
        while not ended.wait(_INTERVAL):
            with lock:
                if not ended.is_set() and elapsed() > seconds:
                    late.append(True)
                    _raise_in(thread, OutOfTimeError)
                    return

    Thread(target=watch, daemon=True).start()
    try:
        yield
    finally:
        with lock:
            ended.set()
            if late:  # what has not been raised yet would be raised outside
                _raise_in(thread, None)


def allowed(job: LayoutJob) -> float:
    """Return how many seconds a job may take."""
    return SECONDS + SECONDS_PER_LETTER * len(job.xhtml)


def out_of_time(job: LayoutJob) -> Diagnostic:
    """Return the diagnostic of a job that has taken too long."""
    message = f"its pages cannot be laid out within {allowed(job):.0f} seconds"
    return diagnose("layout-time", message, job.name, hint="divide the article")


def _stopwatch() -> Callable[[], float]:
    """Return a function that returns the seconds of processor time of this thread from now on, or a share of the
    seconds by the clock where systems do not tell those of a thread.
    """
    if hasattr(time, "pthread_getcpuclockid"):
        clock: Callable[[], float] = partial(time.clock_gettime, time.pthread_getcpuclockid(get_ident()))
        return partial(_since, clock, clock(), 1)
    return partial(_since, time.monotonic, time.monotonic(), _PATIENCE)


def _since(clock: Callable[[], float], begin: float, share: float) -> float:
    return (clock() - begin) / share


def _raise_in(thread: int, exception: type[BaseException] | None) -> None:
    """Raise an exception in a thread, or none of those that are still to be raised there."""
    raised = ctypes.py_object(exception) if exception else None
    ctypes.pythonapi.PyThreadState_SetAsyncExc(ctypes.c_ulong(thread), raised)
