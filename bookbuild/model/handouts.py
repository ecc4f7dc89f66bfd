"""How handouts are set: what a project says, and what fits."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class HandoutSettings:
    """How an article becomes a handout. It is set in the largest type between the bounds, in points, at which it
    fills at most `fit` pages; without a bound on pages, in the largest type.

    `address` is where an article stands online, with ``{slug}``, ``{number}`` and ``{chapter}`` to be filled in.
    """

    fit: int | None = 2
    smallest: float = 9.0
    largest: float = 12.0
    monochrome: bool = False
    notes: bool = False
    address: str = ""


@dataclass(frozen=True, slots=True)
class HandoutLayout:
    """How a handout is set: the size of its type, in points, and the number of columns of its text."""

    size: float
    columns: int = 1


@dataclass(frozen=True, slots=True)
class ColumnBounds:
    """The least size of type in one column, in points, with which its lines are not too long, and the most in two
    columns with which theirs are not too short.
    """

    least_in_one: float
    most_in_two: float
