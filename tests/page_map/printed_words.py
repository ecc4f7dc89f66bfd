"""Words of pages: of a printed book by its tags, and of an EPUB between its page breaks."""

import ctypes
import re
import zipfile
from collections.abc import Container, Iterable, Iterator
from pathlib import Path

import pypdfium2
import pypdfium2.raw as pdfium
from lxml import etree

UNREAD = frozenset({"Figure", "Form", "Formula", "Note"})
"""Kinds of tags whose words stand elsewhere in the EPUB, or in pictures."""
UNSEEN = frozenset(
    {"notes", "number-label", "article-chapter", "unseen", "visually-quiet", "index-letter", "term-places"}
)
"""Classes of the EPUB's words that the printed page lacks."""
LISTS = frozenset({"index-locator", "page-list", "landmarks"})
"""Kinds of the EPUB's words that the printed page lacks: an index names sections in place of pages."""
_TYPE = "{http://www.idpf.org/2007/ops}type"
_LABEL = "label"
"""The kind of what stands in a label alone."""
_MARK = re.compile(r"\W*(?:\d+|[a-z]|[ivxlc]+)?\W*\Z")
"""What stands before an item of a list: it is no word of the EPUB's text."""
_PAGE_NUMBER = re.compile(r"(?:\bon\s+)?\(?\bpage\s*\x00\w+\x00\)?|\x00\w+\x00(?!\s*\(page)")
"""A number of a page, which is a link: the number of an article is one too, before the page of that."""


def letters(text: str) -> str:
    """Return the letters and digits of a text, without regard to case."""
    return re.sub(r"[\W_]+", "", text).casefold()


def words_of_pages(pdf: Path) -> dict[str, str]:
    """Return the letters of each page, by its label: neither those of notes and pictures, nor page numbers that the
    text refers to, nor what is no content.
    """
    document = pypdfium2.PdfDocument(pdf.read_bytes())
    labels = [document.get_page_label(number) for number in range(len(document))]
    texts = (_text(page, frozenset(labels)) for page in document)
    return {label: letters(_PAGE_NUMBER.sub("", text)) for label, text in zip(labels, texts, strict=True)}


def _text(page: pypdfium2.PdfPage, labels: Container[str]) -> str:
    """Return the text of a page's marked contents, with U+0000 around each link that is a number."""
    kinds, texts = _kinds(page), dict[int, list[str]]()
    order: list[int] = []
    text = page.get_textpage()
    numbers = dict[int, int]()
    for index in range(text.count_chars()):
        drawn = pdfium.FPDFText_GetTextObject(text.raw, index)
        address = ctypes.addressof(drawn.contents) if drawn else 0
        if address not in numbers:
            numbers[address] = pdfium.FPDFPageObj_GetMarkedContentID(drawn) if drawn else -1
        if (number := numbers[address]) not in texts:
            texts[number] = []
            order.append(number)
        texts[number].append(chr(pdfium.FPDFText_GetUnicode(text.raw, index)))
    joined = {number: "".join(part) for number, part in texts.items()}
    return "".join(
        f"\x00{joined[number].strip()}\x00"
        if kinds[number] == "Link" and joined[number].strip() in labels
        else joined[number]
        for number in order
        if kinds.get(number, "Figure") not in UNREAD and not (kinds[number] == _LABEL and _MARK.match(joined[number]))
    )


def _kinds(page: pypdfium2.PdfPage) -> dict[int, str]:
    """Return the kind of tag around each marked content of a page: one that is not read, if there is such."""
    tree = pdfium.FPDF_StructTree_GetForPage(page.raw)
    tops = [pdfium.FPDF_StructTree_GetChildAtIndex(tree, i) for i in range(pdfium.FPDF_StructTree_CountChildren(tree))]
    found = dict(_marked(tops, ""))
    pdfium.FPDF_StructTree_Close(tree)
    return found


def _marked(elements: Iterable[object], around: str) -> Iterator[tuple[int, str]]:
    for element in filter(None, elements):
        kind = around if around in UNREAD else _kind(element)
        count = pdfium.FPDF_StructElement_CountChildren(element)
        for index in range(count):
            number = pdfium.FPDF_StructElement_GetChildMarkedContentID(element, index)
            if number >= 0:
                yield number, _LABEL if kind == "Lbl" and count == 1 else kind
        yield from _marked((pdfium.FPDF_StructElement_GetChildAtIndex(element, index) for index in range(count)), kind)


def _kind(element: object) -> str:
    buffer = ctypes.create_string_buffer(128)
    length = pdfium.FPDF_StructElement_GetType(element, buffer, 128)
    return buffer.raw[: max(length - 2, 0)].decode("utf-16-le")


def words_between_breaks(epub: Path) -> dict[str, str]:
    """Return the letters of an EPUB's text from each page break to the next; without notes and unseen words."""
    pages: dict[str, list[str]] = {}
    with zipfile.ZipFile(epub) as archive:
        package = etree.fromstring(archive.read("EPUB/content.opf"))
        hrefs = {item.get("id"): item.get("href") for item in package.iterfind(".//{*}item")}
        for reference in package.iterfind(".//{*}itemref"):
            body = etree.fromstring(archive.read(f"EPUB/{hrefs[reference.get('idref')]}")).find("{*}body")
            for text in _texts(body, pages) if body is not None else ():
                if pages:
                    pages[next(reversed(pages))].append(text)
    return {label: letters("".join(texts)) for label, texts in pages.items()}


def _texts(element: etree._Element, pages: dict[str, list[str]]) -> Iterator[str]:
    if element.get("role") == "doc-pagebreak":
        pages[element.get("aria-label", "")] = []
    elif not UNSEEN.intersection((element.get("class") or "").split()) and element.get(_TYPE) not in LISTS:
        yield element.text or ""
        for child in element:
            yield from _texts(child, pages)
            yield child.tail or ""
