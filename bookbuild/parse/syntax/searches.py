"""Searches for what a text holds that is no Markdown: a kind of finding, a pattern, and the signs that it needs."""

import functools
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from bookbuild.parse.syntax.findings import AS_TYPED, Kind
from bookbuild.parse.syntax.flattening import CODE, LINK, OTHER

_TICK = "`"
Finder = Callable[[str], Iterator[tuple[int, str]]]
"""Yields where in a flattened text something was found, and the words to quote."""


@dataclass(frozen=True, slots=True)
class Search:
    """A search for a kind of finding: nothing is found in a text without one of its `signs`, or code for a backtick."""

    kind: Kind
    find: Finder
    signs: tuple[str, ...]

    def may_find(self, source: str) -> bool:
        """Return whether the source of an article may hold what is searched for; a reference may stand for a sign."""
        return "&" in source or any(sign.strip() in source for sign in self.signs)

    def found_in(self, text: str) -> Iterator[tuple[int, str]]:
        """Return what is found in a flattened text."""
        is_there = any(sign in text for sign in self.signs) or (_TICK in self.signs and CODE in text)
        return self.find(text) if is_there else iter(())


@functools.cache
def trigger(searches: tuple[Search, ...]) -> Callable[[str], bool]:
    """Return a function that returns whether a text has anything without which none of the searches finds anything.

    Signs that are words are looked for one by one: in the pattern, all signs would be tried at each of their first
    letters.
    """
    signs = dict.fromkeys(sign for search in searches for sign in search.signs)
    words = tuple(sign for sign in signs if sign[0].isalpha())
    others = re.compile("|".join([CODE, *(re.escape(sign) for sign in signs if sign not in words)]))
    return lambda text: others.search(text) is not None or any(word in text for word in words)


_SHOWN = str.maketrans({CODE: "`…`", OTHER: "…", LINK: ""})


def search_for(kind: Kind, pattern: str, sign: str, *others: str) -> Search:
    """Return a search for a pattern, bounded in length, which holds one of the signs.

    The pattern is compiled when the first text is searched: most books have few of the signs.
    """
    compiled = functools.cache(lambda: re.compile(pattern, re.MULTILINE))

    def find(text: str) -> Iterator[tuple[int, str]]:
        for match in compiled().finditer(text):
            yield match.start(), match[0].translate(_SHOWN)

    return Search(kind, find, (sign, *others))


def slip(message: str, hint: str) -> Kind:
    """Return the kind of a slip in Markdown."""
    return Kind("mistyped-markup", message, hint)


def foreign(what: str, hint: str) -> Kind:
    """Return the kind of a piece of markup that is no Markdown."""
    return Kind("foreign-markup", f"{{}} is {what}; {AS_TYPED}", hint)
