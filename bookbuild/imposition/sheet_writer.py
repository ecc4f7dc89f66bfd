"""Sheets -> PDF: pages drawn as form XObjects, marks as hairlines, links copied."""

from collections.abc import Sequence
from io import BytesIO

import pikepdf
from pikepdf import Array, Dictionary, Matrix, Name, ObjectStreamMode, Pdf, Stream

from bookbuild.imposition.describing import describe
from bookbuild.imposition.links import Landing, LinkCarrier
from bookbuild.imposition.marks import Line
from bookbuild.imposition.placing import Box, PlacedPage
from bookbuild.imposition.planning import Plan, Side
from bookbuild.imposition.reading import SourcePage
from bookbuild.imposition.structure import StructureCarrier, is_tagged

_LEAST_VERSION = "1.7"


def write_sheets(
    source: Pdf, pages: Sequence[SourcePage], plan: Plan, instructions: bytes | None = None, name: str = ""
) -> tuple[bytes, int]:
    """Return the PDF of all sides in order, and their number. If there are `instructions` (drawing operators of a
    side), they come first, with an empty back if sheets have two sides. The same input gives the same bytes.
    """
    with Pdf.new() as sheets:
        writer = _Writer(sheets, source, pages, plan)
        if instructions is not None:
            writer.add(instructions)
            if plan.flip:
                writer.add(b"")
        for sheet in plan.sheets:
            for side in (sheet.front, sheet.back):
                if side is not None:
                    writer.add_side(side)
        links = LinkCarrier(source, pages, writer.landings).carry(sheets)
        if is_tagged(source):
            sides = {index: landing.stand_in for index, landing in writer.landings.items()}
            StructureCarrier(source, [page.form for page in pages], sides, links).carry(sheets)
        describe(sheets, source, plan.flip, name)
        return _size_text(sheets, max(source.pdf_version, _LEAST_VERSION)), len(sheets.pages)


class _Writer:
    """Adds sides to a document, and records the positions of pages."""

    def __init__(self, sheets: Pdf, source: Pdf, pages: Sequence[SourcePage], plan: Plan) -> None:
        self.landings: dict[int, Landing] = {}
        self._sheets, self._source, self._pages = sheets, source, pages
        self._size, self._scale = plan.size, plan.form.scale
        self._is_tagged = is_tagged(source)

    def add(self, drawn: bytes, pages: bytes = b"", stand_in: pikepdf.Object | None = None) -> pikepdf.Object:
        """Add a side with what is drawn on it and the pages on it, and return its page."""
        side = self._sheets.copy_foreign(self._stand_in() if stand_in is None else stand_in)
        side.Type, side.MediaBox, side.Resources = Name.Page, Array([0, 0, *self._size]), Dictionary()
        if self._is_tagged:
            side.Tabs = Name.S
            drawn = drawn and b"/Artifact BMC\n" + drawn + b"\nEMC"
        if content := b"\n".join(filter(None, (pages, drawn))):
            side.Contents = self._sheets.make_indirect(Stream(self._sheets, content))
        self._sheets.pages.append(pikepdf.Page(side))
        return side

    def add_side(self, planned: Side) -> None:
        """Add a side with its pages and marks."""
        content: list[bytes] = []
        forms: dict[str, pikepdf.Object] = {}
        landings: dict[int, tuple[Matrix, Box]] = {}
        for placed in planned.placed:
            if placed.page is not None:
                page, name = self._pages[placed.page], f"/P{placed.page + 1}"
                matrix = _page_matrix(page, placed, self._scale)
                if not page.is_empty:
                    forms[name] = self._sheets.copy_foreign(page.form)
                    content.append(_drawn(name, matrix, placed.visible))
                landings[placed.page] = page.matrix @ matrix, placed.visible
        stand_in = self._stand_in()
        side = self.add(hairlines(planned.lines), b"\n".join(content), stand_in)
        if forms:
            side.Resources = Dictionary(XObject=Dictionary(forms))
        self.landings |= {page: Landing(side, stand_in, *landing) for page, landing in landings.items()}

    def _stand_in(self) -> pikepdf.Object:
        return self._source.make_indirect(Dictionary())


def _page_matrix(page: SourcePage, placed: PlacedPage, scale: float) -> Matrix:
    """Return the matrix from the displayed page to the middle of its cell, upright or upside down."""
    left, bottom, right, top = placed.cell
    turn = -scale if placed.turned else scale
    x = (left + right) / 2 - turn * (page.shown.llx + page.shown.width / 2)
    y = (bottom + top) / 2 - turn * (page.shown.lly + page.shown.height / 2)
    return Matrix((turn, 0, 0, turn, x, y))


def _drawn(name: str, matrix: Matrix, visible: Box) -> bytes:
    left, bottom, right, top = visible
    window = f"{left:.4f} {bottom:.4f} {right - left:.4f} {top - bottom:.4f} re W n"
    return f"q {window} {matrix.encode().decode()} cm {name} Do Q".encode()


def hairlines(lines: Sequence[Line]) -> bytes:
    """Return the drawing operators of lines, a quarter of a point thick."""
    strokes = (
        f"[{'2 2' if line.dashed else ''}] 0 d {line.x1:.3f} {line.y1:.3f} m {line.x2:.3f} {line.y2:.3f} l S"
        for line in lines
    )
    return "\n".join(("q 0.25 w 0 G", *strokes, "Q")).encode() if lines else b""


def _size_text(sheets: Pdf, version: str) -> bytes:
    target = BytesIO()
    sheets.save(
        target,
        deterministic_id=True,
        object_stream_mode=ObjectStreamMode.generate,
        min_version=version,
        linearize=False,
    )
    return target.getvalue()
