"""The line of a term: ``applicant tracking system (ATS), tracking system {lang=en}``.

The term comes first, with its abbreviation in brackets, or an abbreviation with its words; then, behind commas, other
forms in which it is found. Attributes in braces say the same where commas or brackets are part of a term.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from difflib import get_close_matches

from bookbuild.diagnostics import Diagnostic, diagnose
from bookbuild.model import Term
from bookbuild.model.languages import is_language
from bookbuild.parse.glossary.lines import EntryLines, Line
from bookbuild.parse.syntax.attribute_syntax import AttributeList, read_list

ENTRY = "glossary-entry"
BY_HAND = "by-hand"
_BRACKETS = re.compile(r"(?P<head>\S.*?)\s*\((?P<inside>[^()]+)\)")
_COMMA = re.compile(r"\s*,\s*(?![^()]*\))")
_MARKUP = re.compile(r"(?<!\\)[*_`]+|\\(?=\W)")
_LONGEST_ABBREVIATION = 12
_CAPITALS = 2
"""How many capitals an abbreviation has at least."""
_FORMS = frozenset({"forms", "form", "variants", "plural"})
_ABBREVIATION = frozenset({"abbr", "abbreviation"})
_NAMES = ("forms", "abbr", "lang", "key", *sorted((_FORMS | _ABBREVIATION) - {"forms", "abbr"}))
_HINT = 'write them so: tracking system {forms="tracker, trackers" abbr=ATS lang=en .by-hand}'


def is_abbreviation(words: str) -> bool:
    """Return whether words are an abbreviation, by their capitals."""
    return len(words) <= _LONGEST_ABBREVIATION and sum(map(str.isupper, words)) >= _CAPITALS


class Entries:
    """Reads the terms of a glossary; `diagnostics` are what is wrong with them."""

    def __init__(self, path: str) -> None:
        self.diagnostics: list[Diagnostic] = []
        self._path = path
        self._keys: set[str] = set()

    def term_of(self, lines: EntryLines) -> tuple[Term, str]:
        """Return the term of an entry, and the line with which it begins in Markdown, with its key as id."""
        (typed, line), *others = lines.terms
        words, attributes = _without_list(typed.strip())
        head, *forms = filter(None, _COMMA.split(words))
        for more, _ in others:
            forms += filter(None, _COMMA.split(more.strip()))
        return self._made(head, list(_values(attributes, _FORMS, forms)), attributes, line)

    def _made(self, head: str, forms: list[str], attributes: Mapping[str, str], line: int) -> tuple[Term, str]:
        brackets = _BRACKETS.fullmatch(head)
        words, inside = (brackets["head"], brackets["inside"]) if brackets else (head, "")
        abbreviation = next(iter(_values(attributes, _ABBREVIATION, ())), "")
        shown = f"{head} ({abbreviation})" if abbreviation else head
        if is_abbreviation(_plain(inside)):
            abbreviation = abbreviation or inside
        elif inside and is_abbreviation(_plain(words)):
            abbreviation, words = abbreviation or words, inside
        term = Term(
            key=self._key(attributes.get("key") or attributes.get("id") or _plain(words)),
            words=_plain(words),
            abbreviation=_plain(abbreviation),
            forms=tuple(dict.fromkeys(map(_plain, forms))),
            language=self._language(attributes, line),
            is_by_hand=BY_HAND in attributes.get("class", "").split(),
            line=line,
        )
        self.diagnostics += self._unknown(attributes, line)
        language = f" lang={term.language}" if term.language else ""
        return term, f"{shown} {{#{term.key}{language}}}"

    def _key(self, words: str) -> str:
        slug = re.sub(r"[^\w]+", "-", words.casefold()).strip("-_") or "term"
        key, count = slug, 1
        while key in self._keys:
            count += 1
            key = f"{slug}-{count}"
        self._keys.add(key)
        return key

    def _language(self, attributes: Mapping[str, str], line: int) -> str:
        language = attributes.get("lang") or attributes.get("xml:lang") or ""
        if language and not is_language(language):
            message = f"{language!r} is no language, so the term is in the book's"
            self.diagnostics.append(diagnose(ENTRY, message, self._path, line, "write a code such as fr or pt-BR"))
            return ""
        return language

    def _unknown(self, attributes: Mapping[str, str], line: int) -> Iterator[Diagnostic]:
        names = [name for name in attributes if name not in {*_NAMES, "xml:lang", "id", "class"}]
        names += [f".{name}" for name in attributes.get("class", "").split() if name != BY_HAND]
        for name in names:
            near = get_close_matches(name.lstrip("."), (*_NAMES, BY_HAND), 1)
            right = f".{BY_HAND}" if near == [BY_HAND] else "".join(near)
            hint = f"did you mean {right}?" if near else _HINT
            yield diagnose(ENTRY, f"the attribute {name} of a term has no effect", self._path, line, hint)


def _without_list(typed: str) -> tuple[str, Mapping[str, str]]:
    """Return the words of a line, and the attributes at its end."""
    start = typed.rfind("{")
    listed: AttributeList | None = read_list(typed, start) if start > 0 and typed.endswith("}") else None
    return (typed[:start].rstrip(), listed.attributes) if listed else (typed, {})


def _values(attributes: Mapping[str, str], names: Iterable[str], own: Iterable[str]) -> Iterator[str]:
    yield from own
    for name, value in attributes.items():
        if name in names:
            yield from filter(None, (one.strip() for one in re.split("[,;]", value)))


def _plain(words: str) -> str:
    return " ".join(_MARKUP.sub("", words).split())


def stray_text(line: Line, path: str) -> Diagnostic:
    """Return the diagnostic of a paragraph between entries, which is left out."""
    words = " ".join(line[0].split())
    shown = words if len(words) <= _LONGEST_SHOWN else f"{words[: _LONGEST_SHOWN - 1]}…"
    message = f"{shown!r} has no meaning below it, and is left out of the glossary"
    hint = "write its meaning on the next line, behind a colon; put an introduction above the first term"
    return diagnose(ENTRY, message, path, line[1], hint)


_LONGEST_SHOWN = 60
