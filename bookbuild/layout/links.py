"""Link annotations in the form needed for binding."""

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
Link = tuple[Element, str, Any]
"""The element of a link, where it leads, and its annotation."""
_PRINTED = 4  # the annotation flag Print (ISO 32000-1, table 165), which PDF/UA requires


def add_link_annotations(links: Iterable[Iterable[Link]], pdf: Any, tree: Tree) -> None:
    """Add the links of each page to the tree, and give their annotations a destination and words.

    Annotations of others are dropped. ``book:ANCHOR`` becomes the named destination ANCHOR, which binding defines.
    """
    for number, found in enumerate(links):
        annotations = [
            _mended(annotation, target, element)
            for element, target, annotation in found
            if tree.link(element, Area(number, annotation))
        ]
        leaf = pdf.objects[pdf.pages["Kids"][3 * number]]
        if "Annots" in leaf:
            leaf["Annots"] = pydyf.Array([annotation.reference for annotation in annotations])


def printed_folios(number: int, page: Any) -> Iterator[PrintedFolio]:
    """Yield the page numbers printed on the page of this number, as they were set."""
    for _, target, _, box in page.links:
        if box.element_tag == "a" and "folio" in box.element.get("class", "").split():
            text = "".join(part.text for part in box.descendants() if _is_own_text(part))
            yield PrintedFolio(text.strip(), unquote(target.removeprefix(BOOK)), number)


def _is_own_text(box: Any) -> bool:
    """Return whether a box holds text of the document, not content that a stylesheet adds before or after it."""
    return isinstance(box, boxes.TextBox) and "::" not in box.element_tag


def outermost_links(page: Any, tree: Tree) -> Iterator[Link]:
    """Yield the links of a painted page, one a line: WeasyPrint makes another for every box within a link.

    A picture in a link is higher than the line of the link, so that its own box is taken.
    """
    found = [(tree.link_of(box.element), target, area, box) for _, target, area, box in page.links]
    pictures = {element: area for element, _, area, box in found if box.element_tag == "img"}
    seen: dict[Element, list[Any]] = {}
    for element, target, area, box in found:
        if element is None or (area is not pictures.get(element, area) and _is_beside(area, pictures[element])):
            continue
        areas = seen.setdefault(element, [])
        if not any(_covers(other, area) for other in areas):
            areas.append(area)
            yield element, target, box.link_annotation


def _is_beside(line: Any, picture: Any) -> bool:
    """Return whether the box of a line is no wider than the picture in it."""
    return bool(_covers((picture[0], line[1], picture[2], line[3]), line))


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
    annotation["Contents"] = pydyf.String(_words(element) or unquote(target.removeprefix(BOOK)))
    if target.startswith(BOOK):
        del annotation["A"]
        annotation["Dest"] = pydyf.String(unquote(target.removeprefix(BOOK)))
    return annotation


def _words(link: Element) -> str:
    """Return the text that assistive technology reads for a link."""
    return link.get("aria-label") or link.get("title") or spoken_text(link) or _picture_words(link)


def _picture_words(link: Element) -> str:
    return " ".join(filter(None, map(alternative, link.iter("img"))))
