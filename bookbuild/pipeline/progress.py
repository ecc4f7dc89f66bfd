"""Progress: what a build is doing, passed to a callback."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Step:
    """What is being done, and how much of it is done: `done` of `everything`, in characters of text.

    `at` is the title of what was done last.
    """

    what: str
    done: int = 0
    everything: int = 1
    at: str = ""


Progress = Callable[[Step], None]
"""A callback that is passed each step."""


def ignore_progress(_step: Step) -> None:
    """Do nothing: the callback where no progress is requested."""


class _CallbackError(BaseException):
    """Carries what a caller's callback raises to the caller: it is no fault of the book."""

    def __init__(self, error: Exception) -> None:
        super().__init__(error)
        self.error = error


@contextmanager
def raising_from(progress: Progress | None) -> Iterator[Progress]:
    """Yield a callback that does the same; raise what it raises, which nothing inside the block catches."""

    def report(step: Step) -> None:
        try:
            (progress or ignore_progress)(step)
        except Exception as error:
            raise _CallbackError(error) from error

    try:
        yield report
    except _CallbackError as carrier:
        raise carrier.error from None
