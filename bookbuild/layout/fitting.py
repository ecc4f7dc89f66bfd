"""Words, lines of code and tables that are too wide for their place are set smaller, or broken.

WeasyPrint lets them run over the edge of the page. So a run is laid out, and what is too wide gets a class, for which
the stylesheet gives it more room, and it is laid out again, until everything fits or has the last of the classes.
"""

import re
from collections.abc import Callable, Iterator
from typing import Any
from xml.etree.ElementTree import Element

from weasyprint.formatting_structure import boxes
from weasyprint.layout.leader import leader_index

from bookbuild.layout.wide_tables import Excess, name_pages, widen

_SINGLE_PAGES = frozenset({"half-title", "title-page", "copyright", "back-cover"})
_OF_PAGES = ("fit-page-small", "fit-page-smaller", "fit-page-smallest")
_OF_SCALES = ("fit-stacked",)
_OF_WORDS = ("fit-hyphens", "fit-broken")
_OF_STRINGS = ("fit-broken",)
_AROUND_WORDS = re.compile(r"^\W+|\W+$")
_BESIDE = "printed-page"
"""The class of what stands in the margin."""
_TOLERANCE = 1.0
"""How much wider than its place something may be, in CSS pixels."""
_EQUAL = 0.1
"""Two lengths that differ less are equal, in CSS pixels."""


def fit(render: Callable[[], Any], root: Element) -> Any:
    """Lay out a run by `render`, which reads elements under `root` that get classes here, and return the laid-out
    document.
    """
    document = render()
    while sum(_widen(element, excess) for element, excess in document.too_wide.items()):  # each of them, in one go
        name_pages(root)
        document = render()
    while len(document.pages) > 1 and _shrink(root.find("body")):
        document = render()
    return document


def _shrink(body: Element | None) -> bool:
    """Set what has to stand on one page smaller, such as a title page. Return whether that can be done."""
    names = body.get("class", "").split() if body is not None else []
    if body is None or _SINGLE_PAGES.isdisjoint(names) or _OF_PAGES[-1] in names:
        return False
    done = max((_OF_PAGES.index(name) + 1 for name in names if name in _OF_PAGES), default=0)
    body.set("class", " ".join((*(name for name in names if name not in _OF_PAGES), _OF_PAGES[done])))
    return True


def _widen(element: Element, excess: Excess | None) -> bool:
    """Set an element's class to the one after its own, and return whether there is one."""
    if excess is not None:
        return widen(element, excess)
    names = element.get("class", "").split()
    steps = _steps_of(element)
    done = max((steps.index(name) + 1 for name in names if name in steps), default=0)
    if done == len(steps):
        return False
    element.set("class", " ".join((*(name for name in names if name not in steps), steps[done])))
    return True


def _steps_of(element: Element) -> tuple[str, ...]:
    """Return the classes for an element, in order: only words are hyphenated, not numbers or addresses."""
    if "scale" in element.get("class", "").split():
        return _OF_SCALES
    longest = max(_words(element).split(), key=len, default="")
    return _OF_WORDS if _AROUND_WORDS.sub("", longest).isalpha() else _OF_STRINGS


def _words(element: Element) -> str:
    """Return the text of an element, without the number of a page in the margin beside it."""
    is_beside = _BESIDE in element.get("class", "").split()
    inner = "".join(_words(child) + (child.tail or "") for child in element)
    return "" if is_beside else (element.text or "") + inner


def too_wide(page: Any) -> Iterator[tuple[Element, Excess | None]]:
    """Yield the elements on a page whose lines are wider than the place that they have, and the tables, with how much
    wider they are.
    """
    gain = page.height / max(page.width, _TOLERANCE)
    for child in page.children:
        if not isinstance(child, boxes.MarginBox):
            yield from _too_wide(child, 0 if isinstance(child, boxes.FootnoteAreaBox) else gain)


def _too_wide(box: Any, gain: float) -> Iterator[tuple[Element, Excess | None]]:
    """`gain` is how much wider the place of a table would be on a turned page, or 0."""
    for child in box.children:
        if not isinstance(child, boxes.Box):  # it stands for a box out of the flow, which has a width of its own
            continue
        if isinstance(child, boxes.LineBox):
            if _sticks_out(child, box):
                yield box.element, None
                return
        elif child.is_table_wrapper and child.margin_width() > box.width + _TOLERANCE:
            yield child.element, Excess(child.margin_width() / max(box.width, _TOLERANCE), gain)
        elif isinstance(child, boxes.ParentBox):
            if isinstance(child, boxes.FlexContainerBox) and _overflows(child):
                yield child.element, None
            yield from _too_wide(child, gain if _is_plain(child) else 0)


def _sticks_out(line: Any, block: Any) -> bool:
    """Return whether a line reaches over the end of the block that it is in.

    A line that leaders fill counts the length by which it begins before the block, and no other does.
    """
    excess = line.width - block.width
    is_filled = abs(excess + line.text_indent) < _EQUAL and leader_index(line)[1] is not None
    return bool(excess > _TOLERANCE and not is_filled)


def _overflows(row: Any) -> bool:
    """Return whether the boxes of a row reach over its end."""
    end = row.content_box_x() + row.width + _TOLERANCE
    return any(child.position_x + child.margin_width() > end for child in row.children)


def _is_plain(box: Any) -> bool:
    """Return whether a page may begin inside a box that has the width of the page."""
    in_columns = box.style["column_width"] != "auto" or box.style["column_count"] != "auto"
    return isinstance(box, boxes.BlockBox) and box.is_in_normal_flow() and not in_columns
