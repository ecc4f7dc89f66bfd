"""A run as it is laid out: its pages painted, and the facts about them that are needed later.

The boxes of a page take a megabyte, and are released when it is painted. A long run is painted while it is laid out; a
short one when it is known that its pages stay as they are.
"""

from collections import deque
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from xml.etree.ElementTree import Element

import pydyf
from tinycss2.color5 import D50, D65
from weasyprint.document import Page
from weasyprint.pdf import _use_references
from weasyprint.pdf.anchors import add_links
from weasyprint.pdf.stream import Stream

from bookbuild.diagnostics import Diagnostic
from bookbuild.layout.clipping import clipped_texts, moved_off_page
from bookbuild.layout.code_lines import BrokenLines
from bookbuild.layout.drawn_text import DrawnText, StyleOf
from bookbuild.layout.figures import first_figure
from bookbuild.layout.fitting import too_wide
from bookbuild.layout.footnotes import FootnotePlaces
from bookbuild.layout.forms import FormFields
from bookbuild.layout.hyphens import Hyphen, page_end_hyphen
from bookbuild.layout.links import add_link_annotations, outermost_links, printed_folios
from bookbuild.layout.margin_text import MarginText
from bookbuild.layout.page_beginnings import PageBeginnings
from bookbuild.layout.page_blocks import first_words, white_share
from bookbuild.layout.page_boxes import page_box
from bookbuild.layout.page_space import POINTS, PageSpace
from bookbuild.layout.pdf_objects import Rectangles, Structure, compress, run_objects
from bookbuild.layout.reading_order import ReadingOrder
from bookbuild.layout.tags import Picture, TagWriter, place_content
from bookbuild.layout.tree import Tree
from bookbuild.layout.wide_tables import Excess
from bookbuild.layout.writing_boxes import box_fault, cut_boxes, requested_heights
from bookbuild.model import PrintedFolio, RunObjects

_WAITING = 8
"""How many pages wait to be painted."""
_FARTHEST_BLEED = 10  # points, which is what the BleedBox is for


@dataclass(frozen=True, slots=True)
class PageFacts:
    """The facts about a page that outlive its boxes.

    `anchors` is where its ids fell (in points from the lower left corner), `folios` the page numbers that it prints,
    `figure` the figure that it begins with, `words` its first ones, and `white` the share of its text block that is
    white at the end.
    """

    anchors: dict[str, tuple[float, float]]
    folios: tuple[PrintedFolio, ...]
    figure: Element | None
    words: tuple[str, ...]
    white: float

    @classmethod
    def of(cls, number: int, page: Page) -> "PageFacts":
        """Return the facts about a page, whose number is counted from 0."""
        space = PageSpace(page)
        anchors = {name: space.point(left, top) for name, (left, top, *_) in page.anchors.items()}
        return cls(
            anchors, tuple(printed_folios(number, page)), first_figure(page), first_words(page), white_share(page)
        )


@dataclass(frozen=True, slots=True)
class DocumentTraits:
    """Whether a document is tagged, has footnotes or clips what it draws, and whether it is to be drawn."""

    tagged: bool
    has_notes: bool
    clips: bool = False
    is_drawn: bool = True


class LaidOutDocument:
    """The pages of a document with this root, laid out and then painted one by one, unless it is not to be drawn.

    `elements` are those of the document in its own order, from which trials may depart.
    """

    def __init__(
        self,
        root: Element,
        pages: Iterable[Any],
        style_of: StyleOf,
        traits: DocumentTraits,
        elements: tuple[Element, ...] = (),
    ) -> None:
        self._root, self._style_of = root, style_of
        self.fonts: dict[Any, Any] = {}
        self._drawn, self._broken_lines, self._margins = DrawnText(), BrokenLines(root), MarginText()
        self._order, self.beginnings = ReadingOrder(root, style_of), PageBeginnings(elements)
        self.too_wide: dict[Element, Excess | None] = {}
        self.page_end_hyphens: set[Hyphen] = set()
        self.notes, self._has_notes, self._clips = FootnotePlaces(), traits.has_notes, traits.clips
        self._boxes_to_write, self._cut_boxes = (
            requested_heights(root) if traits.tagged else {},
            dict[tuple[float, float], None](),
        )
        self._pdf, self._tree, self._is_tagged = pydyf.PDF(), Tree(root), traits.tagged
        self._resources = _resources(self._pdf)
        self._fields = FormFields(self._pdf, self._tree)
        self._images: dict[str, Any] = {}
        self._pictures: dict[Element, Picture] = {}
        self._links: list[list[tuple[Element, str, Any]]] = []
        self._patterns: list[tuple[int, Stream]] = []
        self._waiting: deque[Page] = deque()
        self._is_drawn = traits.is_drawn
        self.pages = [self._taken(number, Page(boxes)) for number, boxes in enumerate(pages)]

    def write(self, name: str) -> RunObjects:
        """Return the PDF objects of the run of this name. Works once."""
        while self._waiting:
            self._paint(self._waiting.popleft())
        fonts = pydyf.Dictionary()  # binding embeds each once for the whole book
        self._pdf.add_object(fonts)
        self._resources["Font"] = fonts.reference
        _use_references(self._pdf, self._resources, self._images, {})
        add_link_annotations(self._links, self._pdf, self._tree)
        self._fields.attach()
        structure, rectangles = Structure(), Rectangles()
        for number, pattern in self._patterns:
            matrix = pattern.extra["Matrix"]
            matrix[4] = rectangles.add_abscissa(number, matrix[4])
        if self._is_tagged:
            structure = TagWriter(self._pdf, name, self._pictures, rectangles).write(self._tree)
        return run_objects(self._pdf, structure, rectangles)

    def text_faults(self, name: str) -> tuple[Diagnostic, ...]:
        """Return what the written run of this name lacks of its document's text, or has in another order, what its
        pages do not fit, and which boxes to write in are drawn smaller.
        """
        drawn = self._drawn.faults(name, self._root, self._style_of) if self._is_tagged else ()
        boxes = (box_fault(name, *heights) for heights in self._cut_boxes)
        return (*drawn, *self._order.faults(name), *self._margins.faults(name), *boxes)

    def _taken(self, number: int, page: Page) -> PageFacts:
        if self._is_drawn:
            self._waiting.append(page)
        if len(self._waiting) > _WAITING:
            self._paint(self._waiting.popleft())
        self.too_wide |= dict(too_wide(page_box(page)))
        if self._boxes_to_write:
            self._cut_boxes |= dict.fromkeys(cut_boxes(page_box(page), self._boxes_to_write))
        if hyphen := page_end_hyphen(page_box(page)):
            self.page_end_hyphens.add(hyphen)
        if self._has_notes:
            self.notes.add(number, page_box(page))
        return PageFacts.of(number, page)

    def _paint(self, page: Page) -> None:
        number = len(self._links)
        tags: dict[Any, Any] | None = {} if self._is_tagged else None
        space = PageSpace(page)
        left, top, right, bottom = box = _media_box(space)
        rectangle = (left / POINTS, top / POINTS, (right - left) / POINTS, (bottom - top) / POINTS)
        stream = Stream(self.fonts, rectangle, self._resources, self._images, tags, {}, None, compress=False)
        space.begin(stream)
        self._pdf.add_object(stream)
        leaf = self._leaf(number, box, stream)
        add_links((page.links, ()), space.matrix, self._pdf, leaf, [], tags)
        known = len(self._resources["Pattern"])
        page.paint(stream, POINTS)
        self._broken_lines.mark(page_box(page), stream)
        self._margins.add(page)
        # A pattern is placed in the space of its page, not of its moved content (ISO 32000, 8.7.3).
        self._patterns += [(number, pattern) for pattern in list(self._resources["Pattern"].values())[known:]]
        leaf.update(_inner_boxes(space, *box))
        if self._is_tagged:
            self.beginnings.add_page(page_box(page), self._drawn)
            self._order.add_page(page_box(page))
            self._pictures = place_content(number, page, stream, self._tree, self._fields, self._drawn) | self._pictures
        self._links.append(list(outermost_links(page, self._tree)))
        if self._clips:
            self._drawn.add_clipped(clipped_texts(page_box(page)))
            self._drawn.add_off_page(moved_off_page(page))
        compress(stream)

    def _leaf(self, number: int, media_box: tuple[float, ...], stream: Stream) -> pydyf.Dictionary:
        leaf = pydyf.Dictionary(
            {
                "Type": "/Page",
                "Parent": self._pdf.pages.reference,
                "MediaBox": pydyf.Array(media_box),
                "Contents": stream.reference,
                "Resources": self._resources.reference,
            }
        )
        if self._is_tagged:
            leaf.update({"Tabs": "/S", "StructParents": number})
        self._pdf.add_page(leaf)
        return leaf


def _resources(pdf: pydyf.PDF) -> pydyf.Dictionary:
    """Begin the resources of all pages, with the colour spaces that WeasyPrint names."""
    spaces = {
        name: pydyf.Array(("/Lab", pydyf.Dictionary({"WhitePoint": pydyf.Array(white), "Range": _lab_range()})))
        for name, white in (("lab-d50", D50), ("lab-d65", D65))
    }
    color_space = pydyf.Dictionary(spaces)
    pdf.add_object(color_space)
    kinds = ("ExtGState", "XObject", "Pattern", "Shading")
    resources = pydyf.Dictionary({**{kind: pydyf.Dictionary() for kind in kinds}, "ColorSpace": color_space.reference})
    pdf.add_object(resources)
    return resources


def _lab_range() -> pydyf.Array:
    return pydyf.Array((-125, 125, -125, 125))


def _media_box(space: PageSpace) -> tuple[float, float, float, float]:
    bleed = space.bleed
    left, top = -POINTS * bleed["left"], -POINTS * bleed["top"]
    width = POINTS * (space.width + bleed["left"] + bleed["right"])
    return left, top, left + width, top + POINTS * (space.height + bleed["top"] + bleed["bottom"])


def _inner_boxes(space: PageSpace, left: float, top: float, right: float, bottom: float) -> dict[str, pydyf.Array]:
    """Return the page as it is cut, and what may be printed around it."""
    bleed = {side: width * POINTS for side, width in space.bleed.items()}
    trim = (left + bleed["left"], top + bleed["top"], right - bleed["right"], bottom - bleed["bottom"])
    near = {side: min(_FARTHEST_BLEED, width) for side, width in bleed.items()}
    ends = (trim[0] - near["left"], trim[1] - near["top"], trim[2] + near["right"], trim[3] + near["bottom"])
    return {"TrimBox": pydyf.Array(trim), "BleedBox": pydyf.Array(ends)}
