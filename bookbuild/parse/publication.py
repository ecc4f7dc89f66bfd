"""Whether an article is to be published: by its keys and its dates."""

import re
from collections.abc import Sequence
from datetime import date

_DATES = (
    (re.compile(r"([0-9]{4})[-/.]([0-9]{1,2})[-/.]([0-9]{1,2})(?![0-9]).*"), (1, 2, 3)),
    (re.compile(r"([0-9]{1,2})[-.]([0-9]{1,2})[-.]([0-9]{4})(?![0-9]).*"), (3, 2, 1)),
    (re.compile(r"([0-9]{1,2})/([0-9]{1,2})/([0-9]{4})(?![0-9]).*"), (3, 1, 2)),
)
"""Ways to write a date, with the places of year, month and day: as Grav and PHP read them, 5/1/2026 is in May."""


def day_of(text: str) -> date | None:
    """Return the day of a date with or without a time, or None if it is no date."""
    for pattern, places in _DATES:
        match = pattern.fullmatch(text)
        if match:
            return _day([int(match[place]) for place in places])
    return None


def _day(numbers: Sequence[int]) -> date | None:
    try:
        return date(*numbers)
    except ValueError:
        return None
