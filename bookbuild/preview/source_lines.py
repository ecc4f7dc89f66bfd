"""Where the words of pages stand in the files of their articles: by the words themselves, in their order.

Nothing is carried through parsing and layout for it, so that a build does not pay for it, and it holds for each kind of
Markdown. Three words that occur once on both sides are certain; what lies between them follows in order.
"""

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from itertools import pairwise

_WORD = re.compile(r"[\u2e80-\u9fff\uac00-\ud7af]|[^\W_\u2e80-\u9fff\uac00-\ud7af]+")
"""A word, or a character of a script that has no spaces."""
_GRAM = 3
_REACH = 16
"""Words of a source, such as an address, that the page may not have."""

Place = tuple[str, int]
"""A file and a line in it, from 1."""


def words_of(text: str) -> list[str]:
    """Return the words of a text, so that those of a page and of its source are equal."""
    return _WORD.findall(unicodedata.normalize("NFKC", text).casefold())


def source_words(lines: Iterable[tuple[str, Place]]) -> list[tuple[str, Place]]:
    """Return the words of the lines of a source, each with its place."""
    return [(word, place) for line, place in lines for word in words_of(line)]


def places_of(page: Sequence[str], source: Sequence[tuple[str, Place]]) -> list[Place | None]:
    """Return for each word of pages its place in the source; for one that is not found, that of the one before it."""
    words = [word for word, _ in source]
    found = _followed(page, words, _certain(page, words))
    places: list[Place | None] = []
    last: Place | None = None
    for index in found:
        last = source[index][1] if index is not None else last
        places.append(last)
    first = next((place for place in places if place), None)
    return [place or first for place in places]


def _certain(page: Sequence[str], source: Sequence[str]) -> list[tuple[int, int]]:
    """Return pairs of indexes at which the same three words begin, once on each side, in an order that both share."""
    ours, theirs = _single_grams(page), _single_grams(source)
    pairs = [(index, theirs[gram]) for gram, index in ours.items() if gram in theirs]
    return _increasing(sorted(pairs))


def _single_grams(words: Sequence[str]) -> dict[tuple[str, ...], int]:
    found: dict[tuple[str, ...], int] = {}
    several: set[tuple[str, ...]] = set()
    for index in range(len(words) - _GRAM + 1):
        gram = tuple(words[index : index + _GRAM])
        if gram in found:
            several.add(gram)
        found[gram] = index
    return {gram: index for gram, index in found.items() if gram not in several}


def _increasing(pairs: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return the longest part of pairs whose second numbers increase (patience sorting)."""
    ends: list[int] = []
    tops: list[int] = []
    before: list[int] = []
    for index, (_, value) in enumerate(pairs):
        place = bisect_left(ends, value)
        before.append(tops[place - 1] if place else -1)
        if place == len(ends):
            ends.append(value)
            tops.append(index)
        else:
            ends[place], tops[place] = value, index
    chain, index = [], tops[-1] if tops else -1
    while index >= 0:
        chain.append(pairs[index])
        index = before[index]
    return chain[::-1]


def _followed(page: Sequence[str], source: Sequence[str], certain: Sequence[tuple[int, int]]) -> list[int | None]:
    """Return the index in the source of each word of a page, walking on from each certain pair to the next."""
    found: list[int | None] = [None] * len(page)
    stations = [(-1, -1), *certain, (len(page), len(source))]
    for (start, reached), (end, limit) in pairwise(stations):
        position = reached
        if 0 <= start < len(page):
            found[start] = reached
        for index in range(start + 1, end):
            most = min(limit, position + 1 + _REACH)
            place = next((one for one in range(position + 1, most) if source[one] == page[index]), None)
            if place is not None:
                found[index] = position = place
    return found
