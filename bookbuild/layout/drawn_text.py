"""Proof of words: what is drawn on the pages of a run, held against the text of its document.

WeasyPrint drops what has no room without a warning: the rest of a long footnote, the columns of a wide table.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import islice
from typing import Any
from xml.etree.ElementTree import Element

from weasyprint.formatting_structure import boxes

from bookbuild.diagnostics import Diagnostic, diagnose
from bookbuild.layout.overlaps import Overlaps
from bookbuild.layout.page_boxes import page_box

_OF_TEXT = frozenset({"", "first-letter", "first-line"})
"""The pseudo-elements that hold text of the document; that of others is made by the stylesheets."""
_BORDERED = (boxes.BlockBox, boxes.TableCellBox)
_HYPHENS = str.maketrans("", "", "\u00ad\u2010-")
_TOLERANCE = 1.0
"""How far text may reach over the edge of the page, in CSS pixels: signs have bearings."""
_TO_FURNITURE = 6.0
"""How near running heads and folios come to the text block, in CSS pixels."""

_WORDS = 6
"""How many words a diagnostic quotes."""

StyleOf = Callable[[Element], Any]


class DrawnText:
    """The text drawn within the pages so far, by element; what reaches over an edge or into the margin; overlaps."""

    def __init__(self) -> None:
        self._page = 0
        self._texts: dict[Element, list[str]] = {}
        self._off_page: list[str] = []
        self._in_margin: list[str] = []
        self._cut: list[str] = []
        self._beside_text: list[str] = []
        self._clipped: list[str] = []
        self._overlaps = Overlaps()

    def add_box(self, page: Any, box: Any) -> None:
        """Add a box of a page, which may have a border."""
        if not isinstance(box, _BORDERED) or box.element is None or not _has_border(box):
            return  # the area of notes has no element, and may lie beyond a page that has none
        sides, name = _border_box(box), f"the border of <{box.element.tag}>"
        if _beyond(page, *sides) > _TOLERANCE:
            if _is_border_cut(page, box):
                self._cut.append(name)
        elif self._reaches_into_margin(page, sides[1], sides[3]):
            self._beside_text.append(name)

    def add_clipped(self, texts: Iterable[str]) -> None:
        """Add texts that are cut off at the edge of a box."""
        self._clipped.extend(texts)

    def add_off_page(self, texts: Iterable[str]) -> None:
        """Add texts that are cut off at the edge of the page."""
        self._off_page.extend(texts)

    def end_page(self) -> None:
        """End a page: what is added then is on the next one."""
        self._page += 1
        self._overlaps.end_page()

    def add(self, page: Any, box: Any) -> None:
        """Add a box that was drawn on a page."""
        if isinstance(box, boxes.TextBox):
            self._overlaps.add_text(box)
            if self.is_of_document(box):
                self._add_text(page, box)
        elif isinstance(box, boxes.ReplacedBox):
            self._overlaps.add_picture(box)
            self._add_picture(page, box)

    @staticmethod
    def is_of_document(box: Any) -> bool:
        """Return whether the text of a box is the document's own, not made by the stylesheets."""
        return box.element_tag.partition("::")[2] in _OF_TEXT

    def letters_so_far(self, element: Element) -> int | None:
        """Return how many letters of an element's own text are drawn, or None if all are."""
        drawn = self._texts.get(element)
        if not drawn:
            return 0
        count = len(_letters("".join(drawn)))
        return count if count < len(_letters(_written(element))) else None

    def _add_text(self, page: Any, box: Any) -> None:
        left, top = box.position_x, box.position_y
        right, bottom = left + box.width, top + box.height
        if right <= 0 or bottom <= 0 or left >= page.width or top >= page.height:
            return
        self._texts.setdefault(box.element, []).append(box.text)
        if _beyond(page, left, top, right, bottom) > _TOLERANCE:
            self._off_page.append(box.text)
        elif self._is_in_margin(page, top, bottom):
            self._in_margin.append(box.text)

    def _is_in_margin(self, page: Any, top: float, bottom: float) -> bool:
        """Return whether a line stands as far above or below the text block as running heads and folios do. The first
        page of a run has no running head.
        """
        area = page_box(page)  # its margins
        is_above = self._page > 0 and bottom < area.margin_top - _TO_FURNITURE
        return bool(is_above or top > page.height - area.margin_bottom + _TO_FURNITURE)

    def _reaches_into_margin(self, page: Any, top: float, bottom: float) -> bool:
        return self._is_in_margin(page, top, top) or self._is_in_margin(page, bottom, bottom)

    def _add_picture(self, page: Any, box: Any) -> None:
        left, top, right, bottom = sides = _content_box(box)
        if _beyond(page, *sides) > _TOLERANCE + max(page.bleed.values()):
            self._cut.append("a picture")
        elif (left > 0 or right < page.width) and self._reaches_into_margin(page, top, bottom):  # it is no bleed
            self._beside_text.append("a picture")

    def faults(self, name: str, root: Element, style_of: StyleOf) -> Iterator[Diagnostic]:
        """Yield what a run of this name lacks of the text of its document, and what reaches over its pages."""
        if lost := list(self._lost((root,), style_of)):
            hint = "divide a long note, or give a wide table fewer columns"
            message = f"{_counted(len(lost))} found no room on any page: {_excerpt(lost)}"
            yield replace(diagnose("lost-words", message, name, hint=hint), words=tuple(lost[:_WORDS]))
        if words := " ".join(self._off_page).split():
            hint = "give the table fewer columns, or break a long word"
            message = f"text is cut off at the edge of the page: {_excerpt(words)}"
            yield replace(diagnose("off-page", message, name, hint=hint), words=tuple(words[:_WORDS]))
        if words := " ".join(self._clipped).split():
            hint = "remove overflow from the project's styles: on paper nobody can scroll"
            message = f"text is cut off at the edge of a box: {_excerpt(words)}"
            yield replace(diagnose("off-page", message, name, hint=hint), words=tuple(words[:_WORDS]))
        if words := " ".join(self._in_margin).split():
            message = f"text stands in the margin of the page, where running heads and folios are: {_excerpt(words)}"
            hint = "look for what moves it in the project's styles"
            yield replace(diagnose("off-page", message, name, hint=hint), words=tuple(words[:_WORDS]))
        if self._cut:
            message = f"{self._cut[0]} is cut off at the edge of the page"
            yield diagnose("off-page", message, name, hint="make it narrower, or move it, in the project's styles")
        if self._beside_text:
            message = f"{self._beside_text[0]} reaches into the margin of the page, where running heads and folios are"
            yield diagnose("off-page", message, name, hint="look for what moves it in the project's styles")
        for text, other in islice(self._overlaps.meant_for_none(root, style_of), 1):
            below = f"“{_excerpt(other.split())}”" if other else "a picture"
            message = f"“{_excerpt(text.split())}” is drawn over {below}"
            hint = "look for what moves it in the project's styles, or give a wide table fewer columns"
            yield replace(diagnose("overlap", message, name, hint=hint), words=(*text.split(), *other.split())[:_WORDS])

    def _lost(self, path: tuple[Element, ...], style_of: StyleOf) -> Iterator[str]:
        """Yield what is lost of the last element of a path from the root, and of those in it."""
        element = path[-1]
        written, drawn = _written(element), "".join(self._texts.get(element, ()))
        if _letters(written) != _letters(drawn) and not _is_hidden(path, style_of):
            yield from _missing(written, drawn)
        for child in element:
            yield from self._lost((*path, child), style_of)


def _beyond(page: Any, left: float, top: float, right: float, bottom: float) -> float:
    """Return how far a box reaches over an edge of the page, in CSS pixels; below 0 if it does not."""
    return float(max(-left, -top, right - page.width, bottom - page.height))


def _has_border(box: Any) -> bool:
    return bool(box.border_left_width or box.border_right_width or box.border_top_width or box.border_bottom_width)


def _is_border_cut(page: Any, box: Any) -> bool:
    """Return whether a line of a border lies beyond the page, or one of its ends. A line over both edges is a bleed."""
    left, top, right, bottom = _border_box(box)
    over_left, over_right = -left > _TOLERANCE, right - page.width > _TOLERANCE
    over_top, over_foot = -top > _TOLERANCE, bottom - page.height > _TOLERANCE
    upright = (box.border_left_width and over_left) or (box.border_right_width and over_right)
    lying = (box.border_top_width and over_top) or (box.border_bottom_width and over_foot)
    ends = (box.border_top_width or box.border_bottom_width) and over_left != over_right
    tips = (box.border_left_width or box.border_right_width) and over_top != over_foot
    return bool(upright or lying or ends or tips)


def _border_box(box: Any) -> tuple[float, float, float, float]:
    left, top = box.border_box_x(), box.border_box_y()
    return left, top, left + box.border_width(), top + box.border_height()


def _content_box(box: Any) -> tuple[float, float, float, float]:
    left, top = box.content_box_x(), box.content_box_y()
    return left, top, left + box.width, top + box.height


def _is_hidden(path: Iterable[Element], style_of: StyleOf) -> bool:
    """Return whether styles hide the last element of a path from the root: it, or one that it is in."""
    styles = [style_of(element) for element in path]
    return (
        any(style["display"][0] == "none" for style in styles)
        or styles[-1]["visibility"] != "visible"
        or not styles[-1]["font_size"]
    )


def _written(element: Element) -> str:
    """Return the text that stands in an element itself, not in those within it."""
    return " ".join(filter(None, (element.text, *(child.tail for child in element))))


def _letters(text: str) -> str:
    """Return a text as it can be compared: hyphenated or not, and in any case."""
    return "".join(text.split()).translate(_HYPHENS).casefold()


def _missing(written: str, drawn: str) -> Iterator[str]:
    """Yield the words that do not follow one another in what was drawn, which may have others between them."""
    letters, position = _letters(drawn), 0
    for word in written.split():
        found = letters.find(_letters(word), position)
        if found < 0:
            yield word
        else:
            position = found + len(_letters(word))


def _counted(number: int) -> str:
    return "1 word" if number == 1 else f"{number:,} words"


def _excerpt(words: Sequence[str]) -> str:
    return " ".join(words[:_WORDS]) + (" …" if len(words) > _WORDS else "")
