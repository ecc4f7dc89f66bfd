"""Glyphs of a drawing as path data (SVG 2, 9.3)."""

import math
from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from lxml import etree

from bookbuild.images.drawings.names import SVG, Element
from bookbuild.images.drawings.placed_glyph import PlacedGlyph
from bookbuild.text_outlines import Glyph, outline_in, outline_of

EM = 1000
"""Units of an em in the outlines that a drawing reuses."""


def path_of(one: PlacedGlyph) -> str:
    """Return the outline of a glyph in its place."""
    return _path(one.glyph, one.x, one.y, one.size * one.stretch, one.size, one.turn)


def _path(glyph: Glyph, x: float, y: float, wide: float, high: float, turn: float) -> str:
    """Return the outline of a glyph as path data, its origin at (x, y)."""
    cos, sin = math.cos(math.radians(turn)), math.sin(math.radians(turn))

    def pair(a: float, b: float) -> str:
        a, b = a * wide, b * high
        return f"{shortened(x + a * cos - b * sin)} {shortened(y + a * sin + b * cos)}"

    return "".join(
        command + " ".join(pair(*points[index : index + 2]) for index in range(0, len(points), 2))
        for command, points in outline_of(glyph)
    )


def relative_path(glyph: Glyph) -> str:
    """Return the outline of a glyph as short path data, in whole units of its em."""
    return _relative_path(glyph.font, glyph.id)


@lru_cache(maxsize=1024)  # the drawings of a book have the same letters
def _relative_path(font: Any, glyph: int) -> str:
    at, parts = (0, 0), []
    start = at
    for command, points in outline_in(font, glyph):
        whole = [round(value * EM) for value in points]
        moved = [value - at[index % 2] for index, value in enumerate(whole)]
        parts.append(command.lower() + " ".join(map(str, moved)).replace(" -", "-"))
        at = (whole[-2], whole[-1]) if whole else start
        start = at if command == "M" else start
    return "".join(parts)


def rule_of(line: Sequence[PlacedGlyph], below: float, thick: float) -> Element:
    """Return a line under, over or through text: how far below the base it is, and how thick, in ems."""
    first, last = line[0], line[-1]
    rule = etree.Element(f"{SVG}path")
    wide = last.x + last.advance - first.x
    size = first.size
    rule.set("d", f"M0 {shortened(below * size)}h{shortened(wide)}v{shortened(thick * size)}h{shortened(-wide)}z")
    turn = f" rotate({shortened(first.turn)})" if first.turn else ""
    rule.set("transform", f"translate({shortened(first.x)} {shortened(first.y)}){turn}")
    return rule


def shortened(value: float) -> str:
    """Return a number with two decimals at most."""
    return f"{value:.2f}".rstrip("0").rstrip(".") if value else "0"
