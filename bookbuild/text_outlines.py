"""Text shaped by HarfBuzz: glyphs, fonts and positions, for drawing text as outlines."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

import uharfbuzz as hb

from bookbuild.model import Typeface


@dataclass(frozen=True, slots=True)
class Glyph:
    """A glyph of a font; the other values in ems."""

    font: Any
    id: int
    advance: float
    shift_x: float
    shift_y: float


@dataclass(frozen=True, slots=True)
class Shaper:
    """Shapes text in the first of `fonts` that has a glyph for each character.

    `language` (BCP 47) is that of all text; if it is empty, HarfBuzz guesses.
    """

    fonts: tuple[Any, ...]
    language: str = ""

    def width(self, text: str) -> float:
        """Return the width of a text, in ems."""
        return sum(glyph.advance for glyph in self._shaped(text))

    def placed(self, text: str, x: float, size: float) -> Iterator[tuple[Glyph, float]]:
        """Yield (glyph, x) for a line that begins at `x`; `size` is that of an em, in the same unit."""
        for glyph in self._shaped(text):
            yield glyph, x
            x += glyph.advance * size

    def font_of(self, character: str) -> Any | None:
        """Return the first font that has a glyph for a character."""
        return next((font for font in self.fonts if font.get_nominal_glyph(ord(character))), None)

    def _shaped(self, text: str) -> Iterator[Glyph]:
        for font, run in groupby(text, lambda character: self.font_of(character) or self.fonts[0]):
            buffer = hb.Buffer()
            buffer.add_str("".join(run))
            buffer.guess_segment_properties()
            if self.language:
                buffer.language = self.language
            hb.shape(font, buffer)
            em = font.face.upem
            for info, at in zip(buffer.glyph_infos, buffer.glyph_positions, strict=True):
                yield Glyph(font, info.codepoint, at.x_advance / em, at.x_offset / em, at.y_offset / em)


def nearest_fonts(typefaces: Sequence[Typeface], family: str, weight: int, style: str = "normal") -> tuple[Any, ...]:
    """Return the fonts of all typefaces, the closest to family, weight and style first; the others are fallbacks."""

    def distance(face: Typeface) -> tuple[bool, bool, int]:
        return face.family != family, face.style != style, abs(face.weight - weight)

    return tuple(hb.Font(hb.Face(face.data)) for face in sorted(typefaces, key=distance))
