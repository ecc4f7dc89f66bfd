"""Marks in bodies of articles, ``<span data-page="45"/>``, at the word with which a page of the printed book begins.

Where the content model of HTML has no room for a span, the mark stands at the nearest place that has. A word that is
divided at the foot of a page belongs to the page on which it begins.
"""

from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby
from unicodedata import east_asian_width

from lxml import etree

from bookbuild.model import Article, Book, PageMap, PrintedPage, PrintedPages
from bookbuild.page_map.bodies import Element, letters_in, markup_of, own_texts, place_of_letter, tree_of
from bookbuild.page_map.origins import elements_of

_CLOSED = frozenset({"svg", "math", "ruby", "button", "select", "textarea", "object", "audio", "video", "iframe",
                     "picture", "script", "style", "template"})  # fmt: skip
"""Elements within which no mark stands."""
_FIELDS = frozenset({"lines", "box", "scale", "fields"})
"""Parts of worksheets that are drawn from what they hold (``data-work``)."""
_OF_PARTS = frozenset({"table", "thead", "tbody", "tfoot", "tr", "colgroup", "ul", "ol", "dl", "menu", "figure"})
"""Elements that hold certain parts only, of which a span is none."""
_CELLS = ("td", "th")
_UNSPACED = range(0x0E00, 0x1100)
"""Scripts of South-East Asia, which have no spaces between words."""


def with_page_breaks(book: Book, page_map: PageMap) -> Book:
    """Return a book with marks in its bodies where the printed pages begin, and what begins with its parts."""
    within: dict[str, list[PrintedPage]] = {}
    starts: dict[str, tuple[str, ...]] = {}
    blanks: dict[str, tuple[str, ...]] = {}
    made: dict[str, tuple[PrintedPage, ...]] = {}
    for page in page_map.pages:
        if page.element in {PrintedPage.START, PrintedPage.BLANK}:
            before = starts if page.element == PrintedPage.START else blanks
            before[page.key] = (*before.get(page.key, ()), page.label)
        elif page.article:
            within.setdefault(page.article, []).append(page)
        else:
            made[page.key] = (*made.get(page.key, ()), page)

    def marked(article: Article) -> Article:
        pages = within.get(article.path)
        return replace(article, body=with_marks(article.body, pages)) if pages else article

    printed = PrintedPages(page_map.source, page_map.identifier, starts, blanks, made)
    return replace(book.mapped(marked), printed=printed)


def with_marks(body: str, pages: Sequence[PrintedPage]) -> str:
    """Return a body with a mark where each of these pages begins; one whose element is missing gets none."""
    tree = tree_of(body)
    elements = elements_of(tree)
    for element, group in groupby(reversed(pages), lambda page: page.element):
        for page in group:  # the last first, so that each finds the text before it as it was
            if element == PrintedPage.END:
                tree.append(_mark(page))
            elif element < len(elements):
                _insert(elements[element], page)
    return markup_of(tree)


def _mark(page: PrintedPage) -> Element:
    return etree.Element("span", {"data-page": page.label})


def _insert(element: Element, page: PrintedPage) -> None:
    closed = next((one for one in (*reversed(list(element.iterancestors())), element) if _is_closed(one)), None)
    if closed is not None:
        _insert_before(closed, _mark(page))
    elif page.letters < 0 and (first := _first_text(element)) is not None:
        _insert_in_text(first, 0, page)
    elif any(text.strip() for _, _, text in own_texts(element)):
        _insert_in_text(element, page.letters, page)
    elif element.tag in _CELLS:
        _insert_in_row(element, page)
    else:
        _insert_before(element, _mark(page))


def _is_closed(element: Element) -> bool:
    name = etree.QName(element).localname
    is_note = name == "sup" and "data-note" in element.attrib
    return name in _CLOSED or is_note or (element.get("data-work") or "").partition(" ")[0] in _FIELDS


def _first_text(element: Element) -> Element | None:
    """Return the element that has the first text of an element as its own, or None if there is none."""
    return next((one for one in element.iter("*") if (one.text or "").strip()), None)


def _insert_before(element: Element, mark: Element) -> None:
    """Insert a mark before an element, or before the one around it that may stand beside a span. A worksheet's field
    has its question directly before it, so that the mark stands at the end of the question.
    """
    parent = element.getparent()
    while parent is not None and parent.tag in _OF_PARTS:
        element, parent = parent, parent.getparent()
    question = element.getprevious()
    if "data-work" in element.attrib and question is not None and question.tag == "p":
        question.append(mark)
    elif parent is not None:
        parent.insert(parent.index(element), mark)


def _insert_in_row(cell: Element, page: PrintedPage) -> None:
    """Insert a mark in the nearest cell after an empty one that has text, since empty ones can be filled in."""
    table = next(cell.iterancestors("table"), cell)
    cells = list(table.iter(*_CELLS))
    filled = next((one for one in cells[cells.index(cell) :] if _first_text(one) is not None), None) if cells else None
    text = _first_text(filled) if filled is not None else None
    if text is None:
        _insert_before(table, _mark(page))
    else:
        _insert_in_text(text, 0, page)


def _insert_in_text(element: Element, letters: int, page: PrintedPage) -> None:
    """Insert a mark in an element's own text, before the letter that has this number of others before it."""
    pieces = list(own_texts(element))
    for holder, kind, text in pieces:
        count = letters_in(text)
        if count > letters or (holder, kind) == pieces[-1][:2]:
            _divide(element, holder, kind, _at_word(text, place_of_letter(text, letters)), _mark(page))
            return
        letters -= count


def _at_word(text: str, index: int) -> int:
    """Return where the word at an index ends, if it begins before that; else the index itself."""
    if not 0 < index < len(text) or not _joins(text[index - 1]):
        return index
    while index < len(text) and _joins(text[index]):
        index += 1
    return index


def _joins(character: str) -> bool:
    """Return whether a character is one of a word whose end can be seen."""
    is_unspaced = ord(character) in _UNSPACED or east_asian_width(character) in "WF"
    return (character.isalnum() or character in "\u00ad'\u2019") and not is_unspaced


def _divide(element: Element, holder: Element, kind: str, index: int, mark: Element) -> None:
    """Put a mark into a piece of an element's own text, at an index of its characters."""
    if kind == "text":
        text = element.text or ""
        element.text, mark.tail = text[:index], text[index:]
        element.insert(0, mark)
    else:
        text = holder.tail or ""
        holder.tail, mark.tail = text[:index], text[index:]
        element.insert(element.index(holder) + 1, mark)
