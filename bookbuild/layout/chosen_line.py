"""The end of the line that is made at the moment, if it was chosen beforehand, for all functions that make a line."""

from threading import local
from typing import Any, NamedTuple


class ChosenLine(NamedTuple):
    """Where a line ends: in which text, after how many bytes, how many bytes of it go before the next line, and the
    hyphen that is added. `box` is None where the paragraph or a line break ends it.
    """

    box: Any = None
    stop: int = 0
    resume_at: int = 0
    hyphen: str = ""


class _Now(local):
    """What is so in a thread: others may lay out documents of their own."""

    line: ChosenLine | None = None


_now = _Now()


def chosen_line() -> ChosenLine | None:
    """Return the end of the line that is made, or None if the engine finds it."""
    return _now.line


def choose_line(line: ChosenLine | None) -> ChosenLine | None:
    """Set where the next line ends, or None for where the engine ends it. Return what was chosen before."""
    before, _now.line = _now.line, line
    return before
