"""The forms in which a term is found in a text: its own, listed ones, plain plurals; and a pattern for all of them."""

import re
from collections.abc import Iterable, Iterator, Mapping
from html import unescape
from typing import TypeAlias

from bookbuild.model import Term

_CAPITALS = 2
"""How many capitals in a word make its letters exact: that of an abbreviation."""
_CAPITAL_NOUNS = frozenset({"de", "lb"})
"""Languages whose nouns begin with a capital, by which they differ from other words."""
_PLURALS: Mapping[str, tuple[tuple[str, str], ...]] = {
    "en": ((r"([^aeiou])y", r"\1ies"), (r"(.*(?:s|x|z|ch|sh))", r"\1es"), (r"(.*)", r"\1s")),
    "fr": ((r"(.*[sxz])", r"\1"), (r"(.*)al", r"\1aux"), (r"(.*(?:eau|eu))", r"\1x"), (r"(.*)", r"\1s")),
    "es": ((r"(.*)z", r"\1ces"), (r"(.*)ión", r"\1iones"), (r"(.*[aeiouáéó])", r"\1s"), (r"(.*[^s])", r"\1es")),
    "pt": ((r"(.*)ão", r"\1ões"), (r"(.*)m", r"\1ns"), (r"(.*[rz])", r"\1es"), (r"(.*[aeiouáéó])", r"\1s")),
    "it": ((r"(.*)io", r"\1i"), (r"(.*)[oe]", r"\1i"), (r"(.*)a", r"\1e")),
    "nl": ((r"(.*(?:el|em|en|er|je))", r"\1s"), (r"(.*[^aeiou])", r"\1en")),
}
"""For each language, endings of words and what stands in their place in the plural; the first that fits counts."""
_HEAD_FIRST = frozenset({"fr", "es", "pt", "it"})
"""Languages in which what a term is comes first: *contrat de travail*, *contrats de travail*."""
_AFTER_HEAD = re.compile(r" (?:of|in|to|at|for|by|from|on|de|du|des|d'|del|da|do|di|a|à|en) ")
_SPACE, _HYPHEN, _APOSTROPHE = re.compile(r"\s+"), re.compile("[\u2010\u2011]"), "\u2019"

Tree: TypeAlias = dict[str, "Tree"]
"""Patterns of characters, each with those that may follow; an empty one where a form ends."""


class Forms:
    """The forms of the terms of a glossary in a language. Of two terms with the same form, the first has it."""

    def __init__(self, terms: Iterable[Term], language: str) -> None:
        self._exact: dict[str, Term] = {}
        self._any_case: dict[str, Term] = {}
        tree: Tree = {}
        for term in terms:
            for form in forms_of(term, language):
                branch = tree
                for pattern in _patterns(form, language):
                    branch = branch.setdefault(pattern, {})
                branch[""] = {}
                known, key = (self._exact, form) if _is_exact(form) else (self._any_case, form.lower())
                known.setdefault(key, term)
        self.pattern = _joined(tree)

    def term_of(self, found: str) -> Term | None:
        """Return the term of which words of a body (XHTML) are a form, or None."""
        form = normal(unescape(found))
        return self._exact.get(form) or self._any_case.get(form.lower())


def forms_of(term: Term, language: str) -> Iterator[str]:
    """Yield the forms of a term: words, abbreviation, other forms, and the plural of each."""
    language = (term.language or language).partition("-")[0].lower()
    for form in dict.fromkeys((term.words, term.abbreviation, *term.forms)):
        if form:
            yield normal(form)
            yield from plurals(normal(form), language)


def normal(words: str) -> str:
    """Return words with plain spaces, hyphens and apostrophes."""
    return _HYPHEN.sub("-", _SPACE.sub(" ", words.strip())).replace(_APOSTROPHE, "'")


def plurals(form: str, language: str) -> Iterator[str]:
    """Yield the plain plural of a form: of its last word, and of the word that says what it is, if another."""
    if _is_exact(form) and " " not in form:
        yield from (f"{form}s", f"{form}'s") if language in {"en", "nl"} else ()
        return
    heads = [match.start() for match in _AFTER_HEAD.finditer(form)][:1]
    ends = {len(form), *heads, *([form.index(" ")] if language in _HEAD_FIRST and " " in form else [])}
    for end in sorted(ends):
        start = form.rfind(" ", 0, end) + 1
        for ending, plural in _PLURALS.get(language, ()):
            word = form[start:end]
            if re.fullmatch(f".*{ending}" if ending.startswith("([") else ending, word):
                changed = re.sub(f"{ending}$", plural, word, count=1)
                yield f"{form[:start]}{changed}{form[end:]}"
                break


def _is_exact(form: str) -> bool:
    """Return whether the letters of a form stand for themselves alone: every word of it is an abbreviation or a name
    with a capital inside.
    """
    is_capital = form.isupper() and _is_exact_word(re.sub(r"\W", "", form))
    return is_capital or all(map(_is_exact_word, re.findall(r"\w+", form)))


def _is_exact_word(word: str) -> bool:
    return sum(map(str.isupper, word)) >= _CAPITALS or any(map(str.isupper, word[1:]))


def _patterns(form: str, language: str) -> Iterator[str]:
    """Yield a pattern for each character of a form, in the XHTML of a body."""
    words = [word for word in re.finditer(r"\w+", form) if _is_exact(form) or _is_exact_word(word[0])]
    exact = {at for word in words for at in range(*word.span())}
    if language.partition("-")[0].lower() in _CAPITAL_NOUNS:
        exact |= {word.start() for word in re.finditer(r"\w+", form) if word[0][0].isupper()}
    for at, character in enumerate(form):
        yield _pattern(character, is_exact=at in exact)


def _pattern(character: str, *, is_exact: bool) -> str:
    if character in _OTHERS:
        return _OTHERS[character]
    lower, upper = character.lower(), character.upper()
    if is_exact or lower == upper or len(lower) != 1 or len(upper) != 1:
        return re.escape(character)
    return f"[{lower}{upper}]"


_OTHERS = {" ": r"\s+", "-": "[-\u2010\u2011]", "'": "['\u2019]", "&": "&amp;", "<": "&lt;", ">": "&gt;"}


def _joined(tree: Tree) -> str:
    """Return a pattern for all forms in a tree, the longest first. Each character is looked at once."""
    branches = [f"{pattern}{_joined(inside)}" for pattern, inside in tree.items() if pattern]
    if "" in tree:
        branches.append("")
    return branches[0] if len(branches) == 1 else f"(?:{'|'.join(branches)})"
