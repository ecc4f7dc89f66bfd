"""Text as outlines, in drawing operators of PDF (ISO 32000-1, 8.5), without a font in the file."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import uharfbuzz as hb

from bookbuild.model import Typeface
from bookbuild.text_outlines import Shaper, nearest_fonts

_FAMILY = "Source Sans 3"


class Lettering:
    """Sets text of one weight, each character in the closest typeface that has it."""

    def __init__(self, typefaces: Sequence[Typeface], weight: int) -> None:
        self._shaper = Shaper(nearest_fonts(typefaces, _FAMILY, weight))

    def width(self, text: str, size: float) -> float:
        """Return the width of a text at a size, both in points."""
        return size * self._shaper.width(text)

    def lines(self, text: str, size: float, width: float) -> list[str]:
        """Return a text broken into lines of at most this width."""
        lines = [""]
        for word in text.split():
            longer = f"{lines[-1]} {word}".lstrip()
            if lines[-1] and self.width(longer, size) > width:
                lines.append(word)
            else:
                lines[-1] = longer
        return lines

    def drawn(self, text: str, x: float, y: float, size: float) -> str:
        """Return the operators that fill a line of text, its baseline beginning at (x, y)."""
        pen = _OutlinePen()
        for glyph, start in self._shaper.placed(text, x, size):
            pen.start(start + glyph.shift_x * size, y + glyph.shift_y * size, size / glyph.font.face.upem)
            glyph.font.draw_glyph(glyph.id, _DRAWING, pen)
        return " ".join((*pen.steps, "f"))


@dataclass(slots=True)
class _OutlinePen:
    """Writes outlines as operators; quadratic curves are converted to cubic ones, since PDF has no others."""

    steps: list[str] = field(default_factory=list)
    origin: tuple[float, float] = (0, 0)
    scale: float = 1
    current: tuple[float, float] = (0, 0)

    def start(self, x: float, y: float, scale: float) -> None:
        self.origin, self.scale = (x, y), scale

    def draw(self, operator: str, *numbers: float) -> None:
        points = list(zip(numbers[::2], numbers[1::2], strict=True))
        x0, y0 = self.origin
        coordinates = (f"{x0 + x * self.scale:.3f} {y0 + y * self.scale:.3f}" for x, y in points)
        self.steps.append(" ".join((*coordinates, operator)))
        self.current = points[-1] if points else self.current

    def curve(self, a: float, b: float, x: float, y: float) -> None:
        (x0, y0), third = self.current, 2 / 3
        self.draw("c", x0 + third * (a - x0), y0 + third * (b - y0), x + third * (a - x), y + third * (b - y), x, y)


def _draw_funcs() -> Any:
    funcs = hb.DrawFuncs()
    funcs.set_move_to_func(lambda x, y, pen: pen.draw("m", x, y))
    funcs.set_line_to_func(lambda x, y, pen: pen.draw("l", x, y))
    funcs.set_quadratic_to_func(lambda a, b, x, y, pen: pen.curve(a, b, x, y))
    funcs.set_cubic_to_func(lambda a, b, c, d, x, y, pen: pen.draw("c", a, b, c, d, x, y))
    funcs.set_close_path_func(lambda pen: pen.draw("h"))
    return funcs


_DRAWING = _draw_funcs()
