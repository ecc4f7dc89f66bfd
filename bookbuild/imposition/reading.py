"""PDF to be imposed -> its pages, each as a form XObject with its links."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from decimal import Decimal
from io import BytesIO

import pikepdf
from pikepdf import Array, Dictionary, Matrix, Name, Pdf, Rectangle

from bookbuild.diagnostics import BookError, diagnose
from bookbuild.imposition.paper import Size

_LEAST = 1.0
"""The least valid width or height of a page, in points."""


@dataclass(frozen=True, slots=True)
class SourcePage:
    """A page. `form` draws it, trimmed to its TrimBox, else CropBox, else MediaBox; `matrix` applies /Rotate and
    /UserUnit to its coordinates; `shown` is its box after that.
    """

    form: pikepdf.Object
    matrix: Matrix
    shown: Rectangle
    links: tuple[pikepdf.Object, ...]

    @property
    def size(self) -> Size:
        """Return width and height as displayed, in points."""
        return self.shown.width, self.shown.height


@contextmanager
def opened(pdf: bytes, name: str) -> Iterator[Pdf]:
    """Open a PDF; `name` is its name in diagnostics. Damaged files are not repaired: a partial book is worse than none.

    Raises:
        BookError: if it is damaged, encrypted or not a PDF, even if that is found only later (``unreadable-pdf``).
    """
    try:
        with Pdf.open(BytesIO(pdf), attempt_recovery=False, suppress_warnings=True) as source:
            if source.is_encrypted:
                raise _unreadable("the file is encrypted", name, "save a copy of it without a password")
            yield source
    except pikepdf.PasswordError as error:
        raise _unreadable("the file is locked with a password", name, "save a copy of it without a password") from error
    except (pikepdf.PdfError, RuntimeError) as error:  # qpdf raises RuntimeError for objects of the wrong type
        hint = "open it in a PDF viewer, and print or save it to a new file"
        raise _unreadable("the file is damaged or not a PDF", name, hint) from error


def read_pages(source: Pdf, name: str) -> tuple[SourcePage, ...]:
    """Return the pages in order. Form fields and printable annotations become part of their page.

    Raises:
        BookError: if there are no pages, or one has no size or is damaged (``unreadable-pdf``).
    """
    links = [_links(page) for page in source.pages]
    source.generate_appearance_streams()
    source.flatten_annotations("print")
    if not links:
        raise _unreadable("the file has no pages", name)
    pages = zip(source.pages, links, strict=True)
    return tuple(_read(page, links, f"page {number}", name) for number, (page, links) in enumerate(pages, 1))


def reads_from_the_right(source: Pdf) -> bool:
    """Return whether a document is marked as reading from right to left."""
    return bool(dictionary_in(source.Root, "/ViewerPreferences").get("/Direction") == Name.R2L)


def upright(box: object) -> Rectangle | None:
    """Return a box of a PDF from any two opposite corners (ISO 32000-1, 7.9.5), or None if it is invalid."""
    corners = numbers_in(box)
    if len(corners) != 4:  # noqa: PLR2004 - two corners of two numbers
        return None
    x1, y1, x2, y2 = corners
    return Rectangle(min(x1, x2), min(y1, y2), max(x1, x2), max(y1, y2))


def dictionary_in(holder: pikepdf.Object, key: str) -> pikepdf.Object:
    """Return the dictionary under a key, or an empty one."""
    value = holder.get(key)
    return value if isinstance(value, Dictionary) else Dictionary()


def numbers_in(array: object) -> list[float]:
    """Return the numbers in an array of a PDF."""
    if not isinstance(array, Array):
        return []
    return [float(number) for number in array if isinstance(number, (int, Decimal))]


def _links(page: pikepdf.Page) -> tuple[pikepdf.Object, ...]:
    annotations = page.obj.get("/Annots")
    items = annotations if isinstance(annotations, Array) else ()
    return tuple(item for item in items if isinstance(item, Dictionary) and item.get("/Subtype") == Name.Link)


def _read(page: pikepdf.Page, links: tuple[pikepdf.Object, ...], page_name: str, name: str) -> SourcePage:
    form = page.as_form_xobject()
    matrix, box = Matrix(form.get("/Matrix", Matrix())), upright(form.get("/BBox"))
    shown = matrix.transform(box or Rectangle(0, 0, 0, 0))
    if box is None or min(shown.width, shown.height) < _LEAST:
        raise _unreadable(f"{page_name} has no size", name)
    form.BBox = Array(box.as_array())
    return SourcePage(form, matrix, shown, links)


def _unreadable(message: str, name: str, hint: str = "") -> BookError:
    return BookError(diagnose("unreadable-pdf", message, name or None, hint=hint))
