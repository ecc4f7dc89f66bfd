"""A body for paper: notes where they are called (the layout floats them to the foot), page numbers behind links."""

import re
from collections.abc import Iterable

from lxml import etree

from bookbuild.model import Article, Picture, Target
from bookbuild.render.body import Element, RenderContext, dress, markup_of, note_trees, take, tree_of, unwrap
from bookbuild.render.breaks import mark_breaks
from bookbuild.render.worksheets import draw_worksheets

BLOCKS = frozenset({"p", "ul", "ol", "li", "dl", "dt", "dd", "blockquote", "pre", "div", "section", "aside", "table",
                    "thead", "tbody", "tfoot", "tr", "td", "th", "figure", "figcaption", "header", "footer", "address",
                    "caption", "hr", "h1", "h2", "h3", "h4", "h5", "h6"})  # fmt: skip
INSIDE = "book:"


def place_in_print(target: Target) -> str:
    """Return the address of a place, by which links within a document of the PDF lead."""
    return f"{INSIDE}{target.anchor}"


def picture_in_print(picture: Picture) -> str:
    """Return the address of a picture in a document of the PDF."""
    return f"{INSIDE}{picture.name}"


def pdf_body(article: Article, setting: RenderContext, *, page_references: bool) -> str:
    """Dress an article's body for a page run."""
    tree = tree_of(article.body)
    dress(tree, article, setting)
    draw_worksheets(tree, article.key, setting.labels)
    _empty_boxes(tree)
    mark_breaks(tree)
    notes = note_trees(article, setting)
    for part in (tree, *notes):
        for link in list(part.iter("a")):
            _finish_link(link, article.key, setting.labels["page"] if page_references else "")
        for image in part.iter("img"):
            _size_image(image)
    _set_notes(tree, notes, article.key)
    return markup_of(tree)


def _empty_boxes(tree: Element) -> None:
    """A box to tick is drawn; what other tasks have is a character."""
    for box in tree.iter("span"):
        if box.get("data-field") == "tick":
            box.text = None
            for name in ("role", "aria-label"):
                take(box, name)


def _finish_link(link: Element, key: str, page_label: str) -> None:
    """Print where a link within the book leads, and keep links innermost: a tagged PDF wants no element in a link."""
    href = link.get("href") or ""
    anchor = href.removeprefix(INSIDE)
    if page_label and href.startswith(INSIDE) and anchor.partition(".")[0] != key:
        _refer_to_page(link, anchor, page_label)
    if len(link):
        _push_down(link, href)


def _refer_to_page(link: Element, anchor: str, label: str) -> None:
    reference = etree.Element("span", {"class": "page-ref"})
    reference.text = f"({label}\u00a0"
    folio = etree.SubElement(reference, "a", {"class": "folio", "href": f"{INSIDE}{anchor}"})
    folio.text = f"⟦{anchor}⟧"
    folio.tail = ")"
    reference.tail, link.tail = link.tail, None
    link.addnext(reference)
    link.tail = " "


def _push_down(link: Element, href: str) -> None:
    """Replace a link that holds elements by links around each piece of its text."""
    attributes = {"href": href, "class": link.get("class") or ""}
    link.tag = "span"
    link.attrib.pop("href", "")
    for element in list(link.iter()):
        if element.tag == "a" or (not isinstance(element.tag, str)):
            continue
        if element is not link and element.tail:
            piece = _piece(element.tail, attributes)
            element.tail = None
            element.addnext(piece)
        if element.text and element.tag not in {"rt", "rp"}:
            piece = _piece(element.text, attributes)
            element.text = None
            element.insert(0, piece)


def _piece(text: str, attributes: dict[str, str]) -> Element:
    piece = etree.Element("a", attributes)
    piece.text = text
    return piece


def _size_image(image: Element) -> None:
    """Carry a width that the author asked for over to a style: sizes in attributes are not read on paper."""
    if re.fullmatch(r"\d{1,5}", width := image.get("width") or ""):
        image.set("style", f"width:{width}px")
    for name in ("width", "height"):
        image.attrib.pop(name, "")


def _set_notes(tree: Element, notes: tuple[Element, ...], key: str) -> None:
    marks = _marks(tree)
    feet = _Feet(notes, key, [number for _, number in marks])
    for mark, number in marks:
        feet.put(mark, number)


def _marks(tree: Element) -> list[tuple[Element, int]]:
    return [(mark, int(number)) for mark in list(tree.iter("sup")) if (number := take(mark, "data-note"))]


class _Feet:
    """The notes of an article, each to stand once: at the foot of the page on which it is first called."""

    def __init__(self, notes: tuple[Element, ...], key: str, called: Iterable[int]) -> None:
        self._notes, self._key = notes, key
        self._counts = {number: count for count, number in enumerate(dict.fromkeys(called), 1)}
        """What the layout, which counts the notes of the text as they come, will print at each of them."""
        self._standing: set[int] = set()

    def put(self, mark: Element, number: int) -> None:
        """Put a note in the place of its mark, or refer to it where it stands already."""
        if number in self._standing:
            self._refer(mark, number)
        else:
            self._fill(mark, number)
            mark.attrib.update({"class": "footnote", "id": f"{self._key}_note-{number}"})

    def _refer(self, mark: Element, number: int) -> None:
        link = etree.SubElement(mark, "a", {"href": f"{INSIDE}{self._key}_note-{number}"})
        link.text = str(self._counts[number])

    def _fill(self, mark: Element, number: int) -> None:
        self._standing.add(number)
        note = self._notes[number - 1]
        for inner, called in _marks(note):
            self._settle_within(inner, called)
        _make_inline(note)
        mark.tag = "span"
        mark.attrib.clear()
        mark.text = f"{mark.text or ''}{note.text or ''}"
        mark.extend(list(note))

    def _settle_within(self, mark: Element, number: int) -> None:
        """A note cannot hold a note: one that only another calls stands there in brackets."""
        if number in self._counts:
            self._refer(mark, number)
        elif number in self._standing:
            unwrap(mark)
        else:
            mark.text, mark.tail = " (", f"){mark.tail or ''}"
            self._fill(mark, number)


def _make_inline(note: Element) -> None:
    """Make a note's blocks inline elements: only those can float to the foot.

    The white space between blocks goes, since between inline elements it would make lines of its own.
    """
    for element in note.iter():
        if element.tag in BLOCKS:
            if len(element) and element.text and not element.text.strip():
                element.text = None
            if element.tail and not element.tail.strip():
                element.tail = None
            element.set("class", f"note-block note-{element.tag}")
            element.tag = "span"
