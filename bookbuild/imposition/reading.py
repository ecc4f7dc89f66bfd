"""PDF to be imposed -> its pages, each as a form XObject with its links."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from io import BytesIO

import pikepdf
from pikepdf import Array, Matrix, Name, Pdf, Rectangle

from bookbuild.bidi import direction_of
from bookbuild.diagnostics import BookError, Outcome, diagnose
from bookbuild.imposition.annotations import flatten
from bookbuild.imposition.boxes import printed_box
from bookbuild.imposition.graphics_states import balance
from bookbuild.imposition.left_out import not_pages
from bookbuild.imposition.paper import Size
from bookbuild.imposition.pdf_values import dictionaries_in, dictionary_in, number_in

_END_MARK = b"%%EOF"
_LEAST = 1.0
"""The least valid width or height of a page, in points."""


@dataclass(frozen=True, slots=True)
class SourcePage:
    """A page. `form` draws it, as it is trimmed and cropped; `matrix` applies /Rotate and /UserUnit to its coordinates;
    `shown` is its box after that.
    """

    form: pikepdf.Object
    matrix: Matrix
    shown: Rectangle
    links: tuple[pikepdf.Object, ...]

    @property
    def is_empty(self) -> bool:
        """Return whether nothing is drawn."""
        return not self.form.read_bytes().strip()

    @property
    def size(self) -> Size:
        """Return width and height as displayed, in points."""
        return self.shown.width, self.shown.height


@contextmanager
def opened(pdf: bytes, name: str) -> Iterator[Pdf]:
    """Open a PDF; `name` is its name in diagnostics. Damaged files are not repaired: a partial book is worse than none.
    A file that opens without a password is read, even if another one is needed to change it.

    Raises:
        BookError: if it is damaged, locked or not a PDF, even if that is found only later (``unreadable-pdf``).
    """
    try:
        with Pdf.open(BytesIO(_until_end(pdf)), attempt_recovery=False, suppress_warnings=True) as source:
            yield source
    except pikepdf.PasswordError as error:
        raise _unreadable("the file is locked with a password", name, "save a copy of it without a password") from error
    except (pikepdf.PdfError, RuntimeError) as error:  # qpdf raises RuntimeError for objects of the wrong type
        hint = "open it in a PDF viewer, and print or save it to a new file"
        raise _unreadable("the file is damaged or not a PDF", name, hint) from error


def read_pages(source: Pdf, name: str) -> Outcome[tuple[SourcePage, ...]]:
    """Return the pages in order. Form fields and printable annotations become part of their page; what cannot is
    reported.

    Raises:
        BookError: if there are no pages, or one has no size or is damaged (``unreadable-pdf``).
    """
    links = [_links(page) for page in source.pages]
    if not links:
        raise _unreadable("the file has no pages", name)
    unseen = tuple(not_pages(source, name))
    left_out = flatten(source)
    pages = zip(source.pages, links, strict=True)
    read = tuple(_read(page, links, f"page {number}", name) for number, (page, links) in enumerate(pages, 1))
    return Outcome(read, (*unseen, *left_out.diagnostics(name)))


def reads_from_the_right(source: Pdf) -> bool:
    """Return whether a document is marked as reading from right to left, or is in a language that does."""
    direction = dictionary_in(source.Root, "/ViewerPreferences").get("/Direction")
    if direction is None:
        return direction_of(str(source.Root.get("/Lang", ""))) == "rtl"
    return bool(direction == Name.R2L)


def _until_end(pdf: bytes) -> bytes:
    """Return a file without what servers and mail programs append to it: qpdf looks for the end mark near its end."""
    return pdf[: pdf.rfind(_END_MARK) + len(_END_MARK)] if _END_MARK in pdf else pdf


def _links(page: pikepdf.Page) -> tuple[pikepdf.Object, ...]:
    return tuple(item for item in dictionaries_in(page.obj, "/Annots") if item.get("/Subtype") == Name.Link)


def _read(page: pikepdf.Page, links: tuple[pikepdf.Object, ...], page_name: str, name: str) -> SourcePage:
    box = printed_box(page)
    page.obj.TrimBox = Array(box.as_array())  # the form's matrix and BBox are made of it
    if number_in(page.obj, "/UserUnit", 1) <= 0:
        del page.obj.UserUnit
    form = page.as_form_xobject()
    balance(form)
    if isinstance(page.obj.get("/StructParents"), int):
        form.StructParents = page.obj.StructParents  # what is marked in the page is marked in the form
    matrix = Matrix(form.get("/Matrix", Matrix()))
    shown = matrix.transform(box)
    if min(shown.width, shown.height) < _LEAST:
        raise _unreadable(f"{page_name} has no size", name)
    form.BBox = Array(box.as_array())
    return SourcePage(form, matrix, shown, links)


def _unreadable(message: str, name: str, hint: str = "") -> BookError:
    return BookError(diagnose("unreadable-pdf", message, name or None, hint=hint))
