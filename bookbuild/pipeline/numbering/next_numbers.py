"""Numbers for articles that have none, between those of their neighbours. Pure."""

from collections.abc import Iterator, Sequence
from itertools import count, islice

from bookbuild.model import Number


def filled(numbers: Sequence[Number | None]) -> tuple[Number, ...]:
    """Return numbers in the order of a book, with new ones where there are none.

    Whole numbers follow the one before, if enough of them are free before the next one; else they have a second part:
    53.1, 53.2.
    """
    taken = {number for number in numbers if number is not None}
    filled: list[Number] = []
    for position, number in enumerate(numbers):
        filled.append(number or _between(filled, numbers[position:], taken))
        taken.add(filled[-1])
    return tuple(filled)


def _between(before: Sequence[Number], rest: Sequence[Number | None], taken: set[Number]) -> Number:
    """Return the number of the first of the rest, which has none."""
    last = before[-1] if before else Number("0")
    missing = next((place for place, number in enumerate(rest) if number is not None), len(rest))
    following = rest[missing] if missing < len(rest) else None
    whole = (Number(str(one)) for one in count(last.parts[0] + 1))
    free = list(islice((one for one in whole if one not in taken), missing))
    if following is None or following <= last or free[-1] < following:
        return free[0]
    return next(one for one in _parted(last) if one not in taken)


def _parted(last: Number) -> Iterator[Number]:
    """Yield the numbers behind one, with one part more than a whole number."""
    first, second = (*last.parts, 0)[:2]
    yield from (Number(f"{first}.{one}") for one in count(second + 1))
