"""Text shaped by HarfBuzz: glyphs, fonts and positions, for drawing text as outlines."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby
from typing import Any

import uharfbuzz as hb

from bookbuild.bidi import direction_of, visual_runs
from bookbuild.model import Typeface

_EXTENDING = (
    r"[\u0300-\u036f\u0591-\u05c7\u064b-\u065f\u20d0-\u20ff\ufe00-\ufe0f\U0001f3fb-\U0001f3ff\U000e0020-\U000e007f]"
)
_CLUSTER = re.compile(rf"[\U0001f1e6-\U0001f1ff]{{2}}|.{_EXTENDING}*(?:\u200d[^\s\w]{_EXTENDING}*)*", re.DOTALL)
_UNSEEN = frozenset("\u200c\u200d\ufe0e\ufe0f")


@dataclass(frozen=True, slots=True)
class Glyph:
    """A glyph of a font; the other values in ems."""

    font: Any
    id: int
    advance: float
    shift_x: float
    shift_y: float
    index: int = 0
    """The first character that it stands for, counted in the text that was shaped."""


@dataclass(frozen=True, slots=True)
class Shaper:
    """Shapes text in the first of `fonts` that has a glyph for each character.

    `language` (BCP 47) is that of all text, and sets its direction.
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
        """Yield the glyphs of a line from left to right."""
        for start, end, direction in visual_runs(text, direction_of(self.language)):
            pieces = list(self.pieces(text[start:end]))
            for font, piece in reversed(pieces) if direction == "rtl" else pieces:
                yield from self._shaped_run(font, piece, direction)

    def pieces(self, text: str) -> Iterator[tuple[Any, str]]:
        """Yield the parts of a text that are set in one font each, with that font."""
        for font, run in groupby(_clusters(text), self._font_of_cluster):
            yield font, "".join(run)

    def _shaped_run(self, font: Any, text: str, direction: str) -> Iterator[Glyph]:
        buffer = hb.Buffer()
        buffer.add_str(text)
        buffer.guess_segment_properties()
        buffer.direction = direction
        if self.language:
            buffer.language = self.language
        hb.shape(font, buffer)
        em = font.face.upem
        for info, at in zip(buffer.glyph_infos, buffer.glyph_positions, strict=True):
            yield Glyph(font, info.codepoint, at.x_advance / em, at.x_offset / em, at.y_offset / em)

    def _font_of_cluster(self, cluster: str) -> Any:
        """Return the first font that has all of a cluster, or else its first character."""
        wanted = [ord(one) for one in cluster if one not in _UNSEEN]
        whole = (font for font in self.fonts if all(font.get_nominal_glyph(one) for one in wanted))
        return next(whole, None) or self.font_of(cluster[0]) or self.fonts[0]


def shape_part(
    font: Any, text: str, part: range, direction: str, language: str = "", features: Mapping[str, int] | None = None
) -> Iterator[Glyph]:
    """Yield the glyphs of a part of a text from left to right; letters join with those beside the part."""
    buffer = hb.Buffer()
    buffer.add_codepoints([ord(one) for one in text], part.start, len(part))
    buffer.guess_segment_properties()
    buffer.direction = direction
    if language:
        buffer.language = language
    hb.shape(font, buffer, dict(features or {}))
    em = font.face.upem
    for info, at in zip(buffer.glyph_infos, buffer.glyph_positions, strict=True):
        yield Glyph(font, info.codepoint, at.x_advance / em, at.x_offset / em, at.y_offset / em, info.cluster)


def outline_of(glyph: Glyph) -> tuple[tuple[str, tuple[float, ...]], ...]:
    """Return the steps of a glyph's outline, as (command of SVG paths, coordinates): in ems, its y axis downwards."""
    return outline_in(glyph.font, glyph.id)


@lru_cache(maxsize=1024)
def outline_in(font: Any, glyph: int) -> tuple[tuple[str, tuple[float, ...]], ...]:
    """Return the steps of the outline that a font has for the id of a glyph."""
    steps: list[tuple[str, tuple[float, ...]]] = []
    em = font.face.upem

    def add(command: str, *points: float) -> None:
        steps.append((command, tuple((-value if index % 2 else value) / em for index, value in enumerate(points))))

    font.draw_glyph(glyph, _drawing(), add)
    return tuple(steps)


@lru_cache(maxsize=1)
def _drawing() -> Any:
    funcs = hb.DrawFuncs()
    funcs.set_move_to_func(lambda x, y, add: add("M", x, y))
    funcs.set_line_to_func(lambda x, y, add: add("L", x, y))
    funcs.set_quadratic_to_func(lambda a, b, x, y, add: add("Q", a, b, x, y))
    funcs.set_cubic_to_func(lambda a, b, c, d, x, y, add: add("C", a, b, c, d, x, y))
    funcs.set_close_path_func(lambda add: add("Z"))
    return funcs


def height_above(font: Any) -> tuple[float, float]:
    """Return how far a font's letters reach above the baseline and below it, in ems, both positive."""
    extents = font.get_font_extents("ltr")
    return extents.ascender / font.face.upem, -extents.descender / font.face.upem


def font_of_typeface(face: Typeface) -> Any:
    """Return the font of a typeface."""
    return hb.Font(hb.Face(face.data))


def _clusters(text: str) -> list[str]:
    """Split a text into what is set in one font: a character with its marks, selectors and modifiers, and what a joiner
    joins to it.
    """
    if text.isascii():
        return list(text)
    return _CLUSTER.findall(text)


def nearest_fonts(typefaces: Sequence[Typeface], family: str, weight: int, style: str = "normal") -> tuple[Any, ...]:
    """Return the fonts of all typefaces, the closest to family, weight and style first; the others are fallbacks."""

    def distance(face: Typeface) -> tuple[bool, bool, int]:
        return face.family != family, face.style != style, abs(face.weight - weight)

    return tuple(map(font_of_typeface, sorted(typefaces, key=distance)))
