"""Proof of words: those of articles, held against the documents that were rendered of them.

A template that leaves out an article's body, or a fault in rendering, would lose words, which no later stage can find.
"""

import html
import re
from collections.abc import Iterable, Iterator

from bookbuild.model import Article

_TAGS = re.compile(r"<[^>]*>")
_FORMULA = re.compile(
    r'<math\b[^<>]*?\salttext="([^"]*)"[^<>]*>.*?</math>|<svg\b[^<>]*?\sclass="formula\b[^<>]*?\saria-label="([^"]*)"[^<>]*>',
    re.DOTALL,
)
_ADDED = re.compile(r'<head\b.*?</head>|<!--.*?-->|<span class="term-expansion">[^<]*</span>', re.DOTALL)
"""Matches what documents have beside the words of articles, also between a word and the mark behind it."""
_NEAR = 30_000
"""In how many letters behind the last words the next ones are looked for, before all others are."""
_MOST = 12
"""How many missing words of an article are named at most."""


def missing_words(articles: Iterable[Article], documents: Iterable[str]) -> Iterator[tuple[Article, tuple[str, ...]]]:
    """Yield each article of which words of the body or the notes are in no document (XHTML), with the first of them."""
    shown = "".join(_letters(_TAGS.sub("", _read(_ADDED.sub("", document)))) for document in documents)
    place = 0
    for article in articles:
        search = _Search(shown, place)
        missing: list[str] = []
        notes = ((note, search.missing_anywhere) for note in article.notes)
        for part, find in ((article.body, search.missing), *notes):
            for text in _texts(part):
                missing += find(text)
                if len(missing) >= _MOST:
                    break
        if missing:
            yield article, tuple(missing[:_MOST])
        place = search.place


class _Search:
    """Looks for texts in the order of the documents; `place` is where the last one ended."""

    def __init__(self, shown: str, place: int) -> None:
        self._shown, self._start, self.place = shown, place, place

    def missing(self, text: str) -> list[str]:
        """Return the words of a text that are missing: of one that is not there as a whole, those that are not near."""
        letters = _letters(text)
        found = self._shown.find(letters, self.place, self.place + _NEAR + len(letters))
        if found >= 0:
            self.place = found + len(letters)
            return []
        return self.missing_anywhere(text)

    def missing_anywhere(self, text: str) -> list[str]:
        """Do the same for a text that may stand before the last one, such as a note, of which others have the words."""
        letters, end = _letters(text), self.place + _NEAR
        if self._shown.find(letters, self._start, end + len(letters)) >= 0 or letters in self._shown:
            return []
        near = self._shown[self._start : end]
        return [word for word in html.unescape(text).split() if _letters(word) not in near]


def _texts(xhtml: str) -> Iterator[str]:
    """Yield the texts between tags."""
    return (text for text in _TAGS.split(_read(xhtml)) if text and not text.isspace())


def _read(xhtml: str) -> str:
    """Return XHTML with the reading of each formula in its place, whether it is MathML or drawn."""
    if "<math" not in xhtml and 'class="formula' not in xhtml:
        return xhtml
    return _FORMULA.sub(lambda formula: f"<i>{formula[1] or formula[2]}</i>", xhtml)


def _letters(text: str) -> str:
    """Return a text without entities, white space, and signs that mark where a line may end."""
    letters = "".join((html.unescape(text) if "&" in text else text).split())
    if letters.isascii():
        return letters
    return letters.translate(_INVISIBLE) if any(map(letters.__contains__, _INVISIBLE_SIGNS)) else letters


_INVISIBLE_SIGNS = "\u00ad\u200b\u2060\ufeff"
_INVISIBLE = dict.fromkeys(map(ord, _INVISIBLE_SIGNS))
