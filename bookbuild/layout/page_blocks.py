"""The blocks on a laid-out page: how much of it they leave white, and the words that they begin with."""

from collections.abc import Iterator
from typing import Any

from weasyprint.formatting_structure import boxes

from bookbuild.layout.features.steady_sums import plain_sum
from bookbuild.layout.page_boxes import page_box

WRAPPERS = frozenset({"html", "body", "article", "section"})
"""Elements that hold the blocks of a text."""
_WORDS = 8
"""How many words tell where a page begins."""


def blocks_of(page: Any) -> Iterator[Any]:
    """Yield the blocks of a page that hold the text, in order."""
    stack = [page_box(page).children[0]]
    while stack:
        box = stack.pop()
        inner = [child for child in getattr(box, "children", ()) if isinstance(child, boxes.BlockLevelBox)]
        if box.element_tag in WRAPPERS:
            stack.extend(reversed(inner))
        else:
            yield box


def end_of(block: Any) -> float:
    """Return where a block ends without its margin, in CSS pixels from the head of the page."""
    return float(block.position_y + block.margin_height() - block.margin_bottom)


def white_share(page: Any) -> float:
    """Return how much of a page's text block is white at its end."""
    whole = page_box(page)
    if whole.height <= 0:  # margins that leave no room for text
        return 0.0
    notes = plain_sum(box.margin_height() for box in whole.children if isinstance(box, boxes.FootnoteAreaBox))
    text_end = max(map(end_of, blocks_of(page)), default=whole.content_box_y())
    moved = getattr(whole, "moved", 0.0)  # to the foot
    return float((whole.content_box_y() + whole.height - notes - text_end + moved) / whole.height)


def first_words(page: Any) -> tuple[str, ...]:
    """Return the first words on a page."""
    words: list[str] = []
    for block in blocks_of(page):
        for box in block.descendants():
            if isinstance(box, boxes.TextBox):
                words += box.text.split()
            if len(words) >= _WORDS:
                return tuple(words[:_WORDS])
    return tuple(words)
