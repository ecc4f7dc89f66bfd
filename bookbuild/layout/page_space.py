"""Where what is laid out on a page stands in the PDF: in points from its lower left corner, not in pixels from above.

A page of the type ``turned`` is laid out in landscape and stands upright in the PDF, turned counterclockwise, as
broadside tables are: the book is turned clockwise to read it.
"""

from typing import Any

from weasyprint.matrix import Matrix

from bookbuild.layout.page_boxes import page_box

POINTS = 0.75  # in a CSS pixel
TURNED = "turned"
"""The name of the page type."""
_TURNED_SIDES = {"left": "top", "top": "right", "right": "bottom", "bottom": "left"}
"""The side of a turned page that is on each side of the page of the PDF."""

Rectangle = tuple[float, float, float, float]


class PageSpace:
    """The space of a laid-out page, which is one of WeasyPrint's `Page`."""

    def __init__(self, page: Any) -> None:
        self.is_turned = page_box(page).page_type.name == TURNED
        self._height = page.height
        self.width, self.height = (page.height, page.width) if self.is_turned else (page.width, page.height)
        sides = _TURNED_SIDES if self.is_turned else {side: side for side in _TURNED_SIDES}
        self.bleed = {side: page.bleed[own] for side, own in sides.items()}

    @property
    def matrix(self) -> Matrix:
        """The matrix from pixels to points."""
        if self.is_turned:
            return Matrix(0, POINTS, POINTS, 0, 0, 0)
        return Matrix(POINTS, 0, 0, -POINTS, 0, self._height * POINTS)

    def begin(self, stream: Any) -> None:
        """Transform a stream of content, so that it can be painted from above; pixels are scaled there."""
        if self.is_turned:
            stream.transform(a=0, b=1, c=1, d=0)
        else:
            stream.transform(d=-1, f=self._height * POINTS)

    def point(self, left: float, top: float) -> tuple[float, float]:
        """Return a point, in points."""
        return (top * POINTS, left * POINTS) if self.is_turned else (left * POINTS, (self._height - top) * POINTS)

    def rectangle(self, left: float, top: float, right: float, bottom: float) -> Rectangle:
        """Return a rectangle as left, bottom, right and top, in points."""
        if self.is_turned:
            return (top * POINTS, left * POINTS, bottom * POINTS, right * POINTS)
        height = self._height
        return (left * POINTS, (height - bottom) * POINTS, right * POINTS, (height - top) * POINTS)
