"""How pages go onto sheets of paper, and what came of it."""

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
"""The schemes of imposition, and what each makes."""

MARKS = ("fold", "staple", "crop")

MILLIMETRES: Mapping[str, float] = {"mm": 1.0, "cm": 10.0, "in": 25.4, "pt": 25.4 / 72}
"""The units of length that people may write, in millimetres."""

PAPERS: Mapping[str, tuple[float, float]] = {
    "A5": (148.0, 210.0),
    "A4": (210.0, 297.0),
    "A3": (297.0, 420.0),
    "Letter": (215.9, 279.4),
    "Legal": (215.9, 355.6),
    "Tabloid": (279.4, 431.8),
}
"""Papers by name: width and height upright, in millimetres (ISO 216; ANSI/ASME Y14.1)."""


@dataclass(frozen=True, slots=True)
class SheetSettings:
    """How pages go onto sheets. Lengths are in millimetres."""

    scheme: str = "saddle"
    """One of `SCHEMES`."""
    paper: tuple[float, float] | None = None
    """Width and height, either way round; ``None`` for the usual paper that the pages fit."""
    fit: bool = False
    """Scale the pages so that they fill the paper; otherwise they keep their size."""
    thickness: float = 0.1
    """Of one sheet. Pages of inner sheets move towards the fold by it, since folded paper creeps outwards."""
    sheets_per_signature: int | None = None
    """At most so many sheets inside each other. ``None``: all of them in ``saddle``, four in ``perfect``."""
    marks: tuple[str, ...] = ()
    """Any of `MARKS`."""
    gutter: float = 0
    """Between neighbouring pages, the fold in its middle."""
    margin: float = 0
    """The least distance of a page from the edge of the paper."""
    direction: str = "auto"
    """``ltr``, ``rtl``, or ``auto``: as the document says."""
    flip: str = "auto"
    """The edge over which the printer turns the sheet: ``short``, ``long``, or ``auto``: the one that needs no page
    on its head.
    """
    back_cover: bool = False
    """The last page is the back cover: blank pages stand before it. Otherwise they stand at the end."""
    instructions: bool = False
    """Begin with a sheet that says how to print and fold the others."""


@dataclass(frozen=True, slots=True)
class ImposedSheets:
    """A PDF of sheets, and how it is to be printed."""

    pdf: bytes
    sheets: int
    """Sheets of paper, without the one of instructions."""
    sides: int
    """Pages of the PDF: the printed sides of all sheets, those of the instructions too."""
    paper: str
    """A name of `PAPERS`, or width and height: ``320 x 450 mm``."""
    flip: str
    """The edge over which the printer turns the sheet: ``short`` or ``long``; empty when one side alone is printed."""
    scale: float = 1.0
