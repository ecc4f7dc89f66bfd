"""Work on paper: what is drawn to write in, and what a form calls it.

Each place to write has the attributes that a form is made of: ``data-field`` is its kind (``text``, ``line``,
``tick``, ``choice`` with one ``data-option`` in it for each step), ``data-name`` its name, unique in the book, and
``data-label`` what it asks for.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from textwrap import shorten

from lxml import etree

from bookbuild.render.body import Element, add_class, has_class, take, words_of
from bookbuild.render.columns import share_columns

LONGEST_NAME = 40
LONGEST_LABEL = 200
_FORM = ("data-field", "data-name", "data-label", "data-option")
_PLACES = ("writing-lines", "writing-box", "scale", "blanks", "checklist", "fill")
_HEADINGS = frozenset({"h2", "h3", "h4", "h5", "h6"})


def draw_worksheets(tree: Element, key: str, labels: Mapping[str, str]) -> None:
    """Draw the worksheets of an article's with_fonts body."""
    sheets = _Sheets(key, labels)
    for element in list(tree.iter("div", "section")):
        name, _, numbers = take(element, "data-work").partition(" ")
        if name:
            sheets.draw(element, name, numbers)


def speak_worksheets(tree: Element, labels: Mapping[str, str]) -> None:
    """Make of places to write what a reading system can say, since it has no forms."""
    for place in list(tree.iter()):
        if take(place, "data-field") in {"text", "line"} and place.tag != "td":
            unseen = etree.Element("span", {"class": "unseen"})
            unseen.text = f"({labels['space-to-write']})"
            place.insert(0, unseen)
        for name in _FORM:
            take(place, name)


class _Sheets:
    """The worksheets of one article, whose places to write all have names of their own."""

    def __init__(self, key: str, labels: Mapping[str, str]) -> None:
        self._key, self._labels = key, labels
        self._names: set[str] = set()
        self._drawings: Mapping[str, Callable[[Element, str], None]] = {
            "lines": self._draw_lines,
            "box": self._draw_box,
            "scale": self._draw_scale,
            "fields": self._draw_blanks,
            "checklist": self._draw_checklist,
            "fill": self._draw_fill,
            "answer": self._draw_answer,
        }

    def draw(self, element: Element, name: str, numbers: str) -> None:
        self._drawings[name](element, numbers)

    def _draw_lines(self, element: Element, count: str) -> None:
        add_class(element, "writing-lines")
        self._ask(element, "text", self._question(element))
        for _ in range(int(count)):
            etree.SubElement(element, "div", {"class": "writing-line"})

    def _draw_box(self, element: Element, height: str) -> None:
        add_class(element, "writing-box")
        element.set("style", f"height:{height}mm")
        self._ask(element, "text", self._question(element))

    def _draw_scale(self, element: Element, numbers: str) -> None:
        add_class(element, "scale")
        self._ask(element, "choice", self._question(element))
        ends = _taken_words(element, "scale-end")
        first, last = map(int, numbers.split())
        steps = [self._step(element, number) for number in range(first, last + 1)]
        for step, end in zip((steps[0], steps[-1]), ends, strict=False):
            mark = step[0]
            mark.set("data-label", f"{mark.get('data-label')}, {words_of(end)}")
        row = [*ends[:1], *steps, *ends[1:]]
        for part in row[:-1]:
            part.tail = " "
        element.extend(row)

    def _step(self, scale: Element, number: int) -> Element:
        step = etree.Element("span", {"class": "scale-step"})
        mark = etree.SubElement(step, "span", {"class": "scale-mark", "data-option": str(number)})
        mark.set("data-label", f"{scale.get('data-label')} {number}")
        etree.SubElement(step, "span", {"class": "scale-number"}).text = str(number)
        return step

    def _draw_blanks(self, element: Element, _: str) -> None:
        add_class(element, "blanks")
        self._question(element)
        for words in _taken_words(element, "blank-label"):
            blank = etree.SubElement(element, "div", {"class": "blank"})
            blank.append(words)
            words.tail = " "
            self._ask(etree.SubElement(blank, "span", {"class": "blank-line"}), "line", words_of(words))

    def _draw_checklist(self, element: Element, _: str) -> None:
        add_class(element, "checklist")
        self._question(element)
        for item in element.iter("li"):
            mark = next((mark for mark in item.iter("span") if has_class(mark, "task-mark")), None)
            if mark is not None and has_class(item, "open"):
                add_class(mark, "tick-box")
                self._ask(mark, "tick", self._of_item(mark))

    def _draw_fill(self, element: Element, _: str) -> None:
        add_class(element, "fill")
        self._question(element)
        for table in element.iter("table"):
            share_columns(table)
            heads = [words_of(cell) for cell in table.iterfind("thead/tr/*")]
            for number, row in enumerate(table.iterfind("tbody/tr"), 1):
                for place, cell in enumerate(row):
                    if not words_of(cell) and not len(cell):
                        column = heads[place] if place < len(heads) else ""
                        self._ask(cell, "text", self._of_cell(words_of(row[0]), number, column))

    def _draw_answer(self, element: Element, _: str) -> None:
        add_class(element, "answer")
        if not any(has_class(child, "worksheet-title") for child in element):
            title = etree.Element("p", {"class": "worksheet-title"})
            title.text = self._labels["answer"]
            element.insert(0, title)

    def _ask(self, place: Element, kind: str, label: str) -> None:
        label = shorten(label, LONGEST_LABEL, placeholder=" …")
        place.set("data-field", kind)
        place.set("data-name", self._name(label))
        place.set("data-label", label)

    def _name(self, label: str) -> str:
        """Make a name of a label; the second of a name has a 2 behind it."""
        slug = shorten(" ".join(re.findall(r"[^\W_]+", label.lower())), LONGEST_NAME, placeholder="").replace(" ", "-")
        stem = name = f"{self._key}_{slug}"
        count = 1
        while name in self._names:
            count += 1
            name = f"{stem}_{count}"
        self._names.add(name)
        return name

    def _question(self, field: Element) -> str:
        """Return what stands before a field, which keeps with it; fields in a row have one question."""
        for before in _backwards(field):
            if isinstance(before, str):
                return before
            if not any(has_class(before, name) for name in _PLACES):
                if before.tag == "p" or before.tag in _HEADINGS:
                    add_class(before, "question")
                return words_of(before) or self._space
        return self._space

    @property
    def _space(self) -> str:
        return self._labels["space-to-write"]

    def _of_item(self, mark: Element) -> str:
        """Return what an item says, without the lists in it."""
        parts = [mark.tail or "", *map(_spoken_inline, mark.itersiblings())]
        return " ".join("".join(parts).split()) or self._space

    def _of_cell(self, row: str, number: int, column: str) -> str:
        return f"{row}, {column}".rstrip(", ") if row else f"{column or self._space} {number}"


def _backwards(element: Element) -> Iterator[Element | str]:
    """Give what stands before an element in what holds it, the nearest first: elements, and texts that say anything."""
    before = element.getprevious()
    while before is not None:
        if tail := " ".join((before.tail or "").split()):
            yield tail
        yield before
        before = before.getprevious()
    parent = element.getparent()
    if parent is not None and (text := " ".join((parent.text or "").split())):
        yield text


def _taken_words(element: Element, name: str) -> list[Element]:
    """Take the paragraphs out of an element, and return them as running text of a class."""
    blocks = list(element)
    element[:], element.text = [], None
    return [_running(block, name) for block in blocks]


def _running(block: Element, name: str) -> Element:
    """Make running text of a paragraph; of any other block there stays what it says."""
    words = block if block.tag == "p" else etree.Element("span")
    if words is not block:
        words.text = words_of(block)
    words.tag, words.tail = "span", None
    add_class(words, name)
    return words


def _spoken_inline(element: Element) -> str:
    return ("" if element.tag in {"ul", "ol"} else words_of(element)) + (element.tail or "")
