"""Pages behind references by number, for print: they are printed unless both are seen at once.

Which pages those are is known only when the book is laid out: see `PageRun`.
"""

from collections.abc import Iterable
from html import escape

from lxml import etree

from bookbuild.render.trees import Element, pop_attribute

_WAITING, _PAGES = "data-refers", "data-pages"


def put_page_behind(link: Element, anchor: str, label: str) -> None:
    """Put the page of an anchor behind a link, in words such as ``on page {page}``, for when it is needed."""
    before, _, after = label.partition("{page}")
    reference = etree.Element("span", {"class": "page-ref", _WAITING: anchor})
    reference.text = f" {before.rstrip()}\N{NO-BREAK SPACE}".replace(" \N{NO-BREAK SPACE}", " ")
    folio = etree.SubElement(reference, "a", {"class": "folio", "href": f"book:{anchor}"})
    folio.text, folio.tail = f"⟦{anchor}⟧", after
    reference.tail, link.tail = link.tail, None
    link.addnext(reference)


def pages_of(anchors: Iterable[str]) -> str:
    """Return what stands for the pages of anchors in a body, as XHTML: see `set_page_lists`."""
    return f'<span {_PAGES}="{escape(" ".join(anchors))}"></span>'


def set_page_lists(tree: Element) -> None:
    """Set what is replaced by pages when they are known, where they are to be printed: when all other text is set."""
    for place in list(tree.iter("span")):
        if anchors := pop_attribute(place, _PAGES):
            place.text = f"⟦pages {anchors}⟧"


def name_references(tree: Element, key: str) -> None:
    """Give each reference with a page behind it an id, and mark what is left out where its target is in sight."""
    for count, reference in enumerate(tree.findall(f".//span[@{_WAITING}]"), 1):
        anchor, link = pop_attribute(reference, _WAITING), reference.getprevious()
        if link is None:
            continue
        own = str(link.get("id") or f"{key}_at-{count}")
        link.set("id", own)
        link.tail = f"⟦away {own} {anchor}⟧"
        reference.tail = f"⟦end⟧{reference.tail or ''}"
