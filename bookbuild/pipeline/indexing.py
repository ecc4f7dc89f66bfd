"""What a book's index lacks: words that may be entries, entries that are nearly the same, references to none."""

import os
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from html import unescape
from pathlib import Path

from bookbuild.model import Article
from bookbuild.model.index_entries import parts_of
from bookbuild.pipeline.causes import join_causes
from bookbuild.pipeline.reading.project import read
from bookbuild.pipeline.results import Result
from bookbuild.pipeline.status import status_of
from bookbuild.render.apparatus.index import index_of
from bookbuild.render.apparatus.index_faults import names_of

_TERM = re.compile(r"<(strong|dfn|dt)\b[^<>]*>(.{2,200}?)</\1>", re.DOTALL)
_TAG = re.compile(r"<[^<>]*>")
_WORD = re.compile(r"[^\W\d_]{4,40}")
_MOST_WORDS = 4
"""A term in bold of more words is a sentence."""
_LEAST = 4
"""How often a word occurs that may be an entry."""
_MOST_SHARE = 0.35
"""Of the articles, how many a word may occur in: those in more say little about any."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """What may be an entry: a term in bold or a word, how often it occurs, and in how many files."""

    words: str
    count: int
    files: int
    is_term: bool


@dataclass(frozen=True, slots=True)
class IndexResult(Result):
    """The number of entries of an index, candidates for more, and pairs of entries that differ by a letter."""

    entries: int
    candidates: tuple[Candidate, ...]
    alike: tuple[tuple[str, str], ...]


def index_candidates(project: Path, language: str = "") -> IndexResult:
    """Return what the index of a project has and lacks.

    Raises:
        UsageError: when the configuration is at fault.
    """
    reading = read(project, os.environ, language=language)
    book, found = reading.value.book, join_causes(reading.diagnostics)
    names = list(names_of(index_of(book)))
    candidates = tuple(candidates_in(tuple(book.articles()), names))
    status = status_of(found, strict=False)
    return IndexResult(len(names), candidates, tuple(alike(names)), diagnostics=found, status=status)


def candidates_in(articles: tuple[Article, ...], names: Iterable[str]) -> Iterator[Candidate]:
    """Yield terms in bold, then frequent words, that are no entries yet: those that occur most, in fewest articles,
    come first.
    """
    known = {part.casefold() for name in names for part in parts_of(name)}
    texts = [" ".join((article.body, *article.notes)) for article in articles]
    terms = _counted([[_plain(match[2]) for match in _TERM.finditer(text)] for text in texts])
    of_terms = {word for term in terms for word in term.casefold().split()}
    for term, (count, files) in _most(terms):
        if term.casefold() not in known and len(term.split()) <= _MOST_WORDS and _WORD.search(term):
            yield Candidate(term, count, files, is_term=True)
    words = _counted([_WORD.findall(_plain(text)) for text in texts])
    for word, (count, files) in _most(words):
        is_rare = count < _LEAST or files > max(2, _MOST_SHARE * len(articles))
        if not is_rare and word.casefold() not in known | of_terms:
            yield Candidate(word, count, files, is_term=False)


def _plain(xhtml: str) -> str:
    return " ".join(unescape(_TAG.sub(" ", xhtml)).split()).strip(" .,:;!?")


def _counted(texts: list[list[str]]) -> dict[str, tuple[int, int]]:
    """Return how often each of the words of texts occurs, and in how many, by its most common form."""
    counts, files = Counter[str](), Counter[str]()
    forms: dict[str, Counter[str]] = defaultdict(Counter)
    for words in texts:
        folded = [word.casefold() for word in words]
        counts.update(folded)
        files.update(set(folded))
        for word, key in zip(words, folded, strict=True):
            forms[key][word] += 1
    return {forms[key].most_common(1)[0][0]: (count, files[key]) for key, count in counts.items()}


def _most(counted: dict[str, tuple[int, int]]) -> list[tuple[str, tuple[int, int]]]:
    """Return words in an order in which those come first that occur often, but in few texts."""
    return sorted(counted.items(), key=lambda item: (-(item[1][0] ** 2) / item[1][1], item[0].casefold()))


def alike(names: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Yield pairs of entries that differ by a letter, or by capitals alone: one word may be meant by both."""
    near: dict[str, list[str]] = defaultdict(list)
    told: set[tuple[str, str]] = set()
    for name in names:
        folded = name.casefold()
        for form in {folded, *(folded[:at] + folded[at + 1 :] for at in range(len(folded)))}:
            for other in near[form]:
                if (other, name) not in told and _is_near(other.casefold(), folded):
                    told.add((other, name))
                    yield other, name
            near[form].append(name)


def _is_near(one: str, other: str) -> bool:
    """Return whether two texts with a shared form differ by one letter at most."""
    if min(len(one), len(other)) < len("pays") or one[0] != other[0]:
        return one == other
    if len(one) == len(other):
        return sum(a != b for a, b in zip(one, other, strict=True)) <= 1
    return abs(len(one) - len(other)) == 1
