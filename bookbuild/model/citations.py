"""Citations as they are written in a text, as in pandoc: ``[see @doe2020, p. 3; @roe]``, ``@doe2020 [p. 3]``."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from bookbuild.model.content import Link
from bookbuild.model.references import is_label

KEY = r"(?:\{[^{}\s]{1,200}\}|\w(?:\w|[:.#$%&+?<>~/-](?=[\w])){0,200})"
"""Pattern of a key: letters and digits, with single signs between them, or anything in braces."""

MARK = "data-cite"
"""The attribute of the element in the body of an article whose text is a citation as it was typed."""

CITED = "data-source"
"""The attribute of a citation's words that lead to a work: its key."""

PLACE_OF_WORKS = 'id="refs"'
"""What an article has that is to hold the list of works, as in pandoc and Quarto: ``::: {#refs}``."""

_ITEM = re.compile(rf"(?P<before>[^;\[\]]*?)(?<![\w@./\\])(?P<alone>-?)@(?P<key>{KEY})(?P<after>[^;\[\]@]*)", re.DOTALL)
_IN_TEXT = re.compile(
    rf"(?P<alone>-?)@(?P<key>{KEY})(?:[ \n]\[(?P<after>[^\[\]@^;]{{1,200}})\](?![({{]|\[(?![\^@-])))?"
)
_GROUP = re.compile(r"\[(?P<inside>[^\[\]]{2,1000})\](?![({]|\[(?![\^@-]))")
_LONGEST = 1000


@dataclass(frozen=True, slots=True)
class Cite:
    """One work that a citation names: its key, the words before it and behind it (where in it, and other words).

    `is_year_alone` if its author is left out (``-@key``), `is_in_text` if the author stands in the sentence (``@key``).
    """

    key: str
    before: str = ""
    after: str = ""
    is_year_alone: bool = False
    is_in_text: bool = False


@dataclass(frozen=True, slots=True)
class SourceSettings:
    """The table ``[sources]``: the files of works, the style, and where the list of works stands (`works`)."""

    files: tuple[str, ...] = ()
    style: str = ""
    works: str = "book"
    pages: bool = False
    """Whether the list says on which pages each work is cited."""


@dataclass(frozen=True, slots=True)
class Work:
    """A work in the list: its key, its id in the list, and what is printed of it as XHTML; `number` is set apart."""

    key: str
    id: str
    text: str
    number: str = ""


@dataclass(frozen=True, slots=True)
class Works:
    """The works that a book cites, in the order of their style, for each list: by the key of a chapter, or an empty
    string for that of the whole book.
    """

    lists: Mapping[str, tuple[Work, ...]] = field(default_factory=dict)
    pages: bool = False


@dataclass(frozen=True, slots=True)
class CitingText:
    """An article that cites: the list (`scope`) that its works stand in, its chapter, and its text."""

    scope: str
    chapter: str
    path: str
    body: str
    notes: tuple[str, ...] = ()
    headings: tuple[str, ...] = ()
    citations: tuple[Link, ...] = ()


@dataclass(frozen=True, slots=True)
class CitedText:
    """An article whose citations are printed as their style has them."""

    path: str
    body: str
    notes: tuple[str, ...] = ()
    headings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class CitedTexts:
    """The articles that cite, and the works of each list, by scope."""

    texts: tuple[CitedText, ...] = ()
    lists: Mapping[str, tuple[Work, ...]] = field(default_factory=dict)


def citation_at(text: str, start: int, end: int) -> int:
    """Return where the citation ends that begins in a text at a place, or 0 if none does."""
    pattern = _GROUP if text[start] == "[" else _IN_TEXT
    match = pattern.match(text, start, min(end, start + _LONGEST))
    return match.end() if match and cites_of(match[0]) else 0


def cites_of(typed: str) -> list[Cite]:
    """Return the works that a citation names, or none if it is no citation, as labels are none (``[see @fig:map]``)."""
    if not typed.startswith("["):
        match = _IN_TEXT.fullmatch(typed)
        return [_in_text(match)] if match else []
    found = [_ITEM.fullmatch(part) for part in typed[1:-1].split(";")]
    cites = [_cite(match) for match in found if match] if all(found) else []
    return [] if any(is_label(cite.key) for cite in cites) else cites


def _in_text(match: re.Match[str]) -> Cite:
    alone = bool(match["alone"])
    return Cite(_key(match), "", match["after"] or "", is_year_alone=alone, is_in_text=not alone)


def _cite(match: re.Match[str]) -> Cite:
    return Cite(_key(match), match["before"].strip(), match["after"].strip(), is_year_alone=bool(match["alone"]))


def _key(match: re.Match[str]) -> str:
    return match["key"].strip("{}")
