"""The form of the book: the fields of all its runs, and the font that they are filled in with (ISO 32000-1, 12.7).

Layout has drawn how each field looks when it is empty, or marked, so no viewer is asked to draw them anew (there is no
``NeedAppearances``, which would have every reader asked whether to save a book that nobody changed).
"""

import re
from collections.abc import Iterator, Sequence

import pikepdf
import uharfbuzz as hb
from pikepdf import Array, Dictionary, Name, Pdf, String

from bookbuild.bind.fonts import EmbeddedProgram, subset
from bookbuild.bind.joining import JoinedRun
from bookbuild.model import Typeface

_FONT = re.compile(r"/(Field([0-9]*)) ")
"""The font in the default appearance of a field, as layout has named it, and its leading in thousandths of an em."""

_PREFERRED = "Source Sans Pro"
_ENCODING = "cp1252"  # which WinAnsiEncoding is (ISO 32000-1, annex D)
_FIRST, _LAST = 32, 255
_NONSYMBOLIC = 1 << 5


def join_form(book: Pdf, runs: Sequence[JoinedRun], typefaces: Sequence[Typeface]) -> None:
    """Make the fields that stand on the pages one form. A book without fields has none, and no font for it."""
    fields = list(_fields(runs))
    if not fields:
        return
    written = sorted({match.groups() for field in fields if (match := _FONT.match(str(field.get("/DA", ""))))})
    form = Dictionary(Fields=Array(fields))
    if written:
        font = _WritingFont(book, _face_of(typefaces))
        form.DR = Dictionary(Font=Dictionary({f"/{name}": font.leaded(int(leading or 0)) for name, leading in written}))
    book.Root.AcroForm = form


def _fields(runs: Sequence[JoinedRun]) -> Iterator[pikepdf.Object]:
    """Give the fields in order; the buttons of one choice are one."""
    seen: set[tuple[int, int]] = set()
    for annotation in (annotation for run in runs for annotation in run.annotations):
        if annotation.Subtype == Name.Widget:
            field = annotation.get("/Parent", annotation)
            if field.objgen not in seen:
                seen.add(field.objgen)
                yield field


def _face_of(typefaces: Sequence[Typeface]) -> Typeface:
    """Choose an upright face of the book, that of its tables and heads if it is there, nearest to plain weight."""

    def rank(face: Typeface) -> tuple[bool, bool, int, str]:
        return (face.style != "normal", face.family != _PREFERRED, abs(face.weight - 400), face.name)

    return min(typefaces, key=rank)


class _WritingFont:
    """A face with every character that can be typed, as simple fonts, which every viewer can write with."""

    def __init__(self, book: Pdf, face: Typeface) -> None:
        characters = [bytes([code]).decode(_ENCODING, "replace") for code in range(_FIRST, _LAST + 1)]
        font = hb.Font(hb.Face(face.data))
        font.scale = (1000, 1000)
        glyphs = [font.get_nominal_glyph(ord(character)) or 0 for character in characters]
        self._widths = Array([font.get_glyph_h_advance(glyph) for glyph in glyphs])
        self._extents = font.get_font_extents("ltr")
        self._book, self._family = book, face.family
        self._program = EmbeddedProgram(book, subset(face.data, unicodes=set(map(ord, characters))))
        self._name = Name(f"/{self._program.tag}+{face.name.rpartition('.')[0]}")

    def leaded(self, leading: int) -> pikepdf.Object:
        """Return a font whose lines are so far apart (in thousandths of an em; 0: as the face has them), since viewers
        take that from its ascent and descent.
        """
        descent = self._extents.descender
        ascent = leading + descent if leading else self._extents.ascender
        descriptor = Dictionary(
            Type=Name.FontDescriptor,
            FontName=self._name,
            FontFamily=String(self._family),
            Flags=_NONSYMBOLIC,
            FontBBox=[0, descent, max(map(int, self._widths)), ascent],
            ItalicAngle=0,
            Ascent=ascent,
            Descent=descent,
            CapHeight=self._extents.ascender,
            StemV=80,
        )
        return self._book.make_indirect(
            Dictionary(
                Type=Name.Font,
                Subtype=Name.Type1 if self._program.is_postscript else Name.TrueType,
                BaseFont=self._name,
                Encoding=Name.WinAnsiEncoding,
                FirstChar=_FIRST,
                LastChar=_LAST,
                Widths=self._widths,
                FontDescriptor=self._book.make_indirect(self._program.describe(descriptor)),
            )
        )
