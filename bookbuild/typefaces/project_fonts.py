"""A project's font files: OpenType, TrueType, collections of these, WOFF and WOFF2, static or variable."""

import io
import re
import struct
from collections.abc import Iterator, Sequence
from functools import lru_cache
from pathlib import PurePosixPath
from typing import Any

import uharfbuzz as hb

from bookbuild.diagnostics import BookError, Diagnostic, diagnose
from bookbuild.model import Typeface
from bookbuild.typefaces.fallbacks import east_asian_face
from bookbuild.typefaces.instances import cut, instantiate, typeface

_WEIGHTS = (400, 600, 700)
_FAMILY_NAMES = (16, 1)  # the typographic family, and the legacy one with four styles only
_COLLECTION = b"ttcf"
_OUTLINES = frozenset({"glyf", "CFF ", "CFF2"})
_PICTURES = frozenset({"CBDT", "sbix", "SVG ", "COLR"})
_EMOJI = 0x1F600  # the first of all emoticons
_FARTHEST_SLANT = -20.0  # degrees
_VERY_MANY = 20_000  # glyphs: fonts for Chinese, Japanese and Korean
_EAST_ASIAN = 0x2E80  # the first of their characters


def project_faces(
    fonts: Sequence[tuple[str, bytes]], css: str, text: frozenset[int], language: str
) -> Iterator[Typeface]:
    """Yield the static faces of a project's fonts, by the names of their files; those that are pictures are left out.

    Of a collection of several families, those that the stylesheets name are taken, or else one that fits the language.
    A font of very many characters is cut down to those of the text.

    Raises:
        BookError: if a font cannot be read (``unreadable-font``).
    """
    for name, data in sorted(fonts):
        members = list(_members(name, data))
        wanted = _wanted_families([_family(name, face) for face in members], css, text, language)
        for number, face in enumerate(members):
            if not _is_pictures(face) and _family(name, face) in wanted:
                yield from _static_faces(name, number, face, text)


def _wanted_families(families: Sequence[str], css: str, text: frozenset[int], language: str) -> set[str]:
    if len(set(families)) == 1:
        return set(families)
    names = css.casefold()
    named = {family for family in families if family.casefold() in names}
    fitting = [family for family in families if family.endswith(f" {east_asian_face(text, language)}")]
    return named or {(fitting or list(families))[0]}


def families(fonts: Sequence[tuple[str, bytes]]) -> Iterator[str]:
    """Yield the families of the fonts that can be read."""
    for name, data in fonts:
        try:
            yield from [_family(name, face) for face in _members(name, data)]
        except BookError:
            continue


def colour_fonts(fonts: Sequence[tuple[str, bytes]]) -> Iterator[Diagnostic]:
    """Yield an error for each font that is not used because it is made of coloured pictures."""
    for name, data in sorted(fonts):
        if any(map(_is_pictures, _members(name, data))):
            message = (
                f"{name} draws emoji as coloured pictures, which cannot be set at the size of a line: it is not used"
            )
            hint = "delete it: emoji are printed in one colour, by Noto Emoji"
            yield diagnose("colour-font", message, f"fonts/{name}", hint=hint, cause=name)


def _members(name: str, data: bytes) -> Iterator[Any]:
    """Yield the fonts of a file, of which only a collection has several.

    Raises:
        BookError: if one cannot be read.
    """
    blob = hb.Blob(_decompressed(name, data))
    count = hb.Face(blob).count if data.startswith(_COLLECTION) else 1
    for index in range(max(count, 1)):
        face = hb.Face(blob, index)
        if not face.glyph_count or not face.unicodes:
            raise _unreadable(name)
        yield face


def _is_pictures(face: Any) -> bool:
    """Return whether a font is one of emoji in colours, or has no outlines at all."""
    tables = set(face.table_tags)
    return not tables & _OUTLINES or bool(tables & _PICTURES and _EMOJI in face.unicodes)


def _static_faces(name: str, number: int, face: Any, text: frozenset[int]) -> Iterator[Typeface]:
    """Yield the faces of a font; family, weight and style are read from its tables."""
    family, font = _family(name, face), hb.Font(face)
    stem = re.sub(r"[^A-Za-z0-9._-]+", "-", PurePosixPath(name).stem).strip("-.") or "font"
    stem = f"{stem}-{number}" if number else stem
    suffix = ".otf" if {"CFF ", "CFF2"} & set(face.table_tags) else ".ttf"
    is_slanted = font.get_style_value(hb.StyleTag.ITALIC) or font.get_style_value(hb.StyleTag.SLANT_ANGLE)
    style = "italic" if is_slanted else "normal"
    if not face.has_var_data:
        weight = round(font.get_style_value(hb.StyleTag.WEIGHT))
        data = cut(face, _of_text(face, text)) if face.glyph_count > _VERY_MANY else _standalone(face)
        yield typeface(family, weight, style, stem + suffix, data)
        return
    for slant, its_style in _slants(face, style):
        for weight in _weights(face):
            axes = {"wght": float(weight), **slant}
            large = face.glyph_count > _VERY_MANY
            data = cut(face, _of_text(face, text), axes) if large else instantiate(face, axes)
            mark = "" if its_style == style else f"-{its_style}"
            yield typeface(family, weight, its_style, f"{stem}{mark}-{weight}{suffix}", data)


def _of_text(face: Any, text: frozenset[int]) -> list[int]:
    """Return the characters of a font that a text needs: its own, and all of alphabets, signs and numerals."""
    return [one for one in face.unicodes if one < _EAST_ASIAN or one in text]


def _slants(face: Any, style: str) -> Iterator[tuple[dict[str, float], str]]:
    """Yield the values of the axis of slant at which a variable font is instantiated, with the style of each."""
    axis = next((axis for axis in face.axis_infos if axis.tag in {"ital", "slnt"}), None)
    if axis is None:
        yield {}, style
        return
    upright = min(max(0.0, axis.min_value), axis.max_value)
    slanted = axis.max_value if axis.tag == "ital" else max(axis.min_value, _FARTHEST_SLANT)
    if not upright:
        yield {axis.tag: upright}, "normal"
    if slanted:
        yield {axis.tag: slanted}, "italic"


def _family(name: str, face: Any) -> str:
    return next(filter(None, map(face.get_name, _FAMILY_NAMES)), PurePosixPath(name).stem)


def _weights(face: Any) -> tuple[int, ...]:
    """Return the weights at which a variable font is instantiated: those that the styles use, within its range."""
    axis = next((axis for axis in face.axis_infos if axis.tag == "wght"), None)
    if axis is None:
        return (round(hb.Font(face).get_style_value(hb.StyleTag.WEIGHT)),)
    return tuple(weight for weight in _WEIGHTS if axis.min_value <= weight <= axis.max_value) or (
        round(axis.default_value),
    )


def _standalone(face: Any) -> bytes:
    """Return a font's own bytes; of a member of a collection, a font file with its tables (OpenType, 'Organization of
    an OpenType font').
    """
    data: bytes = face.blob.data
    if not data.startswith(_COLLECTION):
        return data
    tables = [(tag.encode(), face.reference_table(tag).data) for tag in sorted(face.table_tags)]
    power = 1 << (len(tables).bit_length() - 1)
    version = b"OTTO" if "CFF " in face.table_tags else b"\0\1\0\0"
    head = struct.pack(">4sHHHH", version, len(tables), power * 16, power.bit_length() - 1, (len(tables) - power) * 16)
    records, contents, offset = [], [], len(head) + 16 * len(tables)
    for tag, table in tables:
        padded = table + b"\0" * (-len(table) % 4)
        checksum = sum(struct.unpack(f">{len(padded) // 4}I", padded)) & 0xFFFFFFFF
        records.append(struct.pack(">4sIII", tag, checksum, offset, len(table)))
        contents.append(padded)
        offset += len(padded)
    return b"".join((head, *records, *contents))


@lru_cache(maxsize=8)
def _decompressed(name: str, data: bytes) -> bytes:
    """Return WOFF and WOFF2 data as plain OpenType, anything else unchanged."""
    if data[:4] not in {b"wOFF", b"wOF2"}:
        return data
    from fontTools.ttLib import TTFont  # noqa: PLC0415 - slow to import, and seldom needed

    plain = io.BytesIO()
    try:
        font = TTFont(io.BytesIO(data), recalcBBoxes=False, recalcTimestamp=False)
        font.flavor = None
        font.save(plain)
    except Exception as error:  # damaged bytes raise any exception there, even Brotli's own
        raise _unreadable(name) from error
    return plain.getvalue()


def _unreadable(name: str) -> BookError:
    hint = "put OpenType, TrueType, WOFF or WOFF2 files there"
    return BookError(diagnose("unreadable-font", f"{name} is damaged or not a font", f"fonts/{name}", hint=hint))
