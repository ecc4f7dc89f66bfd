"""Patterns that are parsed when a word asks for them part it where Pyphen does."""

import pyphen
import pytest

from bookbuild.layout import hyphens

PATHS = sorted(set(pyphen.LANGUAGES.values()))
WORDS = ("incomprehensibilities", "Donaudampfschiffahrtsgesellschaft", "lettergrepen", "anticonstitutionnellement", "a")


def written(dictionary: pyphen.HyphDict) -> dict[str, object]:
    """Return all patterns as far as they can be told apart, alternative spellings included."""
    asked = {letters: hyphens._parsed(text) if isinstance(text, str) else text for letters, text in patterns(dictionary)}
    return {
        letters: (start, [(value, getattr(value, "data", None)) for value in values])
        for letters, (start, values) in asked.items()
    }


def patterns(dictionary: pyphen.HyphDict) -> list[tuple[str, object]]:
    return list(dictionary.patterns.items())


@pytest.mark.parametrize("path", PATHS, ids=lambda path: path.stem)
def test_patterns_are_those_of_pyphen(path) -> None:
    """In every language the patterns are the same, and so are the places where words part, asked twice."""
    theirs, ours = hyphens._Dictionary.__base__(path), pyphen.HyphDict(path)
    for word in (*WORDS, *(letters for letters, _ in patterns(theirs)[::997])):
        for _ in range(2):
            mine = [(place, place.data) for place in ours.positions(word)]
            assert mine == [(place, place.data) for place in theirs.positions(word)]
    assert written(ours) == written(theirs)
    assert ours.maxlen == theirs.maxlen
