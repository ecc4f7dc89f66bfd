"""A citation as it is printed: its works in the order of the style, drawn together, each a link to the list."""

import html
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from bookbuild.citations.items import Item
from bookbuild.citations.locators import Located
from bookbuild.citations.processor import Mention, Processor, Rendered
from bookbuild.model.citations import CITED, Cite

_TAG = re.compile(r"<[^>]*>")
_STRONG, _EMPHASIS = re.compile(r"\*\*([^*]+)\*\*"), re.compile(r"\*([^*]+)\*|(?<!\w)_([^_]+)_(?!\w)")
_LEAST_RUN = 3
"""How many numbers that follow each other become a range."""
RAISED = "\ue010"
"""Stands before a raised citation, which follows the word without a space."""


@dataclass(frozen=True, slots=True)
class Citation:
    """A citation: each work that it names, with the place in it (None for one that is not known), and its positions."""

    cites: tuple[tuple[Cite, Located | None], ...]
    positions: tuple[frozenset[str], ...]


@dataclass(frozen=True, slots=True)
class _Part:
    """A work of a citation: what its author wrote, and what the style makes of it (None if it is not known)."""

    cite: Cite
    located: Located
    made: Rendered | None

    @property
    def is_plain(self) -> bool:
        return not (self.cite.before or self.located.numbers or self.located.rest)


class GroupWriter:
    """Writes citations of one list of works."""

    def __init__(self, processor: Processor, works: Mapping[str, Item]) -> None:
        self._processor, self._works = processor, works

    def in_text(self, citation: Citation) -> str:
        """Return a citation within a sentence, for styles without notes."""
        parts = self._parts(citation)
        if parts[0].cite.is_in_text and parts[0].made:
            return self._author_and_rest(parts[0])
        wrapped = self._processor.wrapped(self._joined(parts))
        return f"{RAISED if wrapped.startswith('<sup>') else ''}{wrapped}"

    def _author_and_rest(self, part: _Part) -> str:
        """Return ``Doe (2020, p. 3)``, or the whole if the style names no authors."""
        made = part.made
        assert made is not None  # noqa: S101 - the caller has looked
        if not made.author:
            wrapped = self._processor.wrapped(self._linked(part, made.whole))
            return f"{RAISED if wrapped.startswith('<sup>') else ''}{wrapped}"
        rest = self._processor.wrapped(f"{made.rest}{_behind(part.located.rest)}") if made.rest else ""
        return self._linked(part, " ".join(filter(None, (made.author, rest))))

    def note(self, citation: Citation) -> str:
        """Return the footnote of a citation, for styles with notes."""
        text = self._processor.wrapped(self._joined(self._parts(citation)))
        text = text if _TAG.sub("", text).rstrip().endswith((".", "!", "?", "\u201d")) else f"{text}."
        return f"<p>{_with_capital(text)}</p>"

    def in_note(self, citation: Citation) -> str:
        """Return a citation within the sentence of a footnote, for styles with notes."""
        return self._joined(self._parts(citation))

    def author_for_note(self, citation: Citation) -> str:
        """Return the author of a citation that stands in a sentence before its footnote, or an empty string."""
        cite, located = citation.cites[0]
        if not cite.is_in_text or located is None:
            return ""
        people = self._works[cite.key].get("author") or self._works[cite.key].get("editor") or ()
        names = [html.escape(str(one.get("family") or one.get("literal") or one.get("given"))) for one in people]
        return self._processor.listed_names(names)

    def _parts(self, citation: Citation) -> list[_Part]:
        made: dict[int, _Part] = {}
        for count, ((cite, located), positions) in enumerate(zip(citation.cites, citation.positions, strict=True)):
            rendered = self._processor.render(Mention(cite.key, located, positions)) if located else None
            made[count] = _Part(cite, located or Located("", "", cite.after), rendered)
        known = [part for part in made.values() if part.made]
        order = self._processor.in_order([part.cite.key for part in known])
        known.sort(key=lambda part: order.index(part.cite.key))
        return [*known, *(part for part in made.values() if not part.made)]

    def _joined(self, parts: list[_Part]) -> str:
        if self._processor.collapse == "citation-number":
            return self._processor.delimiter.join(self._numbers(parts))
        text, last = "", None
        for part in parts:
            is_again = last is not None and self._is_again(part, last)
            written = self._written(part, is_short=is_again)
            between = ", " if is_again and last and last.is_plain else self._processor.delimiter
            text = f"{text}{between if text else ''}{written}"
            last = part
        return text

    def _is_again(self, part: _Part, last: _Part) -> bool:
        """Return whether a work has the author of the one before it, who is then not named again."""
        made, before = part.made, last.made
        has_both = made is not None and before is not None and bool(made.author) and bool(made.rest)
        draws = self._processor.collapse.startswith("year")
        return draws and has_both and made.author == before.author and not part.cite.before  # type: ignore[union-attr]

    def _written(self, part: _Part, *, is_short: bool = False) -> str:
        if part.made is None:
            return html.escape(f"{part.cite.before} @{part.cite.key}{_behind(part.cite.after)}".strip(), quote=False)
        is_short = is_short or part.cite.is_year_alone
        text = part.made.rest if is_short and part.made.rest else part.made.whole
        before = f"{_words(part.cite.before)} " if part.cite.before else ""
        return f"{before}{self._linked(part, text)}{_behind(part.located.rest)}"

    @staticmethod
    def _linked(part: _Part, text: str) -> str:
        return f'<a {CITED}="{html.escape(part.cite.key)}">{text}</a>'

    def _numbers(self, parts: list[_Part]) -> Iterator[str]:
        """Yield the works of a citation by number; those that follow each other as a range."""
        place = 0
        while place < len(parts):
            end = place
            while end + 1 < len(parts) and self._follows(parts[end + 1], parts[end]):
                end += 1
            if end - place + 1 >= _LEAST_RUN:
                yield f"{self._written(parts[place])}\u2013{self._written(parts[end])}"
                place = end + 1
            else:
                yield self._written(parts[place])
                place += 1

    @staticmethod
    def _follows(part: _Part, last: _Part) -> bool:
        has_both = part.made is not None and last.made is not None
        return has_both and part.is_plain and last.is_plain and part.made.number == last.made.number + 1  # type: ignore[union-attr]


def _words(typed: str) -> str:
    """Return words beside a citation as XHTML, with the emphasis that Markdown has."""
    text = html.escape(re.sub("(?<!-)--(?!-)", "\u2013", typed), quote=False)
    text = _STRONG.sub(r"<strong>\1</strong>", text)
    return _EMPHASIS.sub(lambda match: f"<em>{match[1] or match[2]}</em>", text).replace("'", "\u2019")


def _behind(typed: str) -> str:
    words = _words(typed.strip())
    return f" {words}" if words and (words[0].isalnum() or words[0] in "<(") else words


def _with_capital(text: str) -> str:
    """Return XHTML with a capital at its beginning, as a sentence has it."""
    match = re.match(r"(?:<[^>]*>|[\u201c\u2018(])*", text)
    start = match.end() if match else 0
    return f"{text[:start]}{text[start : start + 1].upper()}{text[start + 1 :]}"


def plain_text(xhtml: str) -> str:
    """Return XHTML without its tags."""
    return html.unescape(_TAG.sub("", xhtml.replace(RAISED, "")))
