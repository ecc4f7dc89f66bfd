"""Worksheets: drawings of what is to be filled in, and attributes for form fields.

Each element to fill in has the attributes of a form field: ``data-field`` is its kind (``text``, ``line``,
``tick``, ``choice`` with one ``data-option`` in it for each step), ``data-name`` its name, unique in the book, and
``data-label`` its label.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from textwrap import shorten

from lxml import etree

from bookbuild.render.columns import set_column_widths
from bookbuild.render.trees import Element, add_class, has_class, pop_attribute, words_of

LONGEST_NAME = 40
LONGEST_LABEL = 200
_SHORT_LABEL = 20
"""Letters of the label of a blank that is not broken: the blank goes to the next line."""
_FORM = ("data-field", "data-name", "data-label", "data-option")
_FIELD_CLASSES = ("writing-lines", "writing-box", "scale", "blanks", "checklist", "fill")
_HEADINGS = frozenset({"h2", "h3", "h4", "h5", "h6"})


def draw_worksheets(tree: Element, key: str, labels: Mapping[str, str]) -> None:
    """Draw the worksheets of an article's prepared body."""
    sheets = _WorksheetDrawer(key, labels)
    for element in list(tree.iter("div", "section")):
        name, _, numbers = pop_attribute(element, "data-work").partition(" ")
        if name:
            sheets.draw(element, name, numbers)


def describe_worksheets(tree: Element, labels: Mapping[str, str]) -> None:
    """Replace form attributes by text for reading systems, which have no forms."""
    for field in list(tree.iter()):
        if pop_attribute(field, "data-field") in {"text", "line"} and field.tag != "td":
            unseen = etree.Element("span", {"class": "unseen"})
            unseen.text = f"({labels['space-to-write']})"
            field.insert(0, unseen)
        for name in _FORM:
            pop_attribute(field, name)


class _WorksheetDrawer:
    """The worksheets of one article; all fields have unique names."""

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
        self._label_field(element, "text", self._question(element))
        for _ in range(int(count)):
            etree.SubElement(element, "div", {"class": "writing-line"})

    def _draw_box(self, element: Element, height: str) -> None:
        add_class(element, "writing-box")
        element.set("style", f"height:{height}mm")
        self._label_field(element, "text", self._question(element))

    def _draw_scale(self, element: Element, numbers: str) -> None:
        add_class(element, "scale")
        self._label_field(element, "choice", self._question(element))
        ends = _pop_paragraphs(element, "scale-end")
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
        for words in _pop_paragraphs(element, "blank-label"):
            blank = etree.SubElement(element, "div", {"class": "blank"})
            blank.append(words)
            if len(words_of(words)) <= _SHORT_LABEL:
                add_class(words, "short-label")
            words.tail = " "
            self._label_field(etree.SubElement(blank, "span", {"class": "blank-line"}), "line", words_of(words))

    def _draw_checklist(self, element: Element, _: str) -> None:
        add_class(element, "checklist")
        self._question(element)
        for item in element.iter("li"):
            mark = next((mark for mark in item.iter("span") if has_class(mark, "task-mark")), None)
            if mark is not None and has_class(item, "open"):
                add_class(mark, "tick-box")
                self._label_field(mark, "tick", self._of_item(mark))

    def _draw_fill(self, element: Element, _: str) -> None:
        add_class(element, "fill")
        self._question(element)
        for table in element.iter("table"):
            set_column_widths(table)
            heads = [words_of(cell) for cell in table.iterfind("thead/tr/*")]
            for number, row in enumerate(table.iterfind("tbody/tr"), 1):
                for index, cell in enumerate(row):
                    if not words_of(cell) and not len(cell):
                        column = heads[index] if index < len(heads) else ""
                        self._label_field(cell, "text", self._of_cell(words_of(row[0]), number, column))

    def _draw_answer(self, element: Element, _: str) -> None:
        add_class(element, "answer")
        if not any(has_class(child, "worksheet-title") for child in element):
            title = etree.Element("p", {"class": "worksheet-title"})
            title.text = self._labels["answer"]
            element.insert(0, title)

    def _label_field(self, field: Element, kind: str, label: str) -> None:
        label = shorten(label, LONGEST_LABEL, placeholder=" …")
        field.set("data-field", kind)
        field.set("data-name", self._name(label))
        field.set("data-label", label)

    def _name(self, label: str) -> str:
        """Return a unique field name made from a label; the second of a name ends in 2."""
        slug = shorten(" ".join(re.findall(r"[^\W_]+", label.lower())), LONGEST_NAME, placeholder="").replace(" ", "-")
        stem = name = f"{self._key}_{slug}"
        count = 1
        while name in self._names:
            count += 1
            name = f"{stem}_{count}"
        self._names.add(name)
        return name

    def _question(self, field: Element) -> str:
        """Return the text before a field, and keep it with the field; consecutive fields share one question."""
        for before in _preceding(field):
            if isinstance(before, str):
                return before
            if not any(has_class(before, name) for name in _FIELD_CLASSES):
                if before.tag == "p" or before.tag in _HEADINGS:
                    add_class(before, "question")
                return words_of(before) or self._space
        return self._space

    @property
    def _space(self) -> str:
        return self._labels["space-to-write"]

    def _of_item(self, mark: Element) -> str:
        """Return the text of an item, without nested lists."""
        parts = [mark.tail or "", *map(_inline_text, mark.itersiblings())]
        return " ".join("".join(parts).split()) or self._space

    def _of_cell(self, row: str, number: int, column: str) -> str:
        return f"{row}, {column}".rstrip(", ") if row else f"{column or self._space} {number}"


def _preceding(element: Element) -> Iterator[Element | str]:
    """Yield elements and non-empty texts before an element in its parent, the closest first."""
    before = element.getprevious()
    while before is not None:
        if tail := " ".join((before.tail or "").split()):
            yield tail
        yield before
        before = before.getprevious()
    parent = element.getparent()
    if parent is not None and (text := " ".join((parent.text or "").split())):
        yield text


def _pop_paragraphs(element: Element, name: str) -> list[Element]:
    """Remove the paragraphs of an element, and return them as inline elements with a class."""
    blocks = list(element)
    element[:], element.text = [], None
    return [_as_inline(block, name) for block in blocks]


def _as_inline(block: Element, name: str) -> Element:
    """Return a paragraph as an inline element; other blocks keep only their text."""
    words = block if block.tag == "p" else etree.Element("span")
    if words is not block:
        words.text = words_of(block)
    words.tag, words.tail = "span", None
    add_class(words, name)
    return words


def _inline_text(element: Element) -> str:
    return ("" if element.tag in {"ul", "ol"} else words_of(element)) + (element.tail or "")
