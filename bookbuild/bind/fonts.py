"""The book's fonts, each embedded once, with the glyphs that any run uses (ISO 32000-1, 9.7 to 9.9)."""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby

import pikepdf
import uharfbuzz as hb
from pikepdf import Array, Dictionary, Name, Pdf, Stream, String

from bookbuild.bind.cmaps import ENCODING_NAME, encoding, to_unicode
from bookbuild.diagnostics import BookError, diagnose
from bookbuild.model import LaidOutRun, Typeface, UsedFont

_FIXED_PITCH = 1
_KEPT_TABLES = frozenset(
    int.from_bytes(tag, "big") for tag in (b"head", b"hhea", b"hmtx", b"maxp", b"cmap", b"CFF ", b"glyf", b"loca")
)


class BookFonts:
    """Font dictionaries for the runs of a book, made when first asked for."""

    def __init__(self, book: Pdf, typefaces: Sequence[Typeface], runs: Sequence[LaidOutRun]) -> None:
        self._book = book
        self._programs = {face.digest: face.data for face in typefaces}
        self._used: dict[str, list[UsedFont]] = {}
        for font in (font for run in runs for font in run.fonts):
            self._used.setdefault(font.key, []).append(font)
        self._prove_keys()
        self._embedded: dict[str, EmbeddedProgram] = {}
        self._fonts: dict[tuple[str, str], pikepdf.Object] = {}

    def fill(self, resources: pikepdf.Object, run: LaidOutRun) -> None:
        """Put the fonts of a run into its dictionary of fonts."""
        for font in run.fonts:
            # Codes of missing characters are counted anew in each run, so such a font is the run's own.
            owner = run.name if font.missing else ""
            if (font.key, owner) not in self._fonts:
                same = [font] if owner else [one for one in self._used[font.key] if not one.missing]
                self._fonts[font.key, owner] = self._font(same)
            resources[f"/{font.key}"] = self._fonts[font.key, owner]

    def _prove_keys(self) -> None:
        for key, same in self._used.items():
            digests = {font.digest for font in same}
            if len(digests) > 1 or not digests <= self._programs.keys():
                message = f"the font {same[0].family!r} ({key}) is not one typeface of the theme in all runs"
                raise BookError(diagnose("malformed-output", message))

    def _font(self, same: Sequence[UsedFont]) -> pikepdf.Object:
        font, widths, texts = same[0], _united_widths(same), _united_texts(same)
        program = self._embed(font.digest)
        name = Name(f"/{program.tag}+{font.name}")
        descendant = Dictionary(
            Type=Name.Font,
            Subtype=Name.CIDFontType0 if program.is_postscript else Name.CIDFontType2,
            BaseFont=name,
            CIDSystemInfo=_identity(),
            W=_width_array(widths),
            FontDescriptor=self._book.make_indirect(_descriptor(font, name, widths, program)),
        )
        if not program.is_postscript:
            descendant.CIDToGIDMap = Name.Identity
        return self._book.make_indirect(
            Dictionary(
                Type=Name.Font,
                Subtype=Name.Type0,
                BaseFont=name,
                Encoding=self._missing_encoding(font, texts) if font.missing else Name("/Identity-H"),
                ToUnicode=Stream(self._book, to_unicode(texts)),
                DescendantFonts=[self._book.make_indirect(descendant)],
            )
        )

    def _missing_encoding(self, font: UsedFont, texts: Mapping[int, str]) -> pikepdf.Object:
        stream = Stream(self._book, encoding(texts, frozenset(font.missing)))
        stream.Type, stream.CMapName, stream.CIDSystemInfo = Name.CMap, Name(f"/{ENCODING_NAME}"), _identity()
        return stream

    def _embed(self, digest: str) -> "EmbeddedProgram":
        if digest not in self._embedded:
            used = [font for same in self._used.values() for font in same if font.digest == digest]
            glyphs = {glyph for font in used for glyph in dict(font.widths).keys() - set(font.missing)}
            program = subset(self._programs[digest], glyphs)
            self._embedded[digest] = EmbeddedProgram(self._book, program)
        return self._embedded[digest]


class EmbeddedProgram:
    """A font program in the book. Its tag names the subset: six letters that go with its bytes."""

    def __init__(self, book: Pdf, program: bytes) -> None:
        digest = hashlib.sha256(program).digest()
        self.tag = "".join(chr(ord("A") + byte % 26) for byte in digest[:6])
        self.is_postscript = program.startswith(b"OTTO")
        self.stream = Stream(book, program)
        if self.is_postscript:
            self.stream.Subtype = Name.OpenType
        else:
            self.stream.Length1 = len(program)

    def describe(self, descriptor: Dictionary) -> Dictionary:
        """Put the program into a font's descriptor, and return that."""
        descriptor["/FontFile3" if self.is_postscript else "/FontFile2"] = self.stream
        return descriptor


def subset(data: bytes, glyphs: Iterable[int] = (), unicodes: Iterable[int] = ()) -> bytes:
    """Cut a font down to some glyphs, and to the tables that a PDF reads. Glyphs told by their ids keep these; those
    told by their characters keep their names, by which a simple font finds them.
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
    """Unite what glyphs stand for. The plainest text wins: the space and not the no-break space of the same shape."""
    texts: dict[int, str] = {}
    for font in same:
        for glyph, text in font.texts:
            texts[glyph] = min(texts.get(glyph, text), text, key=lambda one: (not one, len(one), one))
    return texts


def _descriptor(font: UsedFont, name: Name, widths: Mapping[int, float], program: EmbeddedProgram) -> Dictionary:
    fixed = _FIXED_PITCH if len(widths) > 1 and len(set(widths.values())) == 1 else 0
    descriptor = Dictionary(
        Type=Name.FontDescriptor,
        FontName=name,
        FontFamily=String(font.family),
        Flags=font.flags | fixed,
        FontBBox=[0, font.descent, max(widths.values(), default=0), font.ascent],
        ItalicAngle=0,
        Ascent=font.ascent,
        Descent=font.descent,
        CapHeight=font.ascent,
        StemV=80,
    )
    return program.describe(descriptor)


def _width_array(widths: Mapping[int, float]) -> Array:
    """Write widths as runs of glyphs that follow each other: ``[4 [576 625] 17 [582]]``."""
    array: list[int | Array] = []
    for _, group in groupby(enumerate(sorted(widths)), key=lambda pair: pair[1] - pair[0]):
        glyphs = [glyph for _, glyph in group]
        array += [glyphs[0], Array([widths[glyph] for glyph in glyphs])]
    return Array(array)


def _identity() -> Dictionary:
    return Dictionary(Registry=String("Adobe"), Ordering=String("Identity"), Supplement=0)
