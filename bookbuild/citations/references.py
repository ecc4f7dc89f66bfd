"""CSL items -> references of citeproc-py, with text that is safe in XHTML."""

import re
from collections.abc import Mapping
from typing import Any

from citeproc.source import Date
from citeproc.source.json import CiteProcJSON
from citeproc.string import String

from bookbuild.citations.items import DATES, NAMES, Item
from bookbuild.citations.styles import HIDDEN

_SHOWN = str.maketrans({"\ue004": "&amp;", "\ue005": "&lt;", "\ue006": "&gt;", "\ue008": "\u2013"})
_TAG = re.compile(r"</?(?:i|b|sup|sub)>|<span class=\"nocase\">|<span style=\"font-variant:\s*small-caps;?\">|</span>")
_CUT = "\ue007"
"""Stands for a tag while the words around it are set."""
_OPENING_QUOTE = re.compile(r"((?:^|[\s(\[\u2014/])\ue007*)\"")
_UNEQUAL = re.compile(r"(?<![\w-])(\w+)\s*[-\u2013]\s*(\w+)(?![\w-])")
_INITIAL = re.compile(r"(?<![\w.])([A-Z\u00c0-\u00de])(?![\w.'\u2019])")
_VERBATIM = frozenset({"URL", "DOI", "ISBN", "ISSN", "PMID", "PMCID", "language", "type"})


class Year(int):
    """A year with a letter that tells works of the same year apart: 2020a."""

    letter = ""

    def __abs__(self) -> "Year":
        return self

    def __str__(self) -> str:
        return f"{int(self)}{self.letter}"


def references(works: Mapping[str, Item], language: str) -> CiteProcJSON:
    """Return works for citeproc-py, by their keys here, which are in small letters."""
    return CiteProcJSON([{"id": key, **_prepared(item, language)} for key, item in works.items()])


def _prepared(item: Item, language: str) -> dict[str, Any]:
    prepared: dict[str, Any] = {"language": language}
    for name, value in item.items():
        if name in NAMES:
            prepared[name] = [_person({part: _safe(str(text)) for part, text in one.items()}) for one in value]
        elif name in DATES:
            prepared[name] = value
        else:
            prepared[name] = str(value).translate(HIDDEN) if name in _VERBATIM else _safe(str(value))
    for name in list(prepared):
        if "-" in name and name not in NAMES | DATES:
            prepared.setdefault(name.replace("-", "_"), prepared[name])
    if "page" in prepared:
        prepared["page"] = _UNEQUAL.sub(_kept_range, prepared["page"])
        prepared["page-first"] = re.split(r"[-\u2013\ue008,]", prepared["page"])[0].strip()
    return prepared


def _kept_range(match: re.Match[str]) -> str:
    """Return a range of pages so that citeproc-py shortens it only where it can: 101-119, but not 5-17."""
    return match[0] if len(match[1]) == len(match[2]) else f"{match[1]}\ue008{match[2]}"


def _person(name: dict[str, str]) -> dict[str, str]:
    """Return a name with the particle apart that its family begins with, ``van der``, and with dots at initials."""
    if "given" in name:
        name["given"] = _INITIAL.sub(r"\1.", name["given"])
    particle = re.match(r"(?:[a-z\u00df-\u00ff]+[\u2019']?\s+)+(?=[A-Z\u00c0-\u00de])", name.get("family", ""))
    if particle is None or "non-dropping-particle" in name:
        return name
    return {**name, "family": name["family"][particle.end() :], "non-dropping-particle": particle[0].strip()}


def _safe(text: str) -> str:
    """Return a text with its markup as CSL has it and all else as words, with the right quotation marks."""
    tags, words = _TAG.findall(text), _TAG.sub(_CUT, text)
    words = _OPENING_QUOTE.sub("\\1\u201c", words).replace('"', "\u201d").replace("'", "\u2019").translate(HIDDEN)
    pieces = words.split(_CUT)
    return "".join(piece for pair in zip(pieces, [*tags, ""], strict=True) for piece in pair)


def shown(text: str) -> str:
    """Return what citeproc-py made as XHTML."""
    plain = text.replace('<span class="nocase">', "<span>")
    plain = re.sub(r'<span style="font-variant:\s*small-caps;?">', '<span class="small-caps">', plain)
    return plain.translate(_SHOWN)


def set_letter(reference: Any, letter: str, *, is_variable: bool) -> None:
    """Give a work the letter that tells it from others of its year; as a variable, where a style prints that."""
    if is_variable:
        reference["year_suffix"] = String(letter)
        return
    issued = reference.get("issued")
    if isinstance(issued, Date) and isinstance(issued.get("year"), int):
        year = Year(issued["year"])
        year.letter = letter
        issued["year"] = year
