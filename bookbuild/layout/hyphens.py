"""Hyphens at the ends of pages: words parted over two pages, where neither readers nor a search would join them.

A line that ends in one goes to the next page if enough lines stay (`features.page_end_hyphens`). Where too few would
stay, the run is laid out again with that word in one piece.
"""

from collections.abc import Callable, Set
from dataclasses import dataclass, field
from typing import Any
from xml.etree.ElementTree import Element

from weasyprint.formatting_structure import boxes

_MOST_TRIALS = 3
"""How often a run is laid out again: another word may come to the end of a page."""

Hyphen = tuple[Element, tuple[int, ...]]
"""A hyphen by the element of its paragraph, and the path to the rest of its word from there (see `path_of`)."""


@dataclass(slots=True)
class HyphenPlan:
    """The hyphens of a run whose words are not hyphenated."""

    refused: set[Hyphen] = field(default_factory=set)

    def settled(self, render: Callable[[], Any]) -> Any:
        """Lay out a run by `render`, which keeps to this plan, until no page ends in a hyphen, and return it."""
        document = render()
        for _ in range(_MOST_TRIALS):
            if document.page_end_hyphens <= self.refused:
                break
            self.refused |= document.page_end_hyphens
            document = render()
        return document


def refused_paths(context: Any, linebox: Any) -> Set[tuple[int, ...]]:
    """Return the paths in a paragraph to the hyphens of words that must not be hyphenated."""
    return {path for element, path in getattr(context, "refused_hyphens", ()) if element is linebox.element}


def path_of(skip_stack: Any) -> tuple[int, ...]:
    """Return WeasyPrint's position in a paragraph as the indexes of boxes in boxes, and of a byte in the last."""
    path = []
    while skip_stack:
        ((index, skip_stack),) = skip_stack.items()
        path.append(index)
    return tuple(path)


def ends_in_hyphen(box: Any) -> bool:
    """Return whether the last text of a line is parted from the rest of its word."""
    while isinstance(box, boxes.LineBox | boxes.InlineBox) and box.children:
        box = box.children[-1]
    return isinstance(box, boxes.TextBox) and bool(box.text.endswith(box.style["hyphenate_character"]))


def page_end_hyphen(page: Any) -> Hyphen | None:
    """Return the hyphen that the text of a page ends in, or None."""
    box = page.children[0]
    while isinstance(box, boxes.BlockBox) and box.children:
        box = box.children[-1]
    if isinstance(box, boxes.LineBox) and box.resume_at and ends_in_hyphen(box):
        return box.element, path_of(box.resume_at)
    return None
