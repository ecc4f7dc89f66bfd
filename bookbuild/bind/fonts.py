"""The book's fonts, each embedded once, with the glyphs that any run uses (ISO 32000-1, 9.7 to 9.9)."""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from itertools import chain, groupby
from typing import Any

import pydyf
import uharfbuzz as hb

from bookbuild.bind.cmaps import ENCODING_NAME, encoding, to_unicode
from bookbuild.bind.pdf_writer import PdfFile
from bookbuild.diagnostics import BookError, diagnose
from bookbuild.model import LaidOutRun, Typeface, UsedFont

_FIXED_PITCH = 1
_IDENTITY = b"<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>"
_KEPT_TABLES = frozenset(
    int.from_bytes(tag, "big") for tag in (b"head", b"hhea", b"hmtx", b"maxp", b"cmap", b"CFF ", b"glyf", b"loca")
)


class EmbeddedFonts:
    """Font dictionaries for the runs of a book, created on first use."""

    def __init__(self, book: PdfFile, typefaces: Sequence[Typeface], runs: Sequence[LaidOutRun]) -> None:
        self._book = book
        self._programs = {face.digest: face.data for face in typefaces}
        self._used: dict[str, list[UsedFont]] = {}
        for font in (font for run in runs for font in run.fonts):
            self._used.setdefault(font.key, []).append(font)
        self._prove_keys()
        self._embedded: dict[str, EmbeddedProgram] = {}
        self._fonts: dict[tuple[str, str], bytes] = {}
        self._dictionaries: dict[bytes, int] = {}

    def dictionary_for(self, run: LaidOutRun) -> int:
        """Return the object number of a run's font dictionary, shared by all runs with the same fonts."""
        written = pydyf.Dictionary(self._fonts_of(run)).data
        if written not in self._dictionaries:
            (self._dictionaries[written],) = self._book.reserve(1)
            self._book.put(self._dictionaries[written], written)
        return self._dictionaries[written]

    def _fonts_of(self, run: LaidOutRun) -> dict[str, bytes]:
        fonts: dict[str, bytes] = {}
        for font in sorted(run.fonts, key=lambda font: font.key):
            # Codes of missing characters differ from run to run, so such a font is not shared.
            owner = run.name if font.missing else ""
            if (font.key, owner) not in self._fonts:
                same = [font] if owner else [used for used in self._used[font.key] if not used.missing]
                self._fonts[font.key, owner] = self._font(same)
            fonts[font.key] = self._fonts[font.key, owner]
        return fonts

    def _prove_keys(self) -> None:
        for key, same in self._used.items():
            digests = {font.digest for font in same}
            if len(digests) > 1 or not digests <= self._programs.keys():
                message = f"the font {same[0].family!r} ({key}) is not one typeface of the theme in all runs"
                raise BookError(diagnose("malformed-output", message))

    def _font(self, same: Sequence[UsedFont]) -> bytes:
        font, widths, texts = same[0], _united_widths(same), _united_texts(same)
        program = self._embed(font.digest)
        name = f"/{program.tag}+{font.name}"
        descendant = {
            "Type": "/Font",
            "Subtype": "/CIDFontType0" if program.is_postscript else "/CIDFontType2",
            "BaseFont": name,
            "CIDSystemInfo": _IDENTITY,
            "W": _width_array(widths),
            "FontDescriptor": self._book.add(_descriptor(font, name, widths, program)),
        }
        if not program.is_postscript:
            descendant["CIDToGIDMap"] = "/Identity"
        return self._book.add(
            {
                "Type": "/Font",
                "Subtype": "/Type0",
                "BaseFont": name,
                "Encoding": self._missing_encoding(font, texts) if font.missing else "/Identity-H",
                "ToUnicode": self._book.add_stream(to_unicode(texts)),
                "DescendantFonts": pydyf.Array([self._book.add(descendant)]),
            }
        )

    def _missing_encoding(self, font: UsedFont, texts: Mapping[int, str]) -> bytes:
        written = encoding(texts, frozenset(font.missing))
        return self._book.add_stream(written, Type="/CMap", CMapName=f"/{ENCODING_NAME}", CIDSystemInfo=_IDENTITY)

    def _embed(self, digest: str) -> "EmbeddedProgram":
        if digest not in self._embedded:
            used = [font for same in self._used.values() for font in same if font.digest == digest]
            glyphs = {glyph for font in used for glyph in dict(font.widths).keys() - set(font.missing)}
            program = subset(self._programs[digest], glyphs)
            self._embedded[digest] = EmbeddedProgram(self._book, program)
        return self._embedded[digest]


class EmbeddedProgram:
    """A font program in the book. Its tag is the subset's prefix: six letters derived from its bytes."""

    def __init__(self, book: PdfFile, program: bytes) -> None:
        digest = hashlib.sha256(program).digest()
        self.tag = "".join(chr(ord("A") + byte % 26) for byte in digest[:6])
        self.is_postscript = program.startswith(b"OTTO")
        kind = {"Subtype": "/OpenType"} if self.is_postscript else {"Length1": len(program)}
        self._stream = book.add_stream(program, **kind)

    def described(self, descriptor: dict[str, Any]) -> dict[str, Any]:
        """Return a font's descriptor with the program."""
        return descriptor | {"FontFile3" if self.is_postscript else "FontFile2": self._stream}


def subset(data: bytes, glyphs: Iterable[int] = (), unicodes: Iterable[int] = ()) -> bytes:
    """Return a font subset to some glyphs, and to the tables that a PDF uses. Glyphs given by id keep their ids; those
    given by character keep their names, by which a simple font finds them.
    """
    face = hb.Face(data)
    plan = hb.SubsetInput()
    plan.glyph_set.update({0, *glyphs})
    plan.unicode_set.update(unicodes)
    plan.flags = (
        (hb.SubsetFlags.GLYPH_NAMES if unicodes else hb.SubsetFlags.RETAIN_GIDS)
        | hb.SubsetFlags.NO_HINTING
        | hb.SubsetFlags.NO_LAYOUT_CLOSURE
        | hb.SubsetFlags.NOTDEF_OUTLINE
        | hb.SubsetFlags.DESUBROUTINIZE
    )
    plan.drop_table_tag_set.update({int.from_bytes(tag.encode(), "big") for tag in face.table_tags} - _KEPT_TABLES)
    return bytes(hb.subset(face, plan).blob.data)


def _united_widths(same: Sequence[UsedFont]) -> dict[int, float]:
    return {glyph: width for font in reversed(same) for glyph, width in font.widths}


def _united_texts(same: Sequence[UsedFont]) -> dict[int, str]:
    """Return the text of each glyph. The plainest text wins: the space and not the no-break space of the same shape."""
    texts: dict[int, str] = {}
    for glyph, text in sorted(set(chain.from_iterable(font.texts for font in same))):
        texts[glyph] = min(
            texts.get(glyph, text), text, key=lambda candidate: (not candidate, len(candidate), candidate)
        )
    return texts


def _descriptor(font: UsedFont, name: str, widths: Mapping[int, float], program: EmbeddedProgram) -> dict[str, Any]:
    fixed = _FIXED_PITCH if len(widths) > 1 and len(set(widths.values())) == 1 else 0
    return program.described(
        {
            "Type": "/FontDescriptor",
            "FontName": name,
            "FontFamily": pydyf.String(font.family),
            "Flags": font.flags | fixed,
            "FontBBox": pydyf.Array([0, font.descent, max(widths.values(), default=0), font.ascent]),
            "ItalicAngle": 0,
            "Ascent": font.ascent,
            "Descent": font.descent,
            "CapHeight": font.ascent,
            "StemV": 80,
        }
    )


def _width_array(widths: Mapping[int, float]) -> pydyf.Array:
    """Return widths as a PDF array of consecutive glyphs: ``[4 [576 625] 17 [582]]``."""
    array = pydyf.Array()
    for _, group in groupby(enumerate(sorted(widths)), key=lambda pair: pair[1] - pair[0]):
        glyphs = [glyph for _, glyph in group]
        array += [glyphs[0], pydyf.Array([widths[glyph] for glyph in glyphs])]
    return array
