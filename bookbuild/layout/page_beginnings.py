"""The place in the document where each page of a run begins: the first thing on it that no page before has.

Repeated heads of tables and words that stylesheets add are passed over, and so are notes and margin boxes.
"""

from collections.abc import Iterator
from functools import cached_property
from typing import Any
from xml.etree.ElementTree import Element

from weasyprint.formatting_structure import boxes

from bookbuild.layout.drawn_text import DrawnText

NOWHERE = (-1, 0)
"""The place of a page that has nothing of its own."""


class PageBeginnings:
    """Finds the beginnings of pages, which are added in order, before what they hold is added to `DrawnText`.

    `elements` are those of the document in its own order. A figure that stands later than there, since the text behind
    it fills the page before, begins no page on which there is something else.
    """

    def __init__(self, elements: tuple[Element, ...]) -> None:
        self._elements = elements
        self._begun: set[Element] = set()
        self._farthest = -1
        self.places: list[tuple[int, int]] = []
        """The beginning of each page: the index of an element, and how many of its letters are on pages before."""

    @cached_property
    def _positions(self) -> dict[Element, int]:
        return {element: position for position, element in enumerate(self._elements)}

    def add_page(self, page_box: Any, drawn: DrawnText) -> None:
        """Add a page. `drawn` is the text of the pages before."""
        contents = [box for box in page_box.children[0].descendants() if _is_text(box) or _is_leaf(box)]
        new = list(self._new(contents, drawn))
        self.places.append(next((place for place in new if place[1] or place[0] > self._farthest), (*new, NOWHERE)[0]))
        self._begun.update(box.element for box in contents if _is_leaf(box))
        self._farthest = max((self._positions[box.element] for box in contents), default=self._farthest)

    def _new(self, contents: list[Any], drawn: DrawnText) -> Iterator[tuple[int, int]]:
        """Yield the places of what no page before has."""
        for box in contents:
            if not _is_text(box):
                if box.element not in self._begun:
                    yield self._positions[box.element], 0
            elif (before := drawn.letters_so_far(box.element)) is not None:
                yield self._positions[box.element], before


def _is_text(box: Any) -> bool:
    """Return whether a box has text of the document."""
    return isinstance(box, boxes.TextBox) and bool(box.text.strip()) and DrawnText.is_of_document(box)


def _is_leaf(box: Any) -> bool:
    """Return whether a box is a picture, or a block with nothing in it, such as a box to write in."""
    if box.element is None or "::" in box.element_tag:
        return False
    if isinstance(box, boxes.ReplacedBox):
        return True
    return isinstance(box, boxes.BlockBox) and not box.children and box.height not in (0, "auto")
