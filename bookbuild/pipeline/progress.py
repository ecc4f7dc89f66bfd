"""How far a build has come, told to whoever asked."""

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Step:
    """What is being done, and what part of it is done: `done` of `everything`, by length and not by number.

    `at` is what is at hand, as its readers know it.
    """

    what: str
    done: int = 0
    everything: int = 1
    at: str = ""


Progressed = Callable[[Step], None]
"""Told each step."""
