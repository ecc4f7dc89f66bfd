"""The text of a handout in two columns. What is written on, and what is too wide for a column, stands between them."""

from collections.abc import Callable, Sequence

from lxml import etree

from bookbuild.render.trees import Element, has_class, markup_of, tree_of

COLUMNS = "handout-columns"
"""Class of the text in columns."""
_WORK = frozenset({"writing-lines", "writing-box", "scale", "blanks", "checklist", "fill", "answer"})
_WIDE = frozenset({"abbreviations", "break-before"})
_LEADING = ("lead-in", "bold-line", "question")
_HEADINGS = frozenset({"h2", "h3", "h4", "h5", "h6"})
_MOST_CELLS = 3
"""How many columns a table has at most that stands in a column of text."""
_NEAR = 3
"""How many blocks before a worksheet its heading is at most to stand above it."""


def in_columns(body: str, is_wide: Callable[[str], bool]) -> str:
    """Return a handout's body with its text in columns.

    Args:
        body: the body, as XHTML.
        is_wide: whether a picture, by its address, is too wide for a column.

    """
    tree = tree_of(body)
    blocks = list(tree)
    wide = _wide_blocks(blocks, is_wide)
    columns: Element | None = None
    for place, block in enumerate(blocks):
        if place in wide:
            columns = None
        else:
            if columns is None:
                columns = etree.Element("div", {"class": COLUMNS})
                block.addprevious(columns)
            columns.append(block)
    return markup_of(tree)


def _wide_blocks(blocks: Sequence[Element], is_wide: Callable[[str], bool]) -> set[int]:
    """Return the places of the blocks that take the whole measure, with the headings and questions before them."""
    wide = {place for place, block in enumerate(blocks) if _is_wide(block, is_wide)} | _worksheets(blocks)
    for place in range(len(blocks) - 2, -1, -1):
        if place + 1 in wide and _leads_on(blocks[place]):
            wide.add(place)
    return wide


def _is_wide(block: Element, is_wide: Callable[[str], bool]) -> bool:
    if block.tag == "pre" or any(has_class(block, name) for name in _WIDE):
        return True
    rows = (table.find(".//tr") for table in block.iter("table"))
    return any(row is not None and len(row) > _MOST_CELLS for row in rows) or any(
        is_wide(image.get("src") or "") for image in block.iter("img")
    )


def _worksheets(blocks: Sequence[Element]) -> set[int]:
    """Return the places of all that is written on, and of what stands between that in the same section."""
    sections: list[list[int]] = [[]]
    for place, block in enumerate(blocks):
        if block.tag in _HEADINGS:
            sections.append([])
        sections[-1].append(place)
    found: set[int] = set()
    for section in sections:
        if work := [place for place in section if _is_written_on(blocks[place])]:
            first = section[0] if work[0] - section[0] <= _NEAR else work[0] - 1
            found.update(range(first, work[-1] + 1))
    return found


def _is_written_on(block: Element) -> bool:
    return any(not _WORK.isdisjoint((part.get("class") or "").split()) for part in block.iter("div", "section", "p"))


def _leads_on(block: Element) -> bool:
    return block.tag in _HEADINGS or any(has_class(block, name) for name in _LEADING)
