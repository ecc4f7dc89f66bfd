"""Places in documents that the program makes, such as an index or a list: the entries with which pages begin."""

from collections.abc import Iterator
from functools import cached_property
from itertools import takewhile
from xml.etree import ElementTree as ET

from bookbuild.model import LaidOutPage, PrintedPage
from bookbuild.page_map.bodies import letters_in

_WORDS = 8
"""How many of its first words tell which entry it is."""


class Entries:
    """The entries of a run's document, in order. Lists that follow one another on a page are one run: `keys` are the
    names of its parts, which are counted each for itself.
    """

    def __init__(self, name: str, xhtml: str, keys: frozenset[str] = frozenset()) -> None:
        self._name, self._xhtml, self._keys = name, xhtml, keys

    def place(self, page: LaidOutPage) -> PrintedPage | None:
        """Return the entry with which a page of the run begins, or None if it has nothing of its own."""
        if page.element < 0:
            return None
        element = self._elements[page.element]
        part, start = self._part_of(page.element)
        entry = self._entries_around.get(element)
        number = sum(map(_is_entry, self._elements[start : page.element + 1]))
        if part != self._name and not number and entry is None:
            return PrintedPage(page.label, part, words=page.words)
        if entry is None:  # what stands between two entries belongs to the next one
            entry, letters = next(filter(_is_entry, self._elements[page.element :]), None), 0
        else:
            number = sum(map(_is_entry, self._elements[start : self._elements.index(entry)]))
            letters = _letters_before(entry, element, page.letters)
        words = "" if entry is None else "".join(takewhile(bool, (text for _, text in _texts(entry))))
        return PrintedPage(page.label, part, "", number, letters, words=tuple(words.split()[:_WORDS]))

    def _part_of(self, place: int) -> tuple[str, int]:
        """Return the name of the part in which an element is, and where that begins among the elements."""
        for start in range(place, -1, -1):
            if (name := self._elements[start].get("id", "")) in self._keys:
                return name, start
        return self._name, 0

    @cached_property
    def _elements(self) -> list[ET.Element]:
        return list(ET.fromstring(self._xhtml).iter())  # noqa: S314  # made by our own serialiser

    @cached_property
    def _entries_around(self) -> dict[ET.Element, ET.Element]:
        """The innermost entry around each element that is in one."""
        around: dict[ET.Element, ET.Element] = {}
        for element in self._elements:
            if _is_entry(element):
                around[element] = element
            for child in element:
                if element in around:
                    around[child] = around[element]
        return around


def _is_entry(element: ET.Element) -> bool:
    return element.tag.rpartition("}")[2] in PrintedPage.ENTRIES


def _letters_before(entry: ET.Element, element: ET.Element, own: int) -> int:
    """Return how many letters of an entry come before a place in one of its elements, with `own` of that before it."""
    before = 0
    for owner, text in _texts(entry):
        count = letters_in(text)
        if owner is element:
            if count > own:
                return before + own
            own -= count
        before += count
    return before


def _texts(element: ET.Element) -> Iterator[tuple[ET.Element, str]]:
    """Yield the texts of an entry in order, each with the element whose own it is; an empty one where what differs
    between print and screen begins: page numbers, and entries within it.
    """
    if element.text:
        yield element, element.text
    for child in element:
        if _is_entry(child) or "folio" in child.get("class", "").split():
            yield child, ""
        if not _is_entry(child):
            yield from _texts(child)
        if child.tail:
            yield element, child.tail
