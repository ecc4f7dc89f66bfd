"""What a style makes of works: citations and entries of the list, by citeproc-py.

citeproc-py leaves some things of CSL undone, which are done here and in `groups`: letters behind years, ranges of
numbers, names that are said once, marks within quotation marks, places of citations.
"""

import re
import warnings
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from citeproc import Citation as CitationGroup
from citeproc import CitationItem, CitationStylesBibliography, Locator

from bookbuild.citations.fast_style import FastStyle
from bookbuild.citations.formatter import FORMATTER
from bookbuild.citations.items import Item
from bookbuild.citations.locators import LABELS, NOWHERE, Located, Locators
from bookbuild.citations.processor_output import attributes, closed, parted, unmarked
from bookbuild.citations.references import references, set_letter, shown
from bookbuild.citations.styles import FIELD_END, WORD_BEGINS, WORD_ENDS, Style

_MOST_NAMES = 3
_FORMS = (None, "short", "symbol")
_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_INSIDE = re.compile(r"([\u201d\u2019])((?:</[a-z]+>)*)([.,])")
_ALONE = re.compile(rf" ?[(\[]{WORD_BEGINS}[^{WORD_ENDS}]*{WORD_ENDS}[)\]]")
_WORDS = re.compile(f"[{WORD_BEGINS}{WORD_ENDS}]")
_NUMERIC = re.compile(r"[^\W\d_]*\d+[^\W\d_]*(?:\s*[-\u2013,&]\s*[^\W\d_]*\d+[^\W\d_]*)*")
"""Matches numbers as CSL understands them: also ranges and lists, with letters before and behind."""
_POSITIONS = ("first", "subsequent", "ibid", "ibid-with-locator", "near-note")


@dataclass(frozen=True, slots=True)
class Mention:
    """A work as one citation names it: where in it, and which of `_POSITIONS` the citation has."""

    key: str
    located: Located = NOWHERE
    positions: frozenset[str] = frozenset({"first"})


@dataclass(frozen=True, slots=True)
class Rendered:
    """A mention as it is printed, as XHTML: its author and what follows that, or `rest` alone; and its number."""

    author: str
    rest: str
    whole: str
    number: int


class Processor:
    """Makes citations and the list of one sequence of works, which are in the order of their first citations."""

    def __init__(self, style: Style, works: Mapping[str, Item], locale: str) -> None:
        self._keys = {key: f"w{count}" for count, key in enumerate(works)}
        self._works = works
        items = {self._keys[key]: item for key, item in works.items()}
        self._cited = _bibliography(style.citation, items, locale)
        self._listed = _bibliography(style.bibliography, items, locale)
        self._root = self._cited.style.root
        self._layout = self._root.citation.layout
        self._layout.repressed = {}
        self.faults: dict[str, str] = {}
        self._knows_positions = b"position-" in style.citation
        self._rendered: dict[Mention, Rendered] = {}
        order = [item.key for item in self._listed.items]
        self._cited.keys = self._listed.keys = order
        self.order = sorted(works, key=lambda key: order.index(self._keys[key]))
        self.locators = Locators(self._terms())
        self._tell_apart()

    def _terms(self) -> Iterator[tuple[str, str]]:
        for locale in reversed(self._root.locales):
            for label in LABELS:
                for form in _FORMS:
                    try:
                        term = locale.get_term(label, form)
                    except IndexError:
                        continue
                    yield from ((label, str(term.single)), (label, str(term.multiple)))

    # ── Works of the same author and year ────────────────────────────────────────────────────────────────────────

    def _tell_apart(self) -> None:
        """Let works differ whose citations would be the same: by more words, by given names, or by letters."""
        if '"citation-number"' in attributes(self._layout):
            return
        groups = self._alike(self.order)
        for key in _all(groups):
            self._reference(key)["disambiguate_true"] = True
        groups = self._alike(_all(groups))
        option = self._root.citation.get
        if option("disambiguate-add-givenname") == "true":
            for group in groups:
                self._add_given_names(group)
            groups = self._alike(_all(groups))
        if option("disambiguate-add-year-suffix") == "true":
            is_variable = bool(self._root.xpath_search('//cs:text[@variable="year-suffix"]'))
            for group in groups:
                for count, key in enumerate(group):
                    for source in (self._cited.source, self._listed.source):
                        set_letter(source[self._keys[key]], _letter(count), is_variable=is_variable)
        self._rendered.clear()

    def _alike(self, keys: Iterable[str]) -> list[list[str]]:
        """Return groups of works whose citations are the same, in the order of the list."""
        self._rendered.clear()
        groups: dict[str, list[str]] = {}
        for key in keys:
            groups.setdefault(self.render(Mention(key)).whole, []).append(key)
        return [group for group in groups.values() if len(group) > 1]

    def _add_given_names(self, group: Sequence[str]) -> None:
        people = [(self._reference(key).get("author") or [None])[0] for key in group]
        given = [str(person.get("given", "")) if person else "" for person in people]
        if len(set(given)) == len(group) and all(given):
            for person, name in zip(people, given, strict=True):
                initials = "".join(f"{part[0]}. " for part in name.split())
                person["family"] = f"{initials}{person.get('family', '')}"

    def _reference(self, key: str) -> Any:
        return self._cited.source[self._keys[key]]

    # ── Citations ────────────────────────────────────────────────────────────────────────────────────────────────

    def render(self, mention: Mention) -> Rendered:
        """Return a mention as its style prints it."""
        if not self._knows_positions:
            mention = Mention(mention.key, mention.located)
        if mention not in self._rendered:
            self._rendered[mention] = self._render(mention)
        return self._rendered[mention]

    def _render(self, mention: Mention) -> Rendered:
        reference, located = self._reference(mention.key), mention.located
        for position in _POSITIONS:
            reference.pop(f"position_{position.replace('-', '_')}", None)
            if position in mention.positions:
                reference[f"position_{position.replace('-', '_')}"] = True
        reference.pop("locator", None)
        if _NUMERIC.fullmatch(
            located.numbers
        ):  # for the test is-numeric="locator", which the library makes of the work
            reference["locator"] = "1"
        place = {"locator": Locator(located.label, located.numbers)} if located.numbers else {}
        item = CitationItem(self._keys[mention.key], **place)
        CitationGroup([item]).bibliography = self._cited
        self._layout.repressed = {}
        text = self._safely(mention.key, lambda: self._layout.render_children(item))
        author, rest = parted(text)
        number = self._cited.keys.index(item.key) + 1
        return Rendered(self._finished(author), self._finished(rest), self._finished(unmarked(text)), number)

    def in_order(self, keys: Iterable[str]) -> list[str]:
        """Return the keys of a citation in the order of the style, or as they are if it has none."""
        keys = list(keys)
        sort = self._root.citation.find("cs:sort", self._root.nsmap)
        if sort is None or len(keys) == 1:
            return keys
        items = [CitationItem(self._keys[key]) for key in sorted(keys, key=self.order.index)]
        CitationGroup(items).bibliography = self._cited
        self._layout.repressed = {}
        names = {inner: key for key, inner in self._keys.items()}
        return [names[item.key] for item in sort.sort(items, self._layout)]

    @property
    def delimiter(self) -> str:
        """What stands between the works of a citation."""
        return shown(str(self._layout.get("delimiter") or ""))

    @property
    def collapse(self) -> str:
        """How works are drawn together: ``citation-number``, ``year`` or not at all."""
        return str(self._root.citation.get("collapse") or "")

    def wrapped(self, text: str) -> str:
        """Return the works of a citation with what the style puts around them."""
        return self._finished(str(self._layout.format(self._layout.wrap(text)) or text))

    def listed_names(self, names: Sequence[str]) -> str:
        """Return names in a sentence, with the style's words for *and* and *and others*."""
        if len(names) > _MOST_NAMES:
            return f"{names[0]} {self._root.get_single_term(name='et-al')}"
        if len(names) > 1:
            return f"{', '.join(names[:-1])} {self._root.get_single_term(name='and')} {names[-1]}"
        return "".join(names)

    # ── The list ─────────────────────────────────────────────────────────────────────────────────────────────────

    def entries(self) -> Iterator[tuple[str, str, str]]:
        """Yield each work of the list: its key, what is set apart before it, and its text."""
        layout = self._listed.style.root.bibliography.layout
        names = {inner: key for key, inner in self._keys.items()}
        for item in self._listed.items:
            layout.repressed = {}
            key = names[item.key]
            text = self._safely(key, lambda item=item: layout.format(layout.wrap(layout.render_children(item))))
            number, sign, rest = self._finished(text).partition(FIELD_END)
            yield (key, closed(number), closed(rest.lstrip())) if sign else (key, "", number)

    def _safely(self, key: str, render: Any) -> str:
        """Return what a function makes of a work, or what is known of it if the style cannot be followed."""
        try:
            return str(render() or "") or self._plain(key)
        except Exception as error:  # noqa: BLE001 - citeproc-py does not know all of CSL
            self.faults.setdefault(key, f"{type(error).__name__}: {error}")
            return self._plain(key)

    def _plain(self, key: str) -> str:
        item = self._works[key]
        people = [str(one.get("family") or one.get("literal", "")) for one in item.get("author", ())]
        year = (item.get("issued", {}).get("date-parts") or [[""]])[0][0]
        return str(FORMATTER.preformat(", ".join(filter(None, (*people, str(item.get("title", key)), str(year))))))

    def _finished(self, text: str) -> str:
        if str(self._layout.get_locale_option("punctuation-in-quote")).lower() == "true":
            text = _INSIDE.sub(r"\3\1\2", text)
        return shown(_WORDS.sub("", _ALONE.sub("", text)))


def _bibliography(style: bytes, items: Mapping[str, Item], locale: str) -> CitationStylesBibliography:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # on variables that citeproc-py does not know
        made = FastStyle(style, locale)
        listed = CitationStylesBibliography(made, references(items, locale), FORMATTER)
    listed.register(CitationGroup([CitationItem(key) for key in items]))
    listed.sort()
    return listed


def _all(groups: Iterable[Sequence[str]]) -> list[str]:
    return [key for group in groups for key in group]


def _letter(count: int) -> str:
    return _LETTERS[count] if count < len(_LETTERS) else _letter(count // 26 - 1) + _LETTERS[count % 26]
