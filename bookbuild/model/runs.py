"""Page runs: the jobs of their layout, and what is laid out."""

import struct
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import ClassVar

from bookbuild.diagnostics import Diagnostic
from bookbuild.model.theme import Stylesheet, Typeface


@dataclass(frozen=True, slots=True)
class Arrangement:
    """What trials have found for a run: its number of pages, the classes of elements, and the order of the children of
    elements. Elements are given by their position in the document.
    """

    page_count: int
    classes: tuple[tuple[int, str], ...] = ()
    orders: tuple[tuple[int, tuple[int, ...]], ...] = ()


@dataclass(frozen=True, slots=True)
class LayoutJob:
    """Everything that the layout of one run depends on, so that it can be cached and done in another process."""

    name: str
    xhtml: str
    stylesheets: tuple[Stylesheet, ...]
    typefaces: tuple[Typeface, ...]
    files: tuple[tuple[str, bytes], ...] = ()
    tagged: bool = True
    engine: str = "auto"
    """``auto``, or ``plain`` for the layout engine without accelerators."""
    line_breaking: str = "line"
    """``paragraph`` to choose the lines of a paragraph together, which takes accelerators, or ``line``."""
    draft: bool = False
    """Whether it is only laid out to know on which pages its anchors fall, and nothing is drawn."""
    arrangement: Arrangement | None = None
    """That of its draft, if there were trials."""


@dataclass(frozen=True, slots=True)
class UsedFont:
    """A font as used by a run, without its program. `key` is its name in the page's resources; `digest` names the
    `Typeface`; `widths` (thousandths of an em) and `texts` (Unicode) go by glyph id. `missing` are ids past the
    font's last glyph, which represent characters that it lacks.
    """

    key: str
    name: str
    family: str
    digest: str
    flags: int
    ascent: float
    descent: float
    widths: tuple[tuple[int, float], ...]
    texts: tuple[tuple[int, str], ...]
    missing: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class PrintedFolio:
    """A page number as it was printed: its text, the anchor its link leads to, and the page of the run
    (counted from 0) on which it is printed.
    """

    text: str
    anchor: str
    page: int


@dataclass(frozen=True, slots=True)
class RunObjects:
    """The PDF objects of a run (ISO 32000-1, 7.3), independent of the book: text with gaps for the book's values,
    so that they are filled in quickly.

    `text` has the `count` objects separated by NUL, with ``%b`` for each value. `slots` are the values, in order:
    below `count` an object's number; then come the `keys` of the parent tree, first those of the pages; then the
    `rectangles` (page, left, bottom, right, top; in points) and the `abscissas` of patterns (page, left), which move as
    their pages do; then `FONTS` and `DOCUMENT`. Both are packed (see `pack`) until they are used, since all runs of
    a book are in memory until the last.

    The objects are the pages, without their contents; the dictionaries of the `streams`, all compressed,
    of which the first are the pages' contents; the resources of the pages, whose last entry is that of their XObjects;
    others; and from `structure` on the structure elements, the last object being the node of the parent tree.
    `tops` are the elements without a parent, `notes` and `fields` those with an id or on a form (with the name of
    the font for input), `targets` the anchors that links lead to, and `places` the elements in which anchors are.
    """

    FONTS: ClassVar[int] = -2
    DOCUMENT: ClassVar[int] = -1

    packed_text: bytes
    packed_slots: bytes
    count: int
    streams: tuple[bytes, ...]
    rectangles: tuple[tuple[int, float, float, float, float], ...] = ()
    abscissas: tuple[tuple[int, float], ...] = ()
    keys: int = 0
    structure: int = 0
    tops: tuple[int, ...] = ()
    notes: tuple[tuple[str, int], ...] = ()
    fields: tuple[tuple[int, str], ...] = ()
    targets: tuple[str, ...] = ()
    places: Mapping[str, int] = field(default_factory=dict)

    @property
    def text(self) -> bytes:
        """Return the text of the objects."""
        return zlib.decompress(self.packed_text)

    @property
    def slots(self) -> tuple[int, ...]:
        """Return the values for the text."""
        packed = zlib.decompress(self.packed_slots)
        return struct.unpack(f"<{len(packed) // 4}i", packed)


def pack(text: bytes, slots: Sequence[int]) -> tuple[bytes, bytes]:
    """Return objects with packed text and slots; fast compression, since they are unpacked soon."""
    return zlib.compress(text, 1), zlib.compress(struct.pack(f"<{len(slots)}i", *slots), 1)


@dataclass(frozen=True, slots=True)
class LaidOutRun:
    """A laid-out run. Its `objects` have no fonts yet; `anchors` maps each id to (page counted from 0, x, y) in points
    from the lower left corner; `starts` are the first words of each page. That of a draft has no objects, and its
    `arrangement` if there were trials.

    `places` say where in the document each page begins, if it is tagged: the index of an element in the order of the
    document (-1: the page has nothing of its own), and how many letters of its own text are on pages before. White
    space and hyphens are no letters.
    """

    name: str
    objects: RunObjects
    page_count: int
    anchors: Mapping[str, tuple[int, float, float]]
    folios: tuple[PrintedFolio, ...] = ()
    fonts: tuple[UsedFont, ...] = ()
    diagnostics: tuple[Diagnostic, ...] = ()
    arrangement: Arrangement | None = None
    starts: tuple[tuple[str, ...], ...] = ()
    places: tuple[tuple[int, int], ...] = ()
