"""Progress: what a build is doing, passed to a callback."""

from collections.abc import Callable
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
    """Do nothing: the default callback."""
