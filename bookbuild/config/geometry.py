"""Lengths, trim sizes, and the text block of a page in classical proportion."""

import re
from math import floor

from bookbuild.model import MILLIMETRES, PAPERS, Geometry

TRIM_SIZES: dict[str, tuple[float, float]] = {
    "a4": PAPERS["A4"],
    "a5": PAPERS["A5"],
    "a6": (105.0, 148.0),
    "b5": (176.0, 250.0),
    "letter": PAPERS["Letter"],
    "half-letter": (139.7, 215.9),
    "5x8in": (127.0, 203.2),
    "6x9in": (152.4, 228.6),
}
"""Trim sizes by name: (width, height) in millimetres."""

_ROUNDING = 0.001

_NUMBER = r"(\d+(?:\.\d+|,\d{1,2})?)"
"""A comma before three digits could part thousands, so that it is refused."""
_UNIT = r"(mm|cm|inches|inch|in|pt|\"|″|”)"
_LENGTH = re.compile(rf"\s*{_NUMBER}\s*{_UNIT}\s*", re.IGNORECASE)
_BY = r"\s*(?:[x×*]|by)\s*"  # noqa: RUF001 - authors do write the multiplication sign
_SIDES = re.compile(rf"\s*{_NUMBER}\s*{_UNIT}?{_BY}{_NUMBER}\s*{_UNIT}?\s*", re.IGNORECASE)

SMALLEST, LARGEST = 60.0, 1000.0
MEASURE = 30.4
"""Width of the text block in ems of the text face: 62 to 64 characters a line of Source Serif."""
LEADING = 1.4
INNER_SHARE = 0.42
"""The inner margin's share of both side margins: two inner margins meet at the fold and look like one."""
TOP_SHARE, LEAST_BOTTOM_SHARE, WIDEST_BLOCK = 0.095, 0.13, 0.74


def millimetres(text: object) -> float:
    """Return a length such as ``17mm``, ``6in`` or ``10.5pt`` in millimetres.

    Raises:
        ValueError: when it is not a text with a number and a unit.
    """
    match = _LENGTH.fullmatch(text) if isinstance(text, str) else None
    if match is None:
        msg = f"{text!r} is not a length such as 17mm, 1.7cm, 0.7in or 48pt"
        raise ValueError(msg)
    return _in_millimetres(match[1], match[2])


def _in_millimetres(number: str, unit: str) -> float:
    return float(number.replace(",", ".")) * MILLIMETRES.get(unit.lower(), MILLIMETRES["in"])


def points(text: object) -> float:
    """Return a length in points. Raises ValueError as `millimetres` does."""
    return millimetres(text) / MILLIMETRES["pt"]


def trim_size(text: object) -> tuple[float, float]:
    """Return width and height in millimetres from a trim size: a name, or as in ``120mm x 190mm`` or ``8.5x8.5in``.

    Raises:
        ValueError: when it is neither, or out of range.
    """
    written = str(text).strip().lower()
    if (name := written.replace(" ", "")) in TRIM_SIZES:
        return TRIM_SIZES[name]
    sides = _SIDES.fullmatch(written)
    if sides is None or not (sides[2] or sides[4]):
        known = ", ".join(TRIM_SIZES)
        msg = f"{text!r} is not a trim size; known are {known}, or a width and height: 120mm x 190mm"
        raise ValueError(msg)
    width, height = (_in_millimetres(sides[side], sides[side + 1] or sides[2] or sides[4]) for side in (1, 3))
    if not (SMALLEST <= width <= LARGEST and SMALLEST <= height <= LARGEST):
        msg = f"{text!r} is out of range: a side must be between {SMALLEST:g} mm and {LARGEST:g} mm"
        raise ValueError(msg)
    return width, height


def office_paper(trim: tuple[float, float]) -> str:
    """Return the usual paper of office printers where a trim size is used: ``letter`` or ``a4``."""
    return "letter" if all(_is_of_eighths(side / MILLIMETRES["in"]) for side in trim) else "a4"


def _is_of_eighths(inches: float) -> bool:
    return abs(inches * 8 - round(inches * 8)) < _ROUNDING


def fit(
    trim: tuple[float, float],
    margins: dict[str, float],
    text_size: float | None = None,
    leading: float | None = None,
) -> Geometry:
    """Return a page with its text block.

    Args:
        trim: width and height in millimetres.
        margins: any of inner, outer, top and bottom in millimetres; the others are in proportion to the page.
        text_size: in points; by default it grows with the page from 10 pt at A5.
        leading: in points; 1.4 times the text size by default.

    Raises:
        ValueError: when the margins leave no room for a line of text.
    """
    width, height = trim
    size = text_size or min(12.0, max(9.0, round(20 * (width / 148) ** 0.5) / 2))
    line = leading or round(size * LEADING, 2)
    sides = width - min(MEASURE * size * MILLIMETRES["pt"], WIDEST_BLOCK * width)
    inner = margins.get("inner", INNER_SHARE * sides)
    outer = margins.get("outer", sides - INNER_SHARE * sides)
    top = margins.get("top", TOP_SHARE * height)
    bottom = margins.get("bottom")
    if bottom is None:
        step = line * MILLIMETRES["pt"]
        bottom = height - top - step * floor((height - top - LEAST_BOTTOM_SHARE * height) / step)
    if inner + outer > width - 30 or top + bottom > height - 30:
        msg = f"margins of {inner:g}, {outer:g}, {top:g} and {bottom:g} mm leave no room on {width:g} x {height:g} mm"
        raise ValueError(msg)
    width, height, inner, outer, top, bottom = (round(value, 3) for value in (width, height, inner, outer, top, bottom))
    return Geometry(width, height, inner, outer, top, bottom, size, line)
