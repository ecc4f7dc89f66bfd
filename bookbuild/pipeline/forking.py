"""Work done in the background by forks of this process.

A fork starts in milliseconds with all that was imported and read; a new process would take as long as the work saves.
Only Linux is supported, and only a process without other threads, which forks do not have. Elsewhere the work is done
in this process, with the same result.
"""

import gc
import os
import pickle
import signal
import sys
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from functools import cached_property, partial
from typing import Generic, NoReturn, Self, TypeVar

ITEMS_PER_FORK = 25
"""The fewest items, of a millisecond or two each, that are worth a fork."""
MOST_FORKS = 7

_PR_SET_PDEATHSIG = 1  # linux/prctl.h

Item = TypeVar("Item")
Value = TypeVar("Value")


class BackgroundValue(Generic[Value]):
    """A value that a fork of this process makes. Use it as a context manager: the fork ends with it."""

    def __init__(self, make: Callable[[], Value]) -> None:
        self._make = make
        self.has_begun = _cores() > 1
        self._process, self._pipe = _fork(make) if self.has_begun else (0, -1)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.end()

    def end(self) -> None:
        """Kill the fork, if there is one, and wait for its end."""
        if self._process:
            os.kill(self._process, signal.SIGKILL)
            os.close(self._pipe)
            os.waitpid(self._process, 0)
            self._process = 0

    def value(self) -> Value:
        """Return the value; wait for it if necessary. Raise what making it raises."""
        return self._value

    @cached_property
    def _value(self) -> Value:
        if not self._process:
            return self._make()
        with os.fdopen(self._pipe, "rb", closefd=False) as pipe:
            pickled = pipe.read()
        self.end()
        try:
            value: Value = pickle.loads(pickled)  # noqa: S301 - written by the fork
        except (EOFError, pickle.UnpicklingError):  # the fork has failed or died
            return self._make()
        return value


def parallel_map(
    make: Callable[[Item], Value],
    items: Sequence[Item],
    *,
    takes_part: bool = True,
    items_per_fork: int = ITEMS_PER_FORK,
) -> list[Value]:
    """Return ``list(map(make, items))``, made on all cores where there are enough items: `items_per_fork` for each.

    Without `takes_part`, forks make all of it, so that this process need not import what makes them.
    """
    count = max(1, min(_cores(), MOST_FORKS + 1, len(items) // items_per_fork))
    shares = [items[start::count] for start in range(count)]
    own, others = (shares[:1], shares[1:]) if takes_part else ([], shares)
    with ExitStack() as stack:
        forks = [stack.enter_context(BackgroundValue(partial(_map, make, share))) for share in others]
        values = [_map(make, share) for share in own] + [fork.value() for fork in forks]
    return [values[index % count][index // count] for index in range(len(items))]


def _map(make: Callable[[Item], Value], items: Sequence[Item]) -> list[Value]:
    """Return ``list(map(make, items))``, without Python's search for garbage, which takes a seventh of the time."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        return list(map(make, items))
    finally:
        if was_enabled:
            gc.enable()


def _cores() -> int:
    """Return the number of cores that this process may use, or 1 where it cannot be forked."""
    if sys.platform != "linux" or len(os.listdir("/proc/self/task")) > 1:  # noqa: PTH208 - threads of libraries, too
        return 1
    return len(os.sched_getaffinity(0))


def _fork(make: Callable[[], object]) -> tuple[int, int]:
    """Fork this process to make a value; return the process and the pipe in which the pickled value arrives."""
    pipe, write_end = os.pipe()
    parent = os.getpid()
    process = os.fork()
    if process == 0:
        _write_value(make, write_end, parent)
    os.close(write_end)
    return process, pipe


def _write_value(make: Callable[[], object], pipe: int, parent: int) -> NoReturn:
    try:
        import ctypes  # noqa: PLC0415 - only forks need it

        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
        if os.getppid() == parent:  # else it has died before that call
            with os.fdopen(pipe, "wb") as stream:
                pickle.dump(make(), stream, pickle.HIGHEST_PROTOCOL)
    finally:  # nothing else of this program must run in the fork
        os._exit(0)
