"""Tables, words and lines of code that are too wide for their place are set smaller, or broken.

WeasyPrint lets them run over the edge of the page. So a run is laid out, and what is too wide gets a class, for which
the stylesheet gives it more room, and it is laid out again, until everything fits or has the last of the classes.
"""

import re
from collections.abc import Callable, Iterator
from typing import Any
from xml.etree.ElementTree import Element

from weasyprint.formatting_structure import boxes

_OF_TABLES = ("fit-small", "fit-smaller", "fit-broken")
_OF_WORDS = ("fit-hyphens", "fit-broken")
_OF_STRINGS = ("fit-broken",)
_AROUND_WORDS = re.compile(r"^\W+|\W+$")
_TOLERANCE = 1.0
"""How much wider than its place something may be, in CSS pixels."""


def fit(render: Callable[[], Any]) -> Any:
    """Lay out a run by `render`, which reads elements that get classes here, and return the laid-out document."""
    document = render()
    while sum(map(_widen, document.too_wide)):  # each of them, in one go
        document = render()
    return document


def _widen(element: Element) -> bool:
    """Give an element the class after the one that it has, and return whether there is one."""
    names = element.get("class", "").split()
    steps = _steps_of(element)
    done = max((steps.index(name) + 1 for name in names if name in steps), default=0)
    if done == len(steps):
        return False
    element.set("class", " ".join((*(name for name in names if name not in steps), steps[done])))
    return True


def _steps_of(element: Element) -> tuple[str, ...]:
    """Return the classes for an element, in order: only words are hyphenated, not numbers or addresses."""
    if element.tag == "table":
        return _OF_TABLES
    longest = max("".join(element.itertext()).split(), key=len, default="")
    return _OF_WORDS if _AROUND_WORDS.sub("", longest).isalpha() else _OF_STRINGS


def too_wide(page: Any) -> Iterator[Element]:
    """Yield the elements on a page whose lines or rows are wider than the place that they have."""
    for child in page.children:
        if not isinstance(child, boxes.MarginBox):
            yield from _too_wide(child)


def _too_wide(box: Any) -> Iterator[Element]:
    for child in box.children:
        if not isinstance(child, boxes.Box):  # it stands for a box out of the flow, which has a width of its own
            continue
        if isinstance(child, boxes.LineBox):
            if child.width > box.width + max(box.padding_left, box.padding_right, _TOLERANCE):
                yield box.element
                return
        elif child.is_table_wrapper and child.margin_width() > box.width + _TOLERANCE:
            yield child.element
        elif isinstance(child, boxes.ParentBox):
            yield from _too_wide(child)
