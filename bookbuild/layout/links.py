"""Link annotations as the bound book wants them."""

from collections.abc import Iterable, Iterator
from typing import Any
from urllib.parse import unquote
from xml.etree.ElementTree import Element

import pydyf
from weasyprint.formatting_structure import boxes

from bookbuild.layout.roles import alternative, spoken_text
from bookbuild.layout.tree import Area, Tree
from bookbuild.model import PrintedFolio

BOOK = "book:"
_PRINTED = 4  # the annotation flag Print (ISO 32000-1, table 165), which PDF/UA wants


def mend_links(pages: Iterable[Any], pdf: Any, tree: Tree) -> list[Area]:
    """Make each link one annotation a line, hang it into the tree, and give it a destination and words.

    WeasyPrint writes an annotation for every box within a link as well; those are dropped. ``book:ANCHOR`` becomes
    the named destination ANCHOR, which binding defines.
    """
    kept: list[Area] = []
    for number, page in enumerate(pages):
        areas = [
            Area(number, _mended(box.link_annotation, target, element))
            for element, target, box in _outermost(page.links, tree)
            if tree.link(element, Area(number, box.link_annotation))
        ]
        kept.extend(areas)
        leaf = pdf.objects[pdf.pages["Kids"][3 * number]]
        if "Annots" in leaf:
            leaf["Annots"] = pydyf.Array([area.annotation.reference for area in areas])
    return kept


def printed_folios(pages: Iterable[Any]) -> Iterator[PrintedFolio]:
    """Give the page numbers that the text prints, as they were really set."""
    for number, page in enumerate(pages):
        for _, target, _, box in page.links:
            if box.element_tag == "a" and "folio" in box.element.get("class", "").split():
                text = "".join(part.text for part in box.descendants() if _is_own_text(part))
                yield PrintedFolio(text.strip(), unquote(target.removeprefix(BOOK)), number)


def _is_own_text(box: Any) -> bool:
    """Whether a box holds text of the document, and not what a stylesheet puts before or after it."""
    return isinstance(box, boxes.TextBox) and "::" not in box.element_tag


def _outermost(links: Iterable[Any], tree: Tree) -> Iterator[tuple[Element, str, Any]]:
    seen: dict[Element, list[Any]] = {}
    for _, target, rectangle, box in links:
        element = tree.link_of(box.element)
        if element is None:
            continue
        areas = seen.setdefault(element, [])
        if not any(_covers(area, rectangle) for area in areas):
            areas.append(rectangle)
            yield element, target, box


def _covers(outer: Any, inner: Any) -> bool:
    slack = 0.01  # pixels; the boxes come from sums of floats
    return bool(
        outer[0] - slack <= inner[0]
        and outer[1] - slack <= inner[1]
        and outer[2] + slack >= inner[2]
        and outer[3] + slack >= inner[3]
    )


def _mended(annotation: Any, target: str, element: Element) -> Any:
    annotation["F"] = _PRINTED
    annotation["Contents"] = pydyf.String(_words(element) or target)
    if target.startswith(BOOK):
        del annotation["A"]
        annotation["Dest"] = pydyf.String(unquote(target.removeprefix(BOOK)))
    return annotation


def _words(link: Element) -> str:
    """Return what an assistive technology says of a link."""
    return link.get("aria-label") or link.get("title") or spoken_text(link) or _picture_words(link)


def _picture_words(link: Element) -> str:
    return " ".join(filter(None, map(alternative, link.iter("img"))))
