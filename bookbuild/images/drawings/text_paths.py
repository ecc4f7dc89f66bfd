"""Places along a path, for text that follows one (``textPath``)."""

import math
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise
from typing import Any

from bookbuild.images.drawings.names import Element, href_of
from bookbuild.images.drawings.placed_glyph import PlacedGlyph
from bookbuild.images.drawings.text_styles import TextStyles, length

_STEPS = 24
"""Straight pieces that a curve is divided into."""
_Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class PathPlaces:
    """A path as a line of points, each with its distance from the beginning; `offset` is where the text begins."""

    points: Sequence[_Point]
    distances: Sequence[float]
    offset: float

    @classmethod
    def of(cls, element: Element, styles: TextStyles) -> "PathPlaces":
        """Return the path of a ``textPath``."""
        name = href_of(element)[1:]
        shape = next((one for one in styles.root.iter() if name and one.get("id") == name), None)
        points = list(_points(str(element.get("path") or (shape.get("d") if shape is not None else "") or "")))
        distances = [0.0, *accumulate(math.dist(*pair) for pair in pairwise(points))]
        size = float(styles.of(element)["font-size"])
        offset = length(str(element.get("startOffset") or "0"), size, distances[-1]) or 0.0
        return cls(points, distances, offset)

    def along(self, glyphs: Sequence[PlacedGlyph]) -> list[PlacedGlyph]:
        """Return the glyphs of a line where they stand on the path; those beyond its ends are not shown."""
        return [glyph for glyph in glyphs if self._put(glyph)]

    def _put(self, glyph: PlacedGlyph) -> bool:
        half = glyph.advance / 2
        middle = self.offset + glyph.x + half
        if len(self.points) < 2 or not 0 <= middle <= self.distances[-1]:  # noqa: PLR2004 - a line
            return False
        index = min(bisect_right(self.distances, middle), len(self.points) - 1)
        (x0, y0), (x1, y1) = self.points[index - 1 : index + 1]
        piece = self.distances[index] - self.distances[index - 1] or 1.0
        share = (middle - self.distances[index - 1]) / piece
        angle = math.atan2(y1 - y0, x1 - x0)
        x, y = x0 + (x1 - x0) * share, y0 + (y1 - y0) * share
        cos, sin = math.cos(angle), math.sin(angle)
        glyph.x, glyph.y = x - half * cos - glyph.y * sin, y - half * sin + glyph.y * cos
        glyph.turn += math.degrees(angle)
        return True


def _points(data: str) -> Iterator[_Point]:
    from fontTools.pens.recordingPen import RecordingPen  # noqa: PLC0415 - few drawings have text on paths
    from fontTools.svgLib.path import parse_path  # noqa: PLC0415 - few drawings need it

    pen: Any = RecordingPen()
    try:
        parse_path(data, pen)
    except (ValueError, IndexError, TypeError, AssertionError):
        return
    last: _Point = (0.0, 0.0)
    start = last
    for command, places in pen.value:
        if command == "moveTo":
            start = places[0]
        controls = [last, *places] if command in {"curveTo", "qCurveTo", "lineTo"} else places
        if command == "closePath":
            controls = [last, start]
        if len(controls) > 1:
            steps = 1 if len(controls) == 2 else _STEPS  # noqa: PLR2004 - a straight line
            yield from (_on_curve(controls, step / steps) for step in range(1, steps + 1))
        else:
            yield from places
        last = (controls or [last])[-1]


def _on_curve(controls: Sequence[_Point], share: float) -> _Point:
    """Return a point of a Bézier curve (de Casteljau)."""
    points = list(controls)
    while len(points) > 1:
        points = [(a[0] + (b[0] - a[0]) * share, a[1] + (b[1] - a[1]) * share) for a, b in pairwise(points)]
    return points[0]
