"""References of bookdown (``@ref(intro)`` behind a backslash) and to theorems -> links. Others of Quarto are ours."""

import posixpath
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from bookbuild.sites.quarto.cell_pictures import labels_in as labels_of_cells
from bookbuild.sites.quarto.headings import Headings, headings_in, labels_in
from bookbuild.sites.quarto.theorems import LABEL, numbered

_HEADING = re.compile(r"^#{1,6}[ \t]+(?P<words>.+?)[ \t]*\{[^{}\n]*#(?P<id>[\w:-]+)[^{}\n]*\}[ \t]*$", re.MULTILINE)
_PICTURE = re.compile(r"!\[(?P<words>[^\[\]\n]*)\]\([^()\n]*\)[ \t]*\{[^{}\n]*#(?P<id>[\w:-]+)[^{}\n]*\}")
_CAPTION = re.compile(r"^(?:Table)?: (?P<words>.+?)[ \t]*\{[^{}\n]*#(?P<id>tbl-[\w:-]+)[^{}\n]*\}[ \t]*$", re.MULTILINE)
_OLD_CAPTION = re.compile(r"^(?:Table)?: ?\(\\?#(?P<id>tab:[\w:-]+)\)[ \t]*(?P<words>.*)$", re.MULTILINE)
_REFERENCE = re.compile(r"\\@ref\((?P<id>[\w:-]+)\)")
_THEOREM = re.compile(rf"(?<![\w@./\\-])(?P<sign>-?)@(?P<id>{LABEL}|(?:fig|tbl)-[\w:-]+)")


class Place(NamedTuple):
    """The file of a heading, a picture or a table, and its words."""

    path: str
    words: str


@dataclass(frozen=True, slots=True)
class Places:
    """What references of a site lead to: places by their labels, titles of those that have no number of ours (theorems,
    tables that code makes), and headings of pages by words.

    `is_one` says that all pages are one text, as those of bookdown are.
    """

    by_label: Mapping[str, Place] = field(default_factory=dict)
    titles: Mapping[str, str] = field(default_factory=dict)
    headings: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    labels: Mapping[str, frozenset[str]] = field(default_factory=dict)
    is_one: bool = False

    def headings_for(self, path: str) -> Headings:
        """Return the headings that a page may call by their words: its own, of a text that is one those of all."""
        here = posixpath.dirname(path) or "."
        found: dict[str, str] = {}
        for other in self.headings if self.is_one else ():
            target = posixpath.relpath(other, here)
            for words, name in self.headings[other].items():
                found.setdefault(words, f"{target}#{name}")
        own = {words: f"#{name}" for words, name in self.headings.get(path, {}).items()}
        return Headings({**found, **own}, self.labels.get(path, frozenset()))


def places_in(contents: Mapping[str, bytes], *, is_one: bool) -> Places:
    """Return what references may lead to in the pages of a site."""
    places: dict[str, Place] = {}
    titles: dict[str, str] = {}
    texts = {path: data.decode("utf-8", "replace") for path, data in contents.items()}
    for path, text in texts.items():
        for pattern in (_HEADING, _PICTURE, _CAPTION, _OLD_CAPTION):
            for match in pattern.finditer(text):
                places.setdefault(match["id"], Place(path, match["words"].strip()))
        for label, caption in labels_of_cells(text):
            places.setdefault(label, Place(path, caption or label))
            if caption:
                titles.setdefault(label, caption)
        for theorem, number in numbered(text):
            if theorem.label:
                places.setdefault(theorem.label, Place(path, f"{theorem.word} {number}".strip()))
                titles.setdefault(theorem.label, f"{theorem.word} {number}".strip())
    headings = {path: headings_in(text) for path, text in texts.items()}
    return Places(places, titles, headings, {path: labels_in(text) for path, text in texts.items()}, is_one)


def with_links(line: str, path: str, places: Places) -> str:
    """Return a line of a file with links in the place of references whose place is known and has words; a figure is
    called by its number.
    """

    def link(match: re.Match[str]) -> str:
        name = match["id"]
        place = places.by_label.get(name)
        is_ours = name.startswith(("fig-", "tbl-")) and "sign" in match.groupdict() and name not in places.titles
        if place is None or not place.words or is_ours:
            return match[0]
        target = "" if place.path == path else posixpath.relpath(place.path, posixpath.dirname(path) or ".")
        if name.startswith(("fig", "tab", "tbl")) and name not in places.titles:
            return f"[](<{target}#{name}>)"  # printed as its number
        words = place.words.replace("[", "\\[").replace("]", "\\]")
        is_number = name in places.titles and not name.startswith(("fig", "tab", "tbl"))
        is_number = is_number and (":" in name or bool(match.groupdict().get("sign")))
        return f"[{words.rpartition(' ')[2] if is_number else words}](<{target}#{name}>)"

    return _THEOREM.sub(link, _REFERENCE.sub(link, line))
