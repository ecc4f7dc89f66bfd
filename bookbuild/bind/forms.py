"""The form of the book: the fields of all its runs, and the font that they are filled in with (ISO 32000-1, 12.7).

Layout draws each field's appearances, empty and marked, so viewers need not draw them again (``NeedAppearances`` is not
set: with it, viewers offer to save a book that was not changed).
"""

from collections.abc import Sequence

import pydyf
import uharfbuzz as hb

from bookbuild.bind.fonts import EmbeddedProgram, subset
from bookbuild.bind.joining import JoinedRun
from bookbuild.bind.pdf_writer import PdfFile, array
from bookbuild.model import Typeface

_NAME = "Field"
"""Prefix of the font names that layout gives to fields, before the leading in thousandths of an em."""

_PREFERRED = "Source Sans 3"
_ENCODING = "cp1252"  # which WinAnsiEncoding is (ISO 32000-1, annex D)
_FIRST, _LAST = 32, 255
_NONSYMBOLIC = 1 << 5


def join_form(book: PdfFile, joined: Sequence[JoinedRun], typefaces: Sequence[Typeface]) -> dict[str, bytes]:
    """Join the fields on the pages into one form, and return its entry in the catalog. A book without fields has
    no form, and no font for it.
    """
    fields = [
        (joined_run.numbers[field], font) for joined_run in joined for field, font in joined_run.run.objects.fields
    ]
    if not fields:
        return {}
    form = {"Fields": array([field for field, _ in fields])}
    if written := sorted({font for _, font in fields if font}):
        font = _FormFont(book, _form_face(typefaces))
        fonts = {name: font.leaded(int(name.removeprefix(_NAME) or 0)) for name in written}
        form["DR"] = pydyf.Dictionary({"Font": pydyf.Dictionary(fonts)})
    return {"AcroForm": book.add(form)}


def _form_face(typefaces: Sequence[Typeface]) -> Typeface:
    """Return an upright face of the book, that of tables and headings if there is one, closest to regular weight."""

    def rank(face: Typeface) -> tuple[bool, bool, int, str]:
        return (face.style != "normal", face.family != _PREFERRED, abs(face.weight - 400), face.name)

    return min(typefaces, key=rank)


class _FormFont:
    """A face with every character that can be typed, as simple fonts, which every viewer can use for input."""

    def __init__(self, book: PdfFile, face: Typeface) -> None:
        characters = [bytes([code]).decode(_ENCODING, "replace") for code in range(_FIRST, _LAST + 1)]
        font = hb.Font(hb.Face(face.data))
        font.scale = (1000, 1000)
        glyphs = [font.get_nominal_glyph(ord(character)) or 0 for character in characters]
        self._widths = [font.get_glyph_h_advance(glyph) for glyph in glyphs]
        self._extents = font.get_font_extents("ltr")
        self._book, self._family = book, face.family
        self._program = EmbeddedProgram(book, subset(face.data, unicodes=set(map(ord, characters))))
        self._name = f"/{self._program.tag}+{face.name.rpartition('.')[0]}"

    def leaded(self, leading: int) -> bytes:
        """Return a font with this leading (in thousandths of an em; 0: the face's own), set by its ascent and descent,
        from which viewers take it.
        """
        descent = self._extents.descender
        ascent = leading + descent if leading else self._extents.ascender
        descriptor = {
            "Type": "/FontDescriptor",
            "FontName": self._name,
            "FontFamily": pydyf.String(self._family),
            "Flags": _NONSYMBOLIC,
            "FontBBox": pydyf.Array([0, descent, max(self._widths), ascent]),
            "ItalicAngle": 0,
            "Ascent": ascent,
            "Descent": descent,
            "CapHeight": self._extents.ascender,
            "StemV": 80,
        }
        return self._book.add(
            {
                "Type": "/Font",
                "Subtype": "/Type1" if self._program.is_postscript else "/TrueType",
                "BaseFont": self._name,
                "Encoding": "/WinAnsiEncoding",
                "FirstChar": _FIRST,
                "LastChar": _LAST,
                "Widths": pydyf.Array(self._widths),
                "FontDescriptor": self._book.add(self._program.described(descriptor)),
            }
        )
