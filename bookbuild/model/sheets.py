"""Imposition settings, and imposed sheets."""

from collections.abc import Mapping
from dataclasses import dataclass

SCHEMES: Mapping[str, str] = {
    "saddle": "sheets folded once, one inside the other, stapled in the fold",
    "perfect": "folded signatures, one on the other, glued or sewn at the back",
    "2up": "two pages a side, to be read as they lie",
    "4up": "four pages a side, to be read as they lie",
    "cut-stack": "a stack cut into piles; the piles one on the other are the book",
    "zine": "eight pages on one side of one sheet, folded with one cut",
    "cards": "two pages are front and back of a card; as many as the paper holds",
}
"""The schemes of imposition, with descriptions."""

MARKS = ("fold", "staple", "crop")

MILLIMETRES: Mapping[str, float] = {"mm": 1.0, "cm": 10.0, "in": 25.4, "pt": 25.4 / 72}
"""The units of length in settings, in millimetres."""

PAPERS: Mapping[str, tuple[float, float]] = {
    "A5": (148.0, 210.0),
    "A4": (210.0, 297.0),
    "A3": (297.0, 420.0),
    "Letter": (215.9, 279.4),
    "Legal": (215.9, 355.6),
    "Tabloid": (279.4, 431.8),
}
"""Papers by name: width and height in portrait, in millimetres (ISO 216; ANSI/ASME Y14.1)."""


@dataclass(frozen=True, slots=True)
class SheetSettings:
    """Settings of imposition. Lengths are in millimetres."""

    scheme: str = "saddle"
    """One of `SCHEMES`."""
    paper: tuple[float, float] | None = None
    """Width and height in either order; None: the usual paper that fits the pages."""
    fit: bool = False
    """Whether pages are scaled to fill the paper; otherwise they keep their size."""
    thickness: float = 0.1
    """Thickness of one sheet, for creep: pages of inner sheets are shifted towards the fold by it."""
    sheets_per_signature: int | None = None
    """Most sheets inside each other. None: all of them in ``saddle``, four in ``perfect``."""
    marks: tuple[str, ...] = ()
    """Any of `MARKS`."""
    gutter: float = 0
    """Space between neighbouring pages, with the fold in its middle."""
    margin: float = 0
    """The least distance of a page from the edge of the paper."""
    direction: str = "auto"
    """``ltr``, ``rtl``, or ``auto``: as in the document."""
    flip: str = "auto"
    """The edge over which the printer turns the sheet: ``short``, ``long``, or ``auto``: the one that needs no page
    upside down.
    """
    back_cover: bool = False
    """Whether the last page is the back cover, with blank pages before it. Otherwise they are at the end."""
    instructions: bool = False
    """Whether the first sheet has instructions for printing and folding."""


@dataclass(frozen=True, slots=True)
class ImposedSheets:
    """A PDF of sheets, and how it is to be printed."""

    pdf: bytes
    sheets: int
    """Number of sheets of paper, without the one of instructions."""
    sides: int
    """Number of pages of the PDF: the printed sides of all sheets, including the instructions."""
    paper: str
    """A name of `PAPERS`, or width and height: ``320 x 450 mm``."""
    flip: str
    """The edge over which the printer turns the sheet: ``short`` or ``long``; empty if only one side is printed."""
    scale: float = 1.0
