"""Meanings of abbreviations in print, where no pointer can show what one stands for."""

from collections.abc import Sequence
from itertools import chain

from lxml import etree

from bookbuild.render.trees import Element, words_of

_FIXED_SPACE = "\u2002"


def list_abbreviations(tree: Element, notes: Sequence[Element]) -> None:
    """Put a list of the abbreviations of an article and their meanings at its end, in the order of their first use."""
    meanings: dict[str, str] = {}
    for abbreviation in chain.from_iterable(part.iter("abbr") for part in (tree, *notes)):
        if meaning := " ".join((abbreviation.get("title") or "").split()):
            meanings.setdefault(words_of(abbreviation), meaning)
    if not meanings:
        return
    block = etree.SubElement(tree, "div", {"class": "abbreviations"})
    for label, meaning in meanings.items():
        line = etree.SubElement(block, "p")
        strong = etree.SubElement(line, "strong")
        strong.text, strong.tail = label, f"{_FIXED_SPACE}{meaning}"
