"""Proof of order: the lines of a run stand on its pages in the order of its document, one below the other.

Floats, what a style places (`position`, `transform`, `order`, a reversed row, a grid), captions and repeated heads of
tables stand elsewhere on purpose. Notes are in an order of their own.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import chain
from typing import Any
from xml.etree.ElementTree import Element

from weasyprint.formatting_structure import boxes

from bookbuild.diagnostics import Diagnostic, diagnose
from bookbuild.layout.overlaps import StyleOf, path_up

_TOLERANCE = 1.0
"""How far lines may reach into each other, in CSS pixels."""
_MOST_LINES = 200
"""How many lines back a line is compared with."""
_WORDS = 6
"""How many words of a line a diagnostic quotes."""

_OF_TABLES = frozenset({"table", "thead", "tbody", "tfoot", "tr"})
"""Elements whose parts stand side by side, and go on side by side at the next page."""

Line = tuple[float, float, float, Any]
"""Top, left, right (in CSS pixels) and box of a line."""


class ReadingOrder:
    """Holds the lines of pages, page by page, against the order of their elements under a root."""

    def __init__(self, root: Element, style_of: StyleOf) -> None:
        self._root, self._style_of = root, style_of
        self._ranks: dict[Element, int] = {}
        self._parents: dict[Element, Element] = {}
        self._last = {"text": root, "notes": root}
        self._fault: tuple[Any, Any] | None = None

    def add_page(self, page_box: Any) -> None:
        """Add a page."""
        if self._fault is not None:
            return  # what follows it would be out of order, too
        self._ranks = self._ranks or {element: rank for rank, element in enumerate(self._root.iter())}
        for part in page_box.children:
            if isinstance(part, boxes.FootnoteAreaBox):
                for note in part.children:
                    self._add(note.children, "notes")
            elif not isinstance(part, boxes.MarginBox):
                self._add((part,), "text")

    def _add(self, parts: Iterable[Any], flow: str) -> None:
        lines: list[Line] = []
        lowest = float("-inf")
        before = None
        for box in chain.from_iterable(map(_lines, parts)):
            if not self._follows(box.element, flow):
                self._fault = box, before or box
                return
            top, left = box.position_y, box.position_x
            if top < lowest - _TOLERANCE and (below := _below(lines, top + box.height, left, left + box.width)):
                self._fault = box, below
                return
            lowest = max(lowest, top)
            lines.append((top, left, left + box.width, box))
            before = box

    def _follows(self, element: Element, flow: str) -> bool:
        """Return whether an element comes after the last one, is around it and goes on behind it, or is beside it and
        goes on at the next page.
        """
        last = self._last[flow]
        if element is last or element not in self._ranks:
            return True
        self._last[flow] = element
        return self._ranks[element] > self._ranks[last] or self._is_around_or_beside(element, last)

    def _is_around_or_beside(self, element: Element, last: Element) -> bool:
        self._parents = self._parents or {child: parent for parent in self._root.iter() for child in parent}
        around = set(path_up(last, self._parents))
        common = next((one for one in path_up(element, self._parents) if one in around), self._root)
        return (
            common is element or common.tag in _OF_TABLES or self._style_of(common)["display"][-1] in {"flex", "grid"}
        )

    def faults(self, name: str) -> Iterator[Diagnostic]:
        """Yield a diagnostic if the run of this name has lines out of order."""
        if self._fault is not None:
            later, earlier = map(_text_of, self._fault)
            message = f"“{_excerpt(later)}” stands before “{_excerpt(earlier)}”, which comes first in the article"
            found = diagnose("word-order", message, name, hint="look for what moves it in the project's styles")
            yield replace(found, words=tuple(later.split()[:_WORDS]))


def _below(lines: list[Line], bottom: float, left: float, right: float) -> Any:
    """Return an earlier line that is wholly below a place, or None."""
    for other_top, other_left, other_right, box in reversed(lines[-_MOST_LINES:]):
        if bottom <= other_top + _TOLERANCE and min(right, other_right) - max(left, other_left) > _TOLERANCE:
            return box
    return None


def _lines(box: Any) -> Iterator[Any]:
    """Yield the lines in a box whose place follows from their order, in this order."""
    if isinstance(box, boxes.LineBox):
        if "::" not in box.element_tag:  # else it is made by the stylesheets
            yield box
    elif isinstance(box, boxes.ParentBox) and not _is_placed(box):
        for child in box.children:
            yield from _lines(child)


def _is_placed(box: Any) -> bool:
    """Return whether something else than their order says where a box or the boxes in it stand."""
    if isinstance(box, boxes.TableCaptionBox | boxes.GridContainerBox):
        return True
    if isinstance(box, boxes.TableRowGroupBox):
        return bool(box.is_header or box.is_footer)
    style = box.style
    if isinstance(box, boxes.FlexContainerBox) and (
        style["flex_direction"].endswith("reverse")
        or style["flex_wrap"] == "wrap-reverse"
        or any(child.style["order"] for child in box.children)
    ):
        return True
    position = style["position"]
    is_moved = position != "static" and (position != "relative" or style["top"] != "auto" or style["bottom"] != "auto")
    return bool(is_moved or style["float"] != "none" or style["transform"])


def _text_of(line: Any) -> str:
    return "".join(box.text for box in line.descendants() if isinstance(box, boxes.TextBox))


def _excerpt(text: str) -> str:
    words = text.split()
    return " ".join(words[:_WORDS]) + (" …" if len(words) > _WORDS else "")
