"""Figures, turned tables and callouts that go to another page than they stand on: the text after them fills the page.

WeasyPrint has no floats for pages. So a run is laid out, and where one has gone to the next page and left a good
part of its own white, the block after it goes first, as long as that leaves less white.
"""

from collections import Counter
from collections.abc import Callable, Iterator
from itertools import dropwhile, islice, pairwise, takewhile
from typing import Any
from xml.etree.ElementTree import Element

from bookbuild.layout.page_blocks import blocks_of
from bookbuild.layout.wide_tables import is_turned

_MOST_WHITE = 0.1
"""How much of the text block may stay white before a figure."""
_FARTHEST = 4
"""How many blocks a figure may be put after."""
_MUCH_WHITE = 0.5
"""How much of the text block has to be white before a figure for it to be put after twice as many."""
_PARAGRAPHS = 2
"""How many paragraphs a callout may be put after. It passes nothing else: it stays in its section."""
_CALLOUT = "aside"
_MAY_WAIT = "may-wait"
"""Class of blocks other than figures that may stand after what follows them."""
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_BREAK = "break-before"
"""Class of a block that its author has put on a new page: it is not moved, nor is anything moved past it."""
_FIXED = frozenset({"figure", "div", "section"})
"""Elements that a figure is not moved past: other figures, and places to write, with the heading and words above."""


def place_figures(root: Element, render: Callable[[], Any]) -> Any:
    """Lay out a run by `render`, which reads the elements under `root`, and return the laid-out document.

    Figures are moved under `root` until no other order leaves less white.
    """
    document = render()
    moves: Counter[Element] = Counter()
    while found := next(_pushed(document.pages, moves), None):
        figure, page, white = found
        undo = _put_after_next(root, figure)
        moves[figure] += 1
        if undo is None:
            moves[figure] = 2 * _FARTHEST
            continue
        trial = render()
        if len(trial.pages) <= len(document.pages) and trial.pages[page].white < white:
            document = trial
        else:
            undo()
            moves[figure] = 2 * _FARTHEST
    return document


def _pushed(pages: list[Any], moves: Counter[Element]) -> Iterator[tuple[Element, int, float]]:
    """Yield (figure, page before it, white share of that page) where a figure begins a page and leaves much white."""
    for number, (before, after) in enumerate(pairwise(pages)):
        figure = after.figure
        if figure is None or _begins_page(figure) or moves[figure] >= _most_moves(figure, before.white):
            continue
        if before.white > _MOST_WHITE:
            yield figure, number, before.white


def _most_moves(figure: Element, white: float) -> int:
    if figure.tag == _CALLOUT:
        return _PARAGRAPHS
    return _FARTHEST * (1 + (white > _MUCH_WHITE))


def _put_after_next(root: Element, figure: Element) -> Callable[[], None] | None:
    """Put a figure after the block that follows it, with the headings and paragraphs that lead up to that block.

    Return a function that undoes the move, or None if the figure has to stay.
    """
    parent = next(element for element in root.iter() if figure in list(element))
    position = list(parent).index(figure)
    before, after = list(parent)[:position], list(parent)[position + 1 :]
    passed = next((count for count, block in enumerate(after, 1) if not _leads_on(block)), 0)
    if not passed or any(block.tag in _FIXED or _begins_page(block) for block in after[:passed]):
        return None
    if figure.tag == _CALLOUT and (passed > 1 or after[0].tag != "p"):
        return None
    if after[0].tag in _HEADINGS and _begins_worksheet(after):
        return None
    if before and _leads_on(before[-1]) and (before[-1].tag == "p" or after[0].tag in _HEADINGS):
        return None  # what leads up to the figure would lead up to something else
    parent.remove(figure)
    parent.insert(position + passed, figure)

    def undo() -> None:
        parent.remove(figure)
        parent.insert(position, figure)

    return undo


def _leads_on(block: Element) -> bool:
    return block.tag in _HEADINGS or not {"lead-in", "bold-line", "question"}.isdisjoint(block.get("class", "").split())


def _begins_worksheet(blocks: list[Element]) -> bool:
    """Return whether there is a place to write soon under the headings that blocks begin with."""
    under = list(dropwhile(lambda block: block.tag in _HEADINGS, blocks))
    section = takewhile(lambda block: block.tag not in _HEADINGS, under)
    return any(block.tag in {"div", "section"} for block in islice(section, _FARTHEST))


def _begins_page(block: Element) -> bool:
    return _BREAK in block.get("class", "").split()


def first_figure(page: Any) -> Element | None:
    """Return the figure that a page begins with, or another block that may wait, be it under a heading."""
    for box in blocks_of(page):
        element: Element = box.element
        if box.element_tag == "figure" or is_turned(element) or (_may_wait(element) and not _goes_on(box)):
            return element
        if box.element_tag not in _HEADINGS:
            return None
    return None


def _may_wait(element: Element) -> bool:
    return _MAY_WAIT in element.get("class", "").split()


def _goes_on(box: Any) -> bool:
    """Return whether a callout began on the page before, with its title."""
    if box.element_tag != _CALLOUT or not box.children:
        return False
    return box.children[0].element is not next(iter(box.element), None)
