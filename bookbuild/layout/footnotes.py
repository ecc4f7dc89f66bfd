"""Where the footnotes of a run stand, and which of them have to be divided, or kept on the page of their calls."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any
from xml.etree.ElementTree import Element

from weasyprint.formatting_structure import boxes

from bookbuild.layout.features.divided_footnotes import divide_footnotes
from bookbuild.layout.footnote_parts import LineEnds, line_ends

_MOST_TRIALS = 4
"""How often a run is laid out for its notes: those after a note that is divided may move."""
_SHORT = 160
"""How many letters a note has at most that is never worth dividing."""


@dataclass(slots=True)
class FootnotePlaces:
    """The pages, counted from 0, of the calls of notes and of the notes, and the ends of lines of undivided ones."""

    calls: dict[Element, int] = field(default_factory=dict)
    notes: dict[Element, list[int]] = field(default_factory=dict)
    ends: dict[Element, LineEnds] = field(default_factory=dict)

    def add(self, number: int, page: Any) -> None:
        """Add the notes of a page."""
        for part in page.children:
            if isinstance(part, boxes.FootnoteAreaBox):
                for note in part.children:
                    self.notes.setdefault(note.element, []).append(number)
                    self.ends.setdefault(note.element, line_ends(note))
            elif not isinstance(part, boxes.MarginBox):
                for box in part.descendants():
                    if box.footnote:
                        self.calls.setdefault(box.footnote.element, number)


class FootnotePlan:
    """Which notes of a run are divided, and where."""

    def __init__(self) -> None:
        self._divided: dict[Element, LineEnds] = {}
        self._loose: set[Element] = set()

    def apply(self, root_box: Any, context: Any) -> None:
        """Divide the notes of a document that is about to be laid out."""
        beside_call = {
            note.element
            for note in context.footnotes
            if note.element not in self._loose
            and (note.element in self._divided or len("".join(note.element.itertext())) <= _SHORT)
        }
        divide_footnotes(root_box, context, self._divided, beside_call)

    def settled(self, render: Callable[[], Any]) -> Any:
        """Lay out a run by `render`, which applies this plan, until no note is better divided, and return it."""
        document = render()
        for _ in range(_MOST_TRIALS):
            if not self._learn(document.notes):
                break
            document = render()
        return document

    def _learn(self, places: FootnotePlaces) -> bool:
        """Plan to divide all notes if one left its call, and return whether the run is to be laid out again."""
        pages = places.notes
        if not self._divided:
            if all(pages.get(element, [page]) == [page] for element, page in places.calls.items()):
                return False
            self._divided = places.ends
            return True
        known, self._loose = self._loose, self._loose | set(_called_beside_others(places))
        return known != self._loose


def _called_beside_others(places: FootnotePlaces) -> Iterator[Element]:
    """Yield the notes that find no room on the page of their call, wherever that is: a note from before fills it.

    The text would wait for them, and leave pages white.
    """
    full = range(0)
    for element, page in places.calls.items():
        pages = places.notes.get(element, [page])
        if page in full or page != pages[0]:
            yield element
        if pages[-1] - pages[0] > 1:
            full = range(pages[0] + 1, pages[-1] + 1)
