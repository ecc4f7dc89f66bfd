"""Uses of terms in the body of an article, marked: ``<span data-term="2" data-use="pay" data-linked="linked">``."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from html import escape, unescape

from bookbuild.model import Article, GlossarySettings, Term
from bookbuild.render.apparatus.signs import EXPANDED, FIRST, KEPT_OUT, LINKED, MARK, NUMBER, SHORT, USE
from bookbuild.render.apparatus.term_finder import TermFinder
from bookbuild.render.apparatus.term_forms import normal

_NO_TERMS = frozenset({"a", "code", "pre", "kbd", "samp", "var", "dfn", "dt", "math", "svg", "style",
                       "h1", "h2", "h3", "h4", "h5", "h6"})  # fmt: skip
"""Elements whose words are no uses of terms."""
_TITLE = re.compile(r'\bclass="[^"]*-title\b')
_ATTRIBUTE = re.compile(r'\s([\w:-]+)="([^"]*)"')
_ANY_TAG = re.compile("<[^>]*>")
_NEAR = 200
"""How many characters behind an abbreviation are looked at for its meaning in brackets."""


@dataclass(frozen=True, slots=True)
class Use:
    """A use of a term: its key, its number in the article from 1, whether it is the first in the article, and whether
    it is linked to its meaning.
    """

    term: str
    number: int
    is_first: bool
    is_linked: bool


@dataclass(frozen=True, slots=True)
class MarkedArticle:
    """An article whose uses of terms are marked, the uses, and the article as it is without marks."""

    article: Article
    uses: tuple[Use, ...]
    of: Article


@lru_cache(maxsize=256)
def marked_article(
    article: Article, finder: TermFinder, settings: GlossarySettings, language: str, linked: frozenset[str]
) -> MarkedArticle:
    """Return an article with its uses of terms marked. `linked` are the terms whose first use is before it.

    The formats of a book have the same articles, so that what was found is kept.
    """
    marking = _Marking(finder, settings, article.language or language, linked)
    body, *notes = [marking.marked(part) for part in (article.body, *article.notes)]
    return MarkedArticle(replace(article, body=body, notes=tuple(notes)), tuple(marking.uses), article)


@dataclass(frozen=True, slots=True)
class _Element:
    """An element that is open: the language of its words, and whether they are no uses of terms."""

    language: str
    is_closed: bool = False


class _Marking:
    """Marks the uses of terms in the parts of one article."""

    def __init__(self, finder: TermFinder, settings: GlossarySettings, language: str, linked: frozenset[str]) -> None:
        self._finder, self._settings, self._language = finder, settings, language
        self._linked, self.uses = set(linked), list[Use]()

    def marked(self, body: str) -> str:
        """Return a body or a note with its uses marked."""
        pieces: list[str] = []
        done, opened = 0, [_Element(self._language)]
        for match in self._finder.pattern.finditer(body):
            if match["name"] is None:
                new = "" if opened[-1].is_closed else self._found(match, opened[-1].language, body)
            elif match["end"]:
                new = ""
                opened.pop()
            elif match["empty"]:
                continue
            else:
                element, new = self._opened(match, opened[-1], body)
                opened.append(element)
            if new:
                pieces += (body[done : match.start()], new)
                done = match.end()
        return "".join((*pieces, body[done:]))

    def _found(self, match: re.Match[str], language: str, body: str) -> str:
        """Return words that were found, with a mark if they are a use."""
        term = self._finder.term_of(match[0], language)
        if term is None or self._settings.first_use == "none":
            return ""
        following = unescape(_ANY_TAG.sub("", body[match.end() : match.end() + _NEAR]))
        is_explained = normal(following).lower().startswith(f"({term.words.lower()}")
        is_first = term.key not in self._linked
        is_linked = is_first or self._settings.first_use == "every"
        is_expanded = self._settings.expand and is_first and not is_explained
        return f"{self._start(term, match[0], is_linked=is_linked, is_expanded=is_expanded)}{match[0]}</span>"

    def _opened(self, tag: re.Match[str], around: _Element, body: str) -> tuple[_Element, str]:
        """Return an element that begins, and another tag in place of its own if it is marked as a term."""
        name, attributes = tag["name"], tag["attributes"]
        is_closed = around.is_closed or name in _NO_TERMS
        if not attributes:
            return _Element(around.language, is_closed), ""
        values = {key: unescape(value) for key, value in _ATTRIBUTE.findall(attributes)}
        language = values.get("xml:lang") or values.get("lang") or around.language
        is_other = KEPT_OUT in values or (name == "abbr" and "title" in values) or bool(_TITLE.search(attributes))
        if MARK not in values:
            return _Element(language, is_closed or is_other), ""
        others = {key: value for key, value in values.items() if key != MARK}
        term = None if is_closed else self._finder.named(values[MARK])
        if term is None:
            return _Element(language, is_closed), f"<span{_written(others)}>"
        words = _ANY_TAG.sub("", body[tag.end() : body.find("</span>", tag.end())])
        is_expanded = self._settings.expand and term.key not in self._linked
        return _Element(language, is_closed=True), self._start(
            term, words, is_linked=True, is_expanded=is_expanded, others=others
        )

    def _start(
        self, term: Term, words: str, *, is_linked: bool, is_expanded: bool, others: Mapping[str, str] | None = None
    ) -> str:
        """Return the tag with which a use begins."""
        self._linked.add(term.key)
        is_first = all(use.term != term.key for use in self.uses)
        self.uses.append(Use(term.key, len(self.uses) + 1, is_first, is_linked))
        is_short = bool(term.abbreviation) and normal(unescape(words)).startswith(normal(term.abbreviation))
        values = {
            NUMBER: str(len(self.uses)),
            USE: term.key,
            LINKED: "linked" * is_linked,
            FIRST: "first" * is_first,
            SHORT: term.words * is_short,
            EXPANDED: "expanded" * (is_short and is_expanded),
        }
        return f"<span{_written(values)}{_written(others or {})}>"


def _written(values: Mapping[str, str]) -> str:
    return "".join(f' {name}="{escape(value)}"' for name, value in values.items() if value)
