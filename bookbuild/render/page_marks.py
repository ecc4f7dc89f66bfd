"""Marks where pages of the printed book begin: page breaks of the EPUB and the list of them (EPUB 3.3, 5.4.2.3), and
page numbers in the margin on paper.

In the body of an article each is ``<span data-page="45"/>``.
"""

import html
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import PurePosixPath

from bookbuild.model import Article, Chapter, ContentDocument, NavPoint, Part, PrintedPages
from bookbuild.render.entry_breaks import with_entry_breaks
from bookbuild.render.trees import EPUB, Element, detach, pop_attribute

_TYPE = f"{{{EPUB}}}type"
_HEADINGS = frozenset({"h2", "h3", "h4", "h5", "h6"})
_ADDED = frozenset({"callout-icon", "callout-kind", "figure-label", "task-mark"})
"""What is added to the beginning of paragraphs."""
_HALF_TITLE = "half-title"
_BODY = re.compile(r"<body\b[^>]*>\n?")
_BREAK = re.compile(r'<span\b[^<>]*\bid="(page_[^"]*)"[^<>]*\brole="doc-pagebreak"[^<>]*\baria-label="([^"]*)"')
_END = "</body>"
_PLAIN = re.compile(r"[A-Za-z0-9-]")


def id_of_page(label: str) -> str:
    """Return the id of the break before a page, which no other element of a book has."""
    return "page_" + "".join(one if _PLAIN.match(one) else f"-{ord(one):x}-" for one in label)


def page_breaks(labels: Iterable[str]) -> str:
    """Return the breaks before these pages as XHTML of the EPUB."""
    return "".join(
        f'<span id="{id_of_page(label)}" role="doc-pagebreak" epub:type="pagebreak" aria-label="{html.escape(label)}"/>'
        for label in labels
    )


def _begin_with_marks(tree: Element) -> list[Element]:
    """Return the marks of a body, moved before what is added to the beginning of their paragraphs: the kind of a box,
    the number of a figure, the box of a task.
    """
    marks = [mark for mark in tree.iter("span") if mark.get("data-page")]
    for mark in marks:
        parent, before = mark.getparent(), list(mark.itersiblings(preceding=True))
        if parent is None or not before or (parent.text or "").strip():
            continue
        if all(
            _ADDED.intersection((one.get("class") or "").split()) and not (one.tail or "").strip() for one in before
        ):
            detach(mark)
            mark.tail, parent.text = parent.text, None
            parent.insert(0, mark)
    return marks


def set_page_breaks(tree: Element) -> None:
    """Turn the marks of a body into page breaks of the EPUB. One that begins a heading comes to stand before it, since
    the words of headings are read in lists.
    """
    for mark in _begin_with_marks(tree):
        label, heading = pop_attribute(mark, "data-page"), mark.getparent()
        for name, value in (("id", id_of_page(label)), ("role", "doc-pagebreak"), (_TYPE, "pagebreak")):
            mark.set(name, value)
        mark.set("aria-label", label)
        if heading is not None and heading.tag in _HEADINGS and heading[0] is mark and not heading.text:
            detach(mark)
            heading.addprevious(mark)


def set_printed_pages(tree: Element, labels: Mapping[str, str]) -> None:
    """Turn the marks of a body into page numbers in the margin, which are read as what they are. One before a figure
    goes into it, so that it is on its page.
    """
    for mark in _begin_with_marks(tree):
        following = mark.getnext()
        if following is not None and following.tag == "figure" and not (mark.tail or "").strip():
            detach(mark)
            mark.tail, following.text = following.text, None
            following.insert(0, mark)
        label = pop_attribute(mark, "data-page")
        mark.set("class", "printed-page")
        mark.set("data-expansion", labels["printed-page"].replace("{page}", label))
        mark.text = label


def with_printed_page(
    markup: str, of: Article | Chapter | Part, printed: PrintedPages | None, labels: Mapping[str, str]
) -> str:
    """Return the title of an article, a chapter or a part as XHTML, or an empty string if it has no markup; with the
    numbers of the pages that begin with it in the margin before it.
    """
    pages = ", ".join(printed.starts.get(of.key, ())) if printed else ""
    if not pages:
        return markup
    markup = markup or html.escape(of.title, quote=False)
    expansion = html.escape(labels["printed-page"].replace("{page}", pages))
    return f'<span class="printed-page" data-expansion="{expansion}">{html.escape(pages)}</span>{markup}'


def with_page_list(
    documents: Iterable[ContentDocument], printed: PrintedPages | None, nav_href: str, labels: Mapping[str, str]
) -> tuple[tuple[ContentDocument, ...], tuple[NavPoint, ...]]:
    """Return documents with page breaks where they begin with a page, and in the nav document the list of all pages;
    and this list.

    Bodies have their breaks already; without printed pages all is as it is. The contents are the nav document, unless
    a document is called so.
    """
    if printed is None:
        return tuple(documents), ()
    broken = tuple(_broken(document, printed, nav_href) for document in documents)
    pages = tuple(_pages(broken))
    if not pages:
        return broken, ()
    list_of_pages = _list_of(pages, labels["page-list"])
    return tuple(_with_list(one, list_of_pages) if one.href == nav_href else one for one in broken), pages


def _broken(document: ContentDocument, printed: PrintedPages, nav_href: str) -> ContentDocument:
    """Return a document with breaks before it, and in it if the program made it."""
    key = "contents" if document.href == nav_href and document.linear else PurePosixPath(document.href).stem
    starts = page_breaks(
        label
        for one in ((_HALF_TITLE, key) if key == "title-page" else (key,))  # which only the printed book has
        for label in (*printed.blanks.get(one, ()), *printed.starts.get(one, ()))
    )
    within = printed.within.get(key, ())
    if not starts and not within:
        return document
    begun = _BODY.sub(lambda body: f"{body[0]}{starts}\n" if starts else body[0], document.data.decode(), count=1)
    return replace(document, data=with_entry_breaks(begun, within, page_breaks).encode())


def _pages(documents: Iterable[ContentDocument]) -> Iterator[NavPoint]:
    seen: set[str] = set()
    for document in documents:
        for name, label in _BREAK.findall(document.data.decode()):
            if name not in seen:
                seen.add(name)
                yield NavPoint(html.unescape(label), f"{document.href}#{name}", kind="page")


def _list_of(pages: Iterable[NavPoint], title: str) -> str:
    items = "\n".join(f'<li><a href="{page.target}">{page.label_xhtml}</a></li>' for page in pages)
    name = html.escape(title)
    return (
        f'<nav epub:type="page-list" role="doc-pagelist" id="page-list" hidden="hidden" aria-label="{name}">'
        f"\n<ol>\n{items}\n</ol>\n</nav>\n"
    )


def _with_list(nav: ContentDocument, list_of_pages: str) -> ContentDocument:
    before, end, after = nav.data.decode().rpartition(_END)
    return replace(nav, data=f"{before}{list_of_pages}{end}{after}".encode())
