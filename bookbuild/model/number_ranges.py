"""Several numbers as people write them: ``3``, ``3-5``, ``3, 5``."""

import re
from collections.abc import Iterable, Iterator

_RANGE = re.compile(r"(\d+)\s*[-\u2013]\s*(\d+)")
_LONGEST_RANGE = 10_000


def chosen_numbers(names: Iterable[str]) -> Iterator[str]:
    """Yield names with ranges of whole numbers (``3-5``) and lists (``3,5``) expanded; others unchanged."""
    for name in (part for names_text in names for part in _listed(names_text) or [""]):
        span = _RANGE.fullmatch(name)
        if span and int(span[1]) <= int(span[2]) <= int(span[1]) + _LONGEST_RANGE:
            yield from map(str, range(int(span[1]), int(span[2]) + 1))
        else:
            yield name


def _listed(names_text: str) -> list[str]:
    return [part.strip() for part in names_text.split(",") if part.strip()]
