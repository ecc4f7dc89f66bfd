"""Marks for stylesheet and layout where a page should not break, as far as this depends on the text."""

from math import ceil
from typing import NamedTuple

from bookbuild.render.trees import Element, add_class, has_class, words_of


class AvoidBreak(NamedTuple):
    """Limits for keeping a block on one page: its size, and the white space before it in hundredths of a page."""

    max_size: int
    white: int


TABLE = AvoidBreak(6, white=18)  # in rows
FILLED_IN = AvoidBreak(7, white=22)
WRITING = AvoidBreak(8, white=40)  # in lines
BOX = AvoidBreak(7, white=19)
BRIEF = 2
"""The most lines of an item, or a paragraph in a callout, that is not left alone on a page."""
HIGH = 1.5
"""How many lines the words of a row fill, side by side, that is two lines high: each cell has its own."""
TALL = 12
"""The most lines of a listing or a row that is kept on one page."""
TALL_HEAD = 8
"""The most lines of a table's head that is repeated on each page: a taller one takes about a third of it."""
PICTURE = 5
"""The lines that a picture takes in a table's head, where stylesheets make it low."""
_LINE = 62
"""Approximate letters in a line: enough to estimate the size of a block."""
_LINED = ("p", "li", "dt", "dd", "pre", "tr")
_HEADINGS = frozenset({"h2", "h3", "h4", "h5", "h6"})
_TO_FILL_IN = ("question", "writing-lines", "writing-box", "scale", "blanks", "checklist", "fill")
_COLONS = (":", "\uff1a")


def mark_breaks(tree: Element) -> None:
    """Mark blocks that are kept with their neighbours, and blocks that are kept on one page.

    A paragraph that introduces the next block gets the class ``lead-in``, one that is a line of bold words
    ``bold-line``, what is said under the title of a worksheet ``worksheet-lead``, an item or a paragraph of a callout
    too short to be alone on a page ``brief``, an item of one line ``one-line``, a row of two ``high``, a list after a
    long paragraph ``apart``; a listing, a row or a table's head that may break gets ``tall``, and what text may go
    before ``may-wait``. A block with ``data-max-white`` is kept on one page, unless more hundredths of a page than that
    would be left white before it.
    """
    mark_bold_lines(tree)
    for paragraph in tree.iter("p"):
        _mark_paragraph(paragraph)
    _mark_waiting(tree)
    _mark_lists(tree)
    for block in tree.iter("pre", "tr", "thead"):
        if _height(block) > (TALL_HEAD if block.tag == "thead" else TALL):
            add_class(block, "tall")
        if block.tag == "tr" and len(words_of(block)) > HIGH * _LINE:
            add_class(block, "high")
    for block in tree.iter("table", "aside", "div"):
        size, limits = _measured(block)
        if 0 < size <= limits.max_size:
            block.set("data-max-white", str(limits.white))


def _mark_lists(tree: Element) -> None:
    for block in tree.iter("ul", "ol"):
        before = block.getprevious()
        if before is not None and before.tag == "p" and _lines(before) > BRIEF and not has_class(before, "lead-in"):
            add_class(block, "apart")
    for item in tree.iter("li"):
        if item.find(".//li") is None and item.find(".//div") is None and _lines(item) <= BRIEF:
            add_class(item, "brief")
            if _lines(item) == 1:
                add_class(item, "one-line")


def _mark_waiting(tree: Element) -> None:
    """Mark numbered tables and callouts, but for examples: the text after one speaks of it."""
    for callout in tree.iter("aside"):
        if has_class(callout, "callout"):
            _mark_callout(callout)
    for table in tree.iter("table"):
        if any(has_class(label, "table-label") for label in table.iterfind("caption/span")):
            add_class(table, "may-wait")


def _mark_callout(callout: Element) -> None:
    if not has_class(callout, "callout-example"):
        add_class(callout, "may-wait")
    for paragraph in callout.iterchildren("p"):
        if _lines(paragraph) <= BRIEF:
            add_class(paragraph, "brief")


def mark_bold_lines(tree: Element) -> None:
    """Mark paragraphs that are a line of bold words alone, which are read as titles, by the class ``bold-line``."""
    for paragraph in tree.iter("p"):
        if _is_bold_line(paragraph):
            add_class(paragraph, "bold-line")


def _mark_paragraph(paragraph: Element) -> None:
    if paragraph.getnext() is not None and words_of(paragraph).endswith(_COLONS):
        add_class(paragraph, "lead-in")
    elif _begins_worksheet(paragraph):
        add_class(paragraph, "worksheet-lead")


def _is_bold_line(paragraph: Element) -> bool:
    words = words_of(paragraph)
    bold = [child for child in paragraph if child.tag in {"strong", "b"}]
    return 0 < len(words) <= _LINE and len(bold) == 1 and words_of(bold[0]) == words


def _begins_worksheet(paragraph: Element) -> bool:
    """Return whether a paragraph stands between the title of a worksheet and what is to be filled in first."""
    before, after = paragraph.getprevious(), paragraph.getnext()
    if before is None or after is None or not (before.tag in _HEADINGS or has_class(before, "worksheet-title")):
        return False
    return any(has_class(after, name) for name in _TO_FILL_IN)


def _measured(block: Element) -> tuple[int, AvoidBreak]:
    """Return the size of a block, and its limits."""
    parent = block.getparent()
    if block.tag == "table":
        is_filled_in = parent is not None and has_class(parent, "fill")
        is_whole = not any(has_class(row, "tall") for row in block.iter("tr"))
        return len(block.findall("tbody/tr")) if is_whole else 0, FILLED_IN if is_filled_in else TABLE
    if block.tag == "div":
        return len(block) if has_class(block, "writing-lines") else 0, WRITING
    return sum(_lines(part) for part in block.iter(*_LINED) if part.find("p") is None), BOX


def _height(block: Element) -> int:
    """Return about how many lines a listing, a row or a table's head takes: columns are as wide as their text needs."""
    if block.tag == "thead":
        return sum(max(_height(row), *map(_pictures, row), 0) for row in block.iter("tr"))
    if block.tag == "tr":
        return max(_lines(block), *(len(list(cell.iter("br", *_LINED))) for cell in block), 0)
    text = "".join(map(str, block.itertext())).rstrip()
    return sum(ceil(len(line) / _LINE) or 1 for line in text.split("\n"))


def _pictures(cell: Element) -> int:
    """Return about how many lines the pictures of a table's head take."""
    return PICTURE * len(list(cell.iter("img")))


def _lines(block: Element) -> int:
    return ceil(len(words_of(block)) / _LINE)
