"""Glyphs read from Pango's memory at once, instead of by five calls to C each, and written as PDF operands."""

import struct
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from weasyprint.text.ffi import FROM_UNITS, ffi, pango

_GLYPH = struct.Struct("=IiiiI")
"""PangoGlyphInfo: the glyph, its width and its offsets, and flags."""
_NO_GLYPH = 0x0FFFFFFF
"""Pango's empty glyph; those above stand for characters that no font has."""


class Glyph(NamedTuple):
    """A glyph of a run. Its `width` and its `offset` to the right are in Pango's units.

    `cluster` is the byte of the run's text where the characters begin that it stands for.
    """

    number: int
    width: int
    offset: int
    cluster: int


def glyphs_of(item: Any) -> list[Glyph] | None:
    """Return the glyphs of a run without those that draw nothing and take no room, such as selectors of variants; None
    if one is off the baseline or missing.
    """
    count = item.glyphs.num_glyphs
    infos = _GLYPH.iter_unpack(ffi.buffer(item.glyphs.glyphs, count * _GLYPH.size))
    clusters = ffi.unpack(item.glyphs.log_clusters, count)
    found: list[Glyph] = []
    for (number, width, offset, rise, _), cluster in zip(infos, clusters, strict=True):
        is_second = not width and not rise and found and found[-1].cluster == cluster
        if is_second and (number == _NO_GLYPH or not _has_ink(item.item.analysis.font, number)):
            continue  # it must not take the text of the glyph that it belongs to
        if rise or number >= _NO_GLYPH:
            return None
        found.append(Glyph(number, width, offset, cluster))
    return found


def _has_ink(font: Any, number: int) -> bool:
    """Return whether a glyph draws anything."""
    extents = ffi.new("PangoRectangle *")
    pango.pango_font_get_glyph_extents(font, number, extents, ffi.NULL)
    return bool(extents.width or extents.height)


def text_of(text: bytes, item: Any, glyphs: Sequence[Glyph], index: int) -> str:
    """Return the characters that a glyph of a run stands for. `text` is that of the whole line."""
    neighbour = index - 1 if item.item.analysis.level % 2 else index + 1  # right to left, or left to right
    end = glyphs[neighbour].cluster if 0 <= neighbour < len(glyphs) else item.item.length
    offset = item.item.offset
    return text[offset + glyphs[index].cluster : offset + end].decode()


def width_of_glyph(font: Any, number: int, size: float) -> int:
    """Return the width of a glyph, by itself, in thousandths of an em."""
    extents = ffi.new("PangoRectangle *")
    pango.pango_font_get_glyph_extents(font, number, ffi.NULL, extents)
    thousandths: int = round(extents.width * 1000 * FROM_UNITS / size)
    return thousandths


def write_word(glyphs: Iterable[Glyph], widths: Mapping[int, int], size: float) -> tuple[str, float]:
    """Write the glyphs of a word as PDF shows them between ``<`` and ``>``, as in ``0012>-15<0013``.

    The numbers are what is taken off an advance, in thousandths of an em; what is less than that is carried on. Return
    also what is to be taken off behind the last glyph.
    """
    written: list[str] = []
    carried = 0.0
    for number, width, shift, _ in glyphs:
        if kerning := round(carried):
            written.append(f">{kerning}<")
        offset = shift / size
        if offset:
            written.append(f">{-offset}<")
        written.append(f"{number:04x}")
        carried += widths[number] + offset - width * 1000 * FROM_UNITS / size - kerning
    return "".join(written), carried


def runs_of(line: Any) -> Iterator[Any]:
    """Yield the runs of a line, from left to right."""
    run = line.runs
    while run != ffi.NULL:
        yield run.data
        run = run.next
