"""Pages of runs into pages of the book: moved towards the fold, and the furniture laid over them."""

from collections.abc import Iterator, Sequence
from copy import copy
from dataclasses import dataclass
from io import BytesIO

import pikepdf
from pikepdf import Array, Name, Pdf, Stream

from bookbuild.bind.fonts import BookFonts
from bookbuild.bind.pagination import Page, Pagination
from bookbuild.model import Geometry, LaidOutRun

_POINTS = 72 / 25.4  # in a millimetre


@dataclass(frozen=True, slots=True)
class JoinedRun:
    """A run in the book: its pages, how far each was moved to the right (in points), its links, and its own
    structure tree.
    """

    pages: tuple[pikepdf.Object, ...]
    shifts: tuple[float, ...]
    annotations: tuple[pikepdf.Object, ...]
    tree: pikepdf.Object


class Joiner:
    """Puts the pages of runs into a book. The runs' documents stay open, since the book reads from them."""

    def __init__(self, book: Pdf, geometry: Geometry, direction: str) -> None:
        self._book = book
        self._size = (geometry.width * _POINTS, geometry.height * _POINTS)
        self._recto_shift = geometry.shift * _POINTS * (-1 if direction == "ltr" else 1)
        self._sources: list[Pdf] = []
        self._heads: dict[float, pikepdf.Object] = {}
        self._tail = book.make_indirect(Stream(book, b"\nQ"))
        self._furnished_tail = book.make_indirect(
            Stream(book, b"\nQ\n/Artifact <</Type /Pagination>> BDC\nq /Furniture Do Q\nEMC")
        )

    def join(self, pagination: Pagination, runs: Sequence[LaidOutRun], fonts: BookFonts) -> list[JoinedRun]:
        """Add every page of the book in order, blanks too."""
        joined: list[JoinedRun] = []
        for place, page in enumerate(pagination.pages):
            if page.run is None:
                self._add_blank()
            elif page.index == 0:
                run = runs[page.run]
                joined.append(self._join_run(run, pagination.pages[place : place + run.page_count], fonts))
        return joined

    def furnish(self, pagination: Pagination, furniture: Sequence[LaidOutRun], fonts: BookFonts) -> None:
        """Lay the furniture over the pages that carry any, as artifacts: they are not read out."""
        forms = self._forms(furniture, fonts)
        for leaf, page, form in zip(self._book.pages, pagination.pages, forms, strict=True):
            if page.is_furnished:
                resources = copy(leaf.obj.Resources)  # one for all pages of a run until now
                resources.XObject = copy(resources.XObject)
                resources.XObject.Furniture = form
                leaf.obj.Resources = resources
                leaf.obj.Contents[-1] = self._furnished_tail

    def _add_blank(self) -> None:
        self._book.add_blank_page(page_size=self._size)
        blank = self._book.pages[-1].obj
        blank.TrimBox = blank.MediaBox
        del blank.Contents  # an empty stream, which some readers take for a damaged one

    def _open(self, run: LaidOutRun) -> Pdf:
        self._sources.append(Pdf.open(BytesIO(run.pdf)))
        return self._sources[-1]

    def _join_run(self, run: LaidOutRun, pages: Sequence[Page], fonts: BookFonts) -> JoinedRun:
        source = self._open(run)
        leaves = tuple(self._added(leaf) for leaf in source.pages)
        fonts.fill(leaves[0].Resources.Font, run)
        shifts = tuple(map(self._shift, pages))
        annotations: list[pikepdf.Object] = []
        for leaf, shift in zip(leaves, shifts, strict=True):
            # Content stays as it is, between q and Q: WeasyPrint leaves its own matrix behind.
            leaf.Contents = Array([self._head(shift), leaf.Contents, self._tail])
            for annotation in leaf.get("/Annots", ()):
                _move(annotation, shift)
                annotations.append(annotation)
        return JoinedRun(leaves, shifts, tuple(annotations), self._book.copy_foreign(source.Root.StructTreeRoot))

    def _added(self, leaf: pikepdf.Page) -> pikepdf.Object:
        self._book.pages.append(leaf)
        return self._book.pages[-1].obj

    def _shift(self, page: Page) -> float:
        if page.division == "cover":
            return 0.0  # it is not folded in, and fills its page
        return self._recto_shift if page.recto else -self._recto_shift

    def _head(self, shift: float) -> pikepdf.Object:
        if shift not in self._heads:
            self._heads[shift] = self._book.make_indirect(Stream(self._book, b"q 1 0 0 1 %.4f 0 cm\n" % shift))
        return self._heads[shift]

    def _forms(self, furniture: Sequence[LaidOutRun], fonts: BookFonts) -> Iterator[pikepdf.Object]:
        for run in furniture:
            source = self._open(run)
            resources = self._book.copy_foreign(source.pages[0].obj.Resources)
            fonts.fill(resources.Font, run)
            for leaf in source.pages:
                form = self._book.copy_foreign(leaf.obj.Contents)
                form.Type, form.Subtype = Name.XObject, Name.Form
                form.BBox, form.Resources = Array([0, 0, *self._size]), resources
                yield form


def _move(annotation: pikepdf.Object, shift: float) -> None:
    left, bottom, right, top = map(float, annotation.Rect)
    annotation.Rect = Array([left + shift, bottom, right + shift, top])
