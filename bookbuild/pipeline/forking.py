"""Work for other cores: done by copies of this process, while it does something else.

A copy begins in milliseconds, with all that was imported and read; a process started anew would take as long as the
work saves. Linux has them, and only a process without other threads can be copied safely: elsewhere the work is done
here, and comes to the same.
"""

import os
import pickle
import signal
import sys
import threading
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from functools import cached_property, partial
from typing import Generic, NoReturn, Self, TypeVar

WORTH_A_COPY = 25
"""Things, each the work of a millisecond or two, that a copy is worth."""
MOST_COPIES = 7

_END_WITH_PARENT = 1  # PR_SET_PDEATHSIG, linux/prctl.h

Item = TypeVar("Item")
Value = TypeVar("Value")


class BackgroundValue(Generic[Value]):
    """A value that a copy of this process makes. Use it as a context: the copy ends with it."""

    def __init__(self, make: Callable[[], Value]) -> None:
        self._make = make
        self.has_begun = _cores() > 1
        self._process, self._way = _copy_at(make) if self.has_begun else (0, -1)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.end()

    def end(self) -> None:
        """End the copy: its value is wanted no more, or it is here."""
        if self._process:
            os.kill(self._process, signal.SIGKILL)
            os.close(self._way)
            os.waitpid(self._process, 0)
            self._process = 0

    def value(self) -> Value:
        """Return the value when it is made. Whatever went wrong in the copy goes wrong here, too, and is raised."""
        return self._value

    @cached_property
    def _value(self) -> Value:
        if not self._process:
            return self._make()
        with os.fdopen(self._way, "rb", closefd=False) as way:
            written = way.read()
        self.end()
        try:
            made: Value = pickle.loads(written)  # noqa: S301 - this program has written it a moment ago
        except (EOFError, pickle.UnpicklingError):
            return self._make()
        return made


def parallel_map(make: Callable[[Item], Value], items: Sequence[Item], *, takes_part: bool = True) -> list[Value]:
    """Make something of each item, on every core where there are enough of them; values are in the items' order.

    Where this process takes no part, it does not load what they are made with either.
    """
    count = max(1, min(_cores(), MOST_COPIES + 1, len(items) // WORTH_A_COPY))
    shares = [items[start::count] for start in range(count)]
    mine, others = (shares[:1], shares[1:]) if takes_part else ([], shares)
    with ExitStack() as stack:
        copies = [stack.enter_context(BackgroundValue(partial(_made, make, share))) for share in others]
        made = [_made(make, share) for share in mine] + [copy.value() for copy in copies]
    return [made[place % count][place // count] for place in range(len(items))]


def _made(make: Callable[[Item], Value], items: Sequence[Item]) -> list[Value]:
    return list(map(make, items))


def _cores() -> int:
    """Return how many cores this process may use, or 1 where it cannot be copied."""
    alone = sys.platform == "linux" and threading.active_count() == 1
    return len(os.sched_getaffinity(0)) if alone else 1


def _copy_at(make: Callable[[], object]) -> tuple[int, int]:
    """Let a copy make something, and return its process and where to read what it made."""
    way, theirs = os.pipe()
    here = os.getpid()
    process = os.fork()
    if process == 0:
        _answer(make, theirs, here)
    os.close(theirs)
    return process, way


def _answer(make: Callable[[], object], way: int, parent: int) -> NoReturn:
    try:
        import ctypes  # noqa: PLC0415 - only copies want it

        ctypes.CDLL(None).prctl(_END_WITH_PARENT, signal.SIGKILL)  # nobody else wants it
        if os.getppid() == parent:  # else it has ended before that was said
            with os.fdopen(way, "wb") as out:
                pickle.dump(make(), out, pickle.HIGHEST_PROTOCOL)
    finally:  # nothing of the copied program goes on
        os._exit(0)
