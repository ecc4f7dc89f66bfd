"""A body for print: notes at their marks (the layout floats them to the foot), page numbers after links."""

# ruff: noqa: PLC0415 - what few bodies have is imported for the first that has it

from collections.abc import Iterable, Mapping

from lxml import etree

from bookbuild.model import Article, Book, Picture, Target
from bookbuild.render.abbreviations import list_abbreviations
from bookbuild.render.apparatus.page_marks import name_references, put_page_behind, set_page_lists
from bookbuild.render.apparatus.term_links import TERM
from bookbuild.render.body import RenderContext, note_trees, prepare_body
from bookbuild.render.breaks import mark_breaks
from bookbuild.render.callouts import name_continued
from bookbuild.render.directions import set_directions
from bookbuild.render.line_breaks import mark_line_breaks, set_ragged
from bookbuild.render.list_numbers import number_lists
from bookbuild.render.page_marks import set_printed_pages
from bookbuild.render.picture_sizes import size_in_print
from bookbuild.render.trees import Element, has_class, markup_of, pop_attribute, tree_of, unwrap
from bookbuild.render.white_space import collapse_spaces
from bookbuild.render.worksheets import draw_worksheets

BLOCKS = frozenset({"p", "ul", "ol", "li", "dl", "dt", "dd", "blockquote", "pre", "div", "section", "aside", "table",
                    "thead", "tbody", "tfoot", "tr", "td", "th", "figure", "figcaption", "header", "footer", "address",
                    "caption", "hr", "h1", "h2", "h3", "h4", "h5", "h6"})  # fmt: skip
INSIDE = "book:"


def place_in_print(target: Target) -> str:
    """Return the address of a target for links in a document of the PDF.

    Layout decodes addresses, so a percent sign is encoded; WeasyPrint encodes what else needs it.
    """
    return f"{INSIDE}{target.anchor}".replace("%", "%25")


def term_in_print(book: Book, _article: str, term: str) -> Mapping[str, str]:
    """Return the attributes of a link to a term's entry in the glossary of a book."""
    return {"href": place_in_print(Target(book.glossary.article.key, term))} if book.glossary else {}


def picture_in_print(picture: Picture) -> str:
    """Return the address of a picture in a document of the PDF."""
    return f"{INSIDE}{picture.name}"


def pdf_body(article: Article, context: RenderContext, *, page_references: bool) -> str:
    """Return an article's body for a page run."""
    tree = tree_of(article.body)
    prepare_body(tree, article, context)
    draw_worksheets(tree, article.key, context.labels)
    _empty_boxes(tree)
    mark_breaks(tree)
    name_continued(tree, context.labels)
    notes = note_trees(article, context)
    for part in (tree, *notes):
        _draw(part, article)
        set_directions(part, article, context.direction)
        number_lists(part)
        for link in list(part.iter("a")):
            _finish_link(link, article.key, context.labels if page_references else None)
        for image in part.iter("img"):
            size_in_print(image)
        mark_line_breaks(part)
        set_ragged(part)
    list_abbreviations(tree, notes)
    set_printed_pages(tree, context.labels)
    _set_notes(tree, notes, article.key)
    name_references(tree, article.key)
    set_page_lists(tree)
    return markup_of(tree)


def _draw(part: Element, article: Article) -> None:
    """Draw the numbers of lines and the formulas of a body or a note of an article."""
    markup = "".join((article.body, *article.notes))
    if "<pre" in markup:
        from bookbuild.render.listings import draw_line_numbers

        draw_line_numbers(part)
    if "<math" in markup:
        from bookbuild.render.formulas import draw_formulas

        draw_formulas(part)


def _empty_boxes(tree: Element) -> None:
    """Empty the boxes to tick, which are drawn; other tasks have a character."""
    for box in tree.iter("span"):
        if box.get("data-field") == "tick":
            box.text = None
            for name in ("role", "aria-label"):
                pop_attribute(box, name)


def _finish_link(link: Element, key: str, labels: Mapping[str, str] | None) -> None:
    """Print the page that a link within the book leads to, and keep links innermost, as tagged PDF requires.

    `labels` are None in an edition without page references.
    """
    href = link.get("href") or ""
    anchor = href.removeprefix(INSIDE)
    if labels and href.startswith(INSIDE) and not has_class(link, TERM):
        if has_class(link, "numbered"):
            put_page_behind(link, anchor, labels["on-page"])
        elif anchor.partition(".")[0] != key and not has_class(link, "cite"):
            _refer_to_page(link, anchor, labels["page"])
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
    """Replace a link that contains elements by links around each piece of its text."""
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
        if element.tag == "img" or element.get("class", "").startswith("formula "):
            _link_picture(element, attributes)
        if element.text and element.tag not in {"rt", "rp"}:
            piece = _piece(element.text, attributes)
            element.text = None
            element.insert(0, piece)


def _piece(text: str, attributes: dict[str, str]) -> Element:
    piece = etree.Element("a", attributes)
    piece.text = text
    return piece


def _link_picture(image: Element, attributes: dict[str, str]) -> None:
    around = etree.Element("a", attributes)
    image.addprevious(around)
    around.append(image)  # with its tail, which is empty


def _set_notes(tree: Element, notes: tuple[Element, ...], key: str) -> None:
    marks = _marks(tree)
    behind = [mark for mark, _ in marks if _is_behind_mark(mark)]
    footnotes = _Footnotes(notes, key, [number for _, number in marks])
    for mark, number in marks:
        footnotes.put(mark, number)
    for mark in behind:
        mark.set("class", f"{mark.get('class')} another")


def _is_behind_mark(mark: Element) -> bool:
    """Return whether a mark stands right behind another, so that their numbers would read as one."""
    before = mark.getprevious()
    return before is not None and not before.tail and has_class(before, "noteref")


def _marks(tree: Element) -> list[tuple[Element, int]]:
    return [(mark, int(number)) for mark in list(tree.iter("sup")) if (number := pop_attribute(mark, "data-note"))]


class _Footnotes:
    """The footnotes of an article, each printed once: on the page of its first mark."""

    def __init__(self, notes: tuple[Element, ...], key: str, called: Iterable[int]) -> None:
        self._notes, self._key = notes, key
        self._counts = {number: count for count, number in enumerate(dict.fromkeys(called), 1)}
        """The number that the layout, which counts footnotes in order, prints for each note."""
        self._standing: set[int] = set()

    def put(self, mark: Element, number: int) -> None:
        """Replace a mark by its note, or by a reference if the note is already placed."""
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
            self._place_nested(inner, called)
        collapse_spaces(note)
        _make_inline(note)
        mark.tag = "span"
        mark.attrib.clear()
        mark.text = f"{mark.text or ''}{note.text or ''}"
        mark.extend(list(note))

    def _place_nested(self, mark: Element, number: int) -> None:
        """Put a note that is only referred to in another note there in brackets: footnotes are not nested."""
        if number in self._counts:
            self._refer(mark, number)
        elif number in self._standing:
            unwrap(mark)
        else:
            mark.text, mark.tail = " (", f"){mark.tail or ''}"
            self._fill(mark, number)


def _make_inline(note: Element) -> None:
    """Turn a note's blocks into inline elements: only those can be footnotes.

    White space between blocks is removed, since between inline elements it would be printed.
    """
    for element in note.iter():
        if element.tag in BLOCKS:
            if len(element) and element.text and not element.text.strip():
                element.text = None
            if element.tail and not element.tail.strip():
                element.tail = None
            element.set("class", f"note-block note-{element.tag}")
            element.tag = "span"
