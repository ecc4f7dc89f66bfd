"""Pages laid out, and the files made of them."""

import struct
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar

from bookbuild.diagnostics import Diagnostic
from bookbuild.model.theme import Stylesheet, Typeface


@dataclass(frozen=True, slots=True)
class LayoutJob:
    """All that the layout of one run depends on, and nothing else: so it can be cached, and sent elsewhere."""

    name: str
    xhtml: str
    stylesheets: tuple[Stylesheet, ...]
    typefaces: tuple[Typeface, ...]
    files: tuple[tuple[str, bytes], ...] = ()
    tagged: bool = True
    engine: str = "auto"
    """``auto``, or ``plain`` for the layout engine without accelerators."""


@dataclass(frozen=True, slots=True)
class UsedFont:
    """A font as a run used it, its program left out. `key` is its name in the page's resources; `digest` names the
    `Typeface`; `widths` (thousandths of an em) and `texts` (Unicode) go by glyph id. `missing` are ids past the
    font's last glyph, which stand for characters that it does not have.
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
    """A page number as it was really set: its text, the anchor its link leads to, and the page of the run
    (counted from 0) that it stands on.
    """

    text: str
    anchor: str
    page: int


@dataclass(frozen=True, slots=True)
class RunObjects:
    """The PDF objects of a run (ISO 32000-1, 7.3), fit for any book: text in which only the book's own values are
    missing, so that they are put into it as fast as they can be copied.

    `text` has the `count` objects parted by NUL, with ``%b`` for each value. `slots` tells which these are, in order:
    below `count` an object's number; then come the `keys` of the parent tree, first those of the pages; then the
    `rectangles` (page, left, bottom, right, top; in points), which move as their pages do; then `FONTS` and `DOCUMENT`.
    Both are packed (see `pack`) until they are asked for, since the runs of a book all wait for the last.

    The objects are the pages, which do not say yet what is on them; the dictionaries of the `streams`, all compressed,
    of which the first are the pages' contents; the resources of the pages, whose last entry is that of their XObjects;
    others; and from `structure` on the structure elements, the last object being the node of the parent tree.
    `tops` are the elements that stand in no other, `notes` and `fields` those to be found by an id or on a form (with
    the name of the font to write in), and `targets` the anchors that links lead to.
    """

    FONTS: ClassVar[int] = -2
    DOCUMENT: ClassVar[int] = -1

    packed_text: bytes
    packed_slots: bytes
    count: int
    streams: tuple[bytes, ...]
    rectangles: tuple[tuple[int, float, float, float, float], ...] = ()
    keys: int = 0
    structure: int = 0
    tops: tuple[int, ...] = ()
    notes: tuple[tuple[str, int], ...] = ()
    fields: tuple[tuple[int, str], ...] = ()
    targets: tuple[str, ...] = ()

    @property
    def text(self) -> bytes:
        """The text of the objects."""
        return zlib.decompress(self.packed_text)

    @property
    def slots(self) -> tuple[int, ...]:
        """What goes into the text."""
        packed = zlib.decompress(self.packed_slots)
        return struct.unpack(f"<{len(packed) // 4}i", packed)


def pack(text: bytes, slots: Sequence[int]) -> tuple[bytes, bytes]:
    """Pack the text and the slots of objects, quickly: they are unpacked soon."""
    return zlib.compress(text, 1), zlib.compress(struct.pack(f"<{len(slots)}i", *slots), 1)


@dataclass(frozen=True, slots=True)
class LaidOutRun:
    """A run as pages. Its `objects` have no font yet; `anchors` maps each id to (page counted from 0, x, y) in points
    from the lower left corner.
    """

    name: str
    objects: RunObjects
    page_count: int
    anchors: Mapping[str, tuple[int, float, float]]
    folios: tuple[PrintedFolio, ...] = ()
    fonts: tuple[UsedFont, ...] = ()
    diagnostics: tuple[Diagnostic, ...] = ()


@dataclass(frozen=True, slots=True)
class Artifact:
    """A finished file. `name` has its extension; `pages` is `None` for an EPUB.

    `parts` names what the pages of a PDF were laid out in: its runs, then the documents of their furniture.
    """

    name: str
    format: str
    edition: str
    data: bytes
    pages: int | None = None
    parts: tuple[str, ...] = ()
