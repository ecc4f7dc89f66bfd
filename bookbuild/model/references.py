"""What a text can refer to by a label, ``@fig:map``: the kinds, and the form of a label."""

import re
import unicodedata
from collections.abc import Mapping
from functools import cache

KINDS: Mapping[str, str] = {
    "fig": "figure",
    "tbl": "table",
    "tab": "table",
    "lst": "listing",
    "eq": "equation",
    "box": "box",
    "sec": "section",
}
"""What labels begin with (that of pandoc-crossref, of Quarto and of LaTeX), and what each stands for."""

OWN_NUMBER = "own-number"
"""The class of a caption or an equation that has a number of its own, and gets none of ours."""
NUMBERED = ("figure", "table", "listing", "equation", "box")
"""Kinds that are counted in each chapter. A section is called by its heading, a chapter by its own number."""

PLACES = ("chapter", "article", "appendix", "part")
"""What is named by its number instead of a label: ``@chapter:7``."""

_EASTERN = "\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af"
_NAME = rf"[^\W{_EASTERN}]{{1,60}}(?:[:.-][^\W{_EASTERN}]{{1,60}}){{0,20}}"
LABEL = rf"(?i:{'|'.join(KINDS)})[:-]{_NAME}|(?i:{'|'.join(PLACES)}):{_NAME}"
"""Pattern of a label: a kind, a colon or a hyphen, and a name, which ends before letters of East Asia.

To compile it takes milliseconds, for these letters. Most articles have no label: look for `BEGIN` first.
"""
BEGIN = rf"(?i:{'|'.join((*KINDS, *PLACES))})[:-]"
"""Pattern of what each label begins with."""

MARK = "@"
"""Begins the target of a reference in the body of an article: ``@fig:map``, ``-@fig:map`` for the number alone."""


def is_reference(target: str) -> bool:
    """Return whether the target of a link is a label, or the number of a chapter or an article."""
    return target.startswith((MARK, f"-{MARK}")) and is_label(label_of(target))


def label_of(target: str) -> str:
    """Return the label in the target of a reference: ``fig:map`` of ``-@fig:map``."""
    return target.removeprefix("-").removeprefix(MARK)


def kind_of(label: str) -> str:
    """Return what a label or the name of a place stands for: ``figure`` for ``fig:map``."""
    begin = re.split("[:-]", label, maxsplit=1)[0].lower()
    return KINDS.get(begin, begin)


def folded(label: str) -> str:
    """Return a label as it is compared: without case, and with a hyphen for a colon."""
    return unicodedata.normalize("NFC", label).casefold().replace(":", "-")


_BEGIN = re.compile(BEGIN)


def is_label(name: str) -> bool:
    """Return whether a name has the form of a label."""
    return _BEGIN.match(name) is not None and _label().fullmatch(name) is not None


@cache
def _label() -> re.Pattern[str]:
    return re.compile(LABEL)
