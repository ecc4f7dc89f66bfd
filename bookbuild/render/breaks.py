"""Where a page should not break, which only the words of a body tell: marks for the stylesheet and the layout."""

from math import ceil
from typing import NamedTuple

from bookbuild.render.body import Element, add_class, has_class, words_of


class Whole(NamedTuple):
    """How small a block is kept whole, and how much of a page that may leave white before it, in hundredths."""

    most: int
    white: int


TABLE = Whole(6, white=18)  # in rows
FILLED_IN = Whole(7, white=22)
WRITING = Whole(8, white=40)  # in lines
BOX = Whole(7, white=25)
BRIEF = 2
"""The most lines of an item that does not stand alone on a page."""
_LINE = 62
"""Letters to a line, about: enough to tell a short block from a long one."""
_LINED = ("p", "li", "dt", "dd", "pre", "tr")
_COLONS = (":", "\uff1a")


def mark_breaks(tree: Element) -> None:
    """Mark what keeps with its neighbours, and what is kept whole.

    A paragraph that leads up to the next block is of the class ``lead-in``, an item too short to stand alone on a page
    ``brief``. A block with ``data-max-white`` is to be whole, unless more than so many hundredths of a page would stay
    white before it.
    """
    for paragraph in tree.iter("p"):
        if paragraph.getnext() is not None and words_of(paragraph).endswith(_COLONS):
            add_class(paragraph, "lead-in")
    for item in tree.iter("li"):
        if item.find(".//li") is None and _lines(item) <= BRIEF:
            add_class(item, "brief")
    for block in tree.iter("table", "aside", "div"):
        size, whole = _measured(block)
        if 0 < size <= whole.most:
            block.set("data-max-white", str(whole.white))


def _measured(block: Element) -> tuple[int, Whole]:
    """Return how large a block is, and what it is measured by."""
    parent = block.getparent()
    if block.tag == "table":
        is_filled_in = parent is not None and has_class(parent, "fill")
        return len(block.findall("tbody/tr")), FILLED_IN if is_filled_in else TABLE
    if block.tag == "div":
        return len(block) if has_class(block, "writing-lines") else 0, WRITING
    return sum(_lines(part) for part in block.iter(*_LINED) if part.find("p") is None), BOX


def _lines(block: Element) -> int:
    return ceil(len(words_of(block)) / _LINE)
