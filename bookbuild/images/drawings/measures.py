"""The size of a drawing in CSS pixels."""

import math
import re

from bookbuild.images.drawings.names import Element
from bookbuild.images.encoded import UnreadableError

DEFAULT_SIZE = (300.0, 150.0)
"""The size of an image that states none (CSS 2.2, 10.3.2)."""
_LENGTH = re.compile(r"\s*([0-9]*\.?[0-9]+(?:[eE][+-]?[0-9]+)?)\s*(px|pt|pc|mm|cm|in|q|em|rem|ex|)\s*", re.IGNORECASE)
_PIXELS = {"": 1.0, "px": 1.0, "pt": 96 / 72, "pc": 16.0, "mm": 96 / 25.4, "cm": 96 / 2.54, "in": 96.0}
_PIXELS |= {"q": 96 / 101.6, "em": 16.0, "rem": 16.0, "ex": 8.0}
_NUMBER = re.compile(r"[-+]?[0-9]*\.?[0-9]+(?:[eE][-+]?[0-9]+)?")
_SMALLEST, _LARGEST = 1e-6, 1_000_000.0


def size_of(root: Element) -> tuple[int, int]:
    """Return width and height in CSS pixels: from the attributes, the viewBox, or CSS's default for images.

    Raises:
        UnreadableError: if the drawing cannot have that size.

    """
    width, height = (pixels(str(root.get(name) or "")) for name in ("width", "height"))
    box = view_box(root)
    box_width, box_height = (box[2], box[3]) if box else DEFAULT_SIZE
    if width is None:
        width = height * box_width / box_height if height is not None else box_width
    if height is None:
        height = width * box_height / box_width
    sides = (width, height, *(box[2:] if box else ()))
    if not all(_SMALLEST <= side <= _LARGEST for side in sides):
        raise UnreadableError("has no sensible size\nset width, height and viewBox in the drawing program")
    return max(1, round(width)), max(1, round(height))


def view_box(root: Element) -> tuple[float, float, float, float] | None:
    """Return the viewBox of a drawing, or None if it has none that can be used."""
    numbers = [float(part) for part in _NUMBER.findall(str(root.get("viewBox") or ""))]
    if len(numbers) != 4 or not all(map(math.isfinite, numbers)):  # noqa: PLR2004 - x, y, width, height
        return None
    x, y, width, height = numbers
    return (x, y, width, height) if width > 0 and height > 0 and max(abs(x), abs(y)) <= _LARGEST else None


def pixels(length: str) -> float | None:
    """Return a length in CSS pixels, or None if it is none, or a share of something."""
    match = _LENGTH.fullmatch(length)
    return float(match[1]) * _PIXELS[match[2].lower()] if match else None


def add_view_box(root: Element) -> None:
    """Add a viewBox to a drawing that has only a size, so that it is scaled with its image instead of cut off."""
    width, height = (pixels(str(root.get(name) or "")) for name in ("width", "height"))
    if view_box(root) is None:
        root.attrib.pop("viewBox", "")
    if root.get("viewBox") is None and width and height:
        root.set("viewBox", f"0 0 {width:g} {height:g}")
