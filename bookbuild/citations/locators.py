"""Where in a work: ``p. 3``, ``chap. 2``, ``S. 5`` in the words behind a key, by the terms of CSL's locales."""

import re
from collections.abc import Iterable
from typing import NamedTuple

LABELS = (
    "page", "book", "chapter", "column", "figure", "folio", "issue", "line", "note", "opus", "paragraph", "part",
    "section", "sub-verbo", "verse", "volume",
)  # fmt: skip
"""What a place in a work may be counted by, as CSL names it."""
_ONE = r"(?:[A-Za-z]?\d[\w.:]*|[ivxlcdm]+\b|[IVXLCDM]+\b)"
_NUMBERS = rf"{_ONE}(?:\s?(?:--?|\u2013|\u2014|,|&|;)\s?{_ONE})*"
_BRACED = re.compile(r",?\s*\{([^{}]*)\}")


class Located(NamedTuple):
    """Where in a work: the kind of place and its numbers, both empty if it is not said; and other words."""

    label: str
    numbers: str
    rest: str


NOWHERE = Located("", "", "")


class Locators:
    """Reads places in works; `terms` are the kinds of places with the words for each."""

    def __init__(self, terms: Iterable[tuple[str, str]]) -> None:
        words = {word.strip(". ").casefold(): label for label, word in terms if word.strip(". ")}
        self._labels = {**words, "p": "page", "pp": "page"}
        either = "|".join(re.escape(word) for word in sorted(self._labels, key=len, reverse=True))
        self._place = re.compile(rf",?\s*(?:(?P<label>{either})\.?\s*)?(?P<numbers>{_NUMBERS})", re.IGNORECASE)

    def read(self, words: str) -> Located:
        """Return the place that words behind a key begin with."""
        if braced := _BRACED.match(words):
            inside = self.read(braced[1])
            label, numbers = (inside.label, inside.numbers) if inside.numbers else ("page", braced[1].strip())
            return Located(label, numbers, words[braced.end() :].rstrip())
        match = self._place.match(words)
        if match is None or (match["label"] is None and not match["numbers"][:1].isdigit()):
            return Located("", "", words)
        label = self._labels[match["label"].casefold()] if match["label"] else "page"
        return Located(
            label, re.sub(r"\s?(?:--?|\u2014)\s?", "\u2013", match["numbers"]), words[match.end() :].rstrip()
        )
