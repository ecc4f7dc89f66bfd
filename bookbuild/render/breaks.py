"""Where a page may not break, which only the words of a body tell: classes for the stylesheet."""

from math import ceil

from bookbuild.render.body import Element, add_class, has_class, words_of

SHORT_TABLE = 6
"""The most rows of a table that is kept whole."""
SHORT_BOX = 7
"""The most lines of a box that is kept whole."""
SHORT_WRITING = 8
"""The most lines to write on that are kept whole."""
_LINE = 62
"""Letters to a line, about: enough to tell a short box from a long one."""
SHORT_ITEM = 2
"""The most lines of an item that does not stand alone on a page."""
_COLONS = (":", "\uff1a")


def mark_breaks(tree: Element) -> None:
    """Put a paragraph that leads up to what comes next into the class ``lead-in``, what is to be kept whole into
    ``whole``, and an item that is not to stand without the next or the last one into ``brief``.
    """
    for element in tree.iter("p", "table", "aside", "div", "li"):
        if element.tag == "p":
            if leads_in(element):
                add_class(element, "lead-in")
        elif is_short(element):
            add_class(element, "brief" if element.tag == "li" else "whole")


def leads_in(paragraph: Element) -> bool:
    """Say whether a paragraph ends with a colon, and something comes after it."""
    return paragraph.getnext() is not None and words_of(paragraph).endswith(_COLONS)


def is_short(block: Element) -> bool:
    """Say whether a block has so little in it that it is better kept whole, or an item with its neighbour."""
    if block.tag == "table":
        return len(block.findall("tbody/tr")) <= SHORT_TABLE
    if block.tag == "div":
        return has_class(block, "writing-lines") and len(block) <= SHORT_WRITING
    if block.tag == "li":
        return len(words_of(block)) <= SHORT_ITEM * _LINE and block.find(".//*[li]") is None
    lines = block.iter("p", "li", "dt", "dd", "pre", "tr")
    return sum(ceil(len(words_of(line)) / _LINE) for line in lines) <= SHORT_BOX
