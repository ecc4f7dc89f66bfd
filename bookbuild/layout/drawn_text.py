"""Proof of words: what is drawn on the pages of a run, held against the text of its document.

WeasyPrint drops what finds no room, and says nothing: the rest of a long footnote, the columns of a wide table.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Any
from xml.etree.ElementTree import Element

from weasyprint.formatting_structure import boxes

from bookbuild.diagnostics import Diagnostic, diagnose

_OF_TEXT = frozenset({"", "first-letter", "first-line"})
"""The pseudo-elements that hold text of the document; that of others is made by the stylesheets."""
_HYPHENS = str.maketrans("", "", "\u00ad\u2010-")
_TOLERANCE = 1.0
"""How far text may reach over the edge of the page, in CSS pixels: signs have bearings."""

_WORDS = 6
"""How many words a diagnostic quotes."""

StyleOf = Callable[[Element], Any]


class DrawnText:
    """The text drawn within the pages so far, by element, and that which reaches over an edge."""

    def __init__(self) -> None:
        self._texts: dict[Element, list[str]] = {}
        self._off_page: list[str] = []

    def add(self, page: Any, box: Any) -> None:
        """Add a box that was drawn on a page."""
        if not isinstance(box, boxes.TextBox) or box.element_tag.partition("::")[2] not in _OF_TEXT:
            return
        left, top = box.position_x, box.position_y
        right, bottom = left + box.width, top + box.height
        if right <= 0 or bottom <= 0 or left >= page.width or top >= page.height:
            return
        self._texts.setdefault(box.element, []).append(box.text)
        beyond = max(-left, -top, right - page.width, bottom - page.height)
        if beyond > _TOLERANCE:
            self._off_page.append(box.text)

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

    def _lost(self, path: tuple[Element, ...], style_of: StyleOf) -> Iterator[str]:
        """Yield what is lost of the last element of a path from the root, and of those in it."""
        element = path[-1]
        written, drawn = _written(element), "".join(self._texts.get(element, ()))
        if _letters(written) != _letters(drawn) and not _is_hidden(path, style_of):
            yield from _missing(written, drawn)
        for child in element:
            yield from self._lost((*path, child), style_of)


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
