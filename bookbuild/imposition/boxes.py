"""Boxes of a page (ISO 32000-1, 14.11.2) -> the part of it that is printed."""

from pikepdf import Name, Page, Rectangle

from bookbuild.imposition.pdf_values import inherited, upright

_LETTER = Rectangle(0, 0, 612, 792)
"""The MediaBox of a page without one, as viewers take it."""


def printed_box(page: Page) -> Rectangle:
    """Return the trimmed page within the cropped one within its medium. A box that has nothing in common with the one
    around it does not count.
    """
    box = upright(inherited(page.obj, "/MediaBox")) or _LETTER
    for inner in (inherited(page.obj, "/CropBox"), page.obj.get(Name.TrimBox)):
        box = _common(box, upright(inner)) or box
    return box


def _common(first: Rectangle, second: Rectangle | None) -> Rectangle | None:
    """Return what two boxes have in common, or None."""
    if second is None:
        return None
    left, right = max(first.llx, second.llx), min(first.urx, second.urx)
    bottom, top = max(first.lly, second.lly), min(first.ury, second.ury)
    return Rectangle(left, bottom, right, top) if left < right and bottom < top else None
