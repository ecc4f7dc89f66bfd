"""Patterns that are parsed when a word asks for them part it where Pyphen does."""

from pathlib import Path
from typing import Any

import pyphen  # type: ignore[import-untyped]  # ships no types
import pytest

from bookbuild.layout.takeover import hyphens

PATHS = sorted(set(pyphen.LANGUAGES.values()))
WORDS = ("incomprehensibilities", "Donaudampfschiffahrtsgesellschaft", "lettergrepen", "anticonstitutionnellement", "a")


def written(dictionary: Any) -> dict[str, Any]:
    """Return all patterns, parsed, with the other spellings that go with their numbers."""
    parsed = {
        letters: hyphens._parsed(pattern) if isinstance(pattern, str) else pattern
        for letters, pattern in dictionary.patterns.items()
    }
    return {
        letters: (start, [(number, getattr(number, "data", None)) for number in numbers])
        for letters, (start, numbers) in parsed.items()
    }


def parted(dictionary: Any, word: str) -> list[Any]:
    return [(place, place.data) for place in dictionary.positions(word)]


@pytest.mark.parametrize("path", PATHS, ids=lambda path: path.stem)
def test_patterns_are_those_of_pyphen(path: Path) -> None:
    """In every language the patterns are the same, and so are the places where words part, however often asked."""
    theirs, ours = hyphens._Dictionary.__base__(path), pyphen.HyphDict(path)
    assert type(ours) is hyphens._Dictionary
    for word in (*WORDS, *WORDS, *list(theirs.patterns)[::997]):
        assert parted(ours, word) == parted(theirs, word)
    assert written(ours) == written(theirs)
    assert ours.maxlen == theirs.maxlen
