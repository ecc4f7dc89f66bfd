"""Text as outlines: shaped with real metrics, broken into lines, fitted into a box."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import accumulate, pairwise
from math import ceil
from typing import Any

import uharfbuzz as hb

from bookbuild.cover.division import SOFT_HYPHEN
from bookbuild.model import Typeface
from bookbuild.text_outlines import Shaper, nearest_fonts

_WORD = re.compile(r"\S{1,40}\s*")
_WORD_OR_SIGN = r"[\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\uff00-\uffef]\s*|[^\s\u2e80-\u9fff\uac00-\ud7af]{1,40}\s*"
_UP_TO_HYPHEN = re.compile("[^\u00ad]+\u00ad?|\u00ad")
_FIRST_SIGN = "\u2e80"
"""Unbreakable pieces: a word with the space after it, or one character of Chinese, Japanese or Korean. Slow to compile,
and few titles need it.
"""
_Breaking = tuple[float, float, tuple[int, ...]]
"""The widest line so far, unevenness, and the ends of lines (counted in words)."""
_SHORT_WORD, _LONGEST_PAIR = 3, 14
_WORTH_A_LINE = 1.06
_MOST_PIECES = 64
"""Into how many pieces a text is divided at most. Few titles have as many words."""


@dataclass(frozen=True, slots=True)
class Block:
    """Lines of text, their size (pixels an em) and leading (pixels from line to line)."""

    lines: tuple[str, ...] = ()
    size: float = 0
    leading: float = 0

    @property
    def height(self) -> float:
        """The height of all lines together, in pixels."""
        return self.leading * len(self.lines)


@dataclass(frozen=True, slots=True)
class Letters:
    """Sets text with a shaper."""

    shaper: Shaper

    def covered(self, text: str) -> str:
        """Return a text without characters that lack a glyph, its words separated by single spaces."""
        return " ".join("".join(c for c in text if c.isspace() or self.shaper.font_of(c) is not None).split())

    def width(self, text: str) -> float:
        """Return the width of a text, in ems."""
        return self.shaper.width(text)

    def outlines(self, text: str, x: float, y: float, size: float) -> str:
        """Return one line as SVG path data, its baseline beginning at (x, y)."""
        pen = _PathPen()
        for glyph, start in self.shaper.placed(text, x, size):
            pen.move_to_origin(start + glyph.shift_x * size, y - glyph.shift_y * size, size / glyph.font.face.upem)
            glyph.font.draw_glyph(glyph.id, _DRAWING, pen)
        return "".join(pen.steps)

    def fit(self, text: str, width: float, height: float, largest: float, leading: float) -> Block:
        """Return the text broken into lines so that it is as large as the box allows; `leading` is in ems.

        A line may end at a soft hyphen, which is drawn there.
        """
        words, best = _joined(_words(text)), Block()
        advances = [self.width(word.removesuffix(SOFT_HYPHEN)) for word in words]
        for breaks in _breaks(advances, [self.width(_line([word])) for word in words]):
            lines = tuple(_line(words[start:end]) for start, end in pairwise(breaks))
            tallest = min(largest, height / (leading * len(lines)))
            if tallest <= best.size * _WORTH_A_LINE:
                break
            size = min(tallest, width / max(map(self.width, lines)))
            if size > best.size * _WORTH_A_LINE:
                best = Block(lines, size, size * leading)
        return best


def _line(pieces: Sequence[str]) -> str:
    """Return pieces of a text as a line, with a hyphen if it ends within a word."""
    text = "".join(pieces).strip()
    return text.replace(SOFT_HYPHEN, "") + ("-" if text.endswith(SOFT_HYPHEN) else "")


def letters(typefaces: Sequence[Typeface], family: str, weight: int, style: str, language: str) -> Letters:
    """Return lettering in the closest typeface, with all others as fallback."""
    return Letters(Shaper(nearest_fonts(typefaces, family, weight, style), language))


@dataclass(slots=True)
class _PathPen:
    """Draws glyphs (y axis upwards) as SVG path data (y axis downwards)."""

    steps: list[str] = field(default_factory=list)
    x: float = 0
    y: float = 0
    scale: float = 1

    def move_to_origin(self, x: float, y: float, scale: float) -> None:
        self.x, self.y, self.scale = x, y, scale

    def draw(self, command: str, *points: float) -> None:
        pairs = zip(points[::2], points[1::2], strict=True)
        coordinates = (f"{self.x + x * self.scale:.1f} {self.y - y * self.scale:.1f}" for x, y in pairs)
        self.steps.append(command + " ".join(coordinates))


def _draw_funcs() -> Any:
    funcs = hb.DrawFuncs()
    funcs.set_move_to_func(lambda x, y, pen: pen.draw("M", x, y))
    funcs.set_line_to_func(lambda x, y, pen: pen.draw("L", x, y))
    funcs.set_quadratic_to_func(lambda a, b, x, y, pen: pen.draw("Q", a, b, x, y))
    funcs.set_cubic_to_func(lambda a, b, c, d, x, y, pen: pen.draw("C", a, b, c, d, x, y))
    funcs.set_close_path_func(lambda pen: pen.draw("Z"))
    return funcs


_DRAWING = _draw_funcs()


def _words(text: str) -> list[str]:
    """Split a text where lines may end; a short word (an article, a preposition) is kept with the next one."""
    words: list[str] = []
    pattern = _WORD if max(text, default="") < _FIRST_SIGN else _WORD_OR_SIGN
    for word in (piece for part in _UP_TO_HYPHEN.findall(text) for piece in re.findall(pattern, part)):
        last = words[-1] if words else ""
        if last.endswith(" ") and len(last.split()[-1]) <= _SHORT_WORD and len(last + word) <= _LONGEST_PAIR:
            words[-1] = last + word
        else:
            words.append(word)
    return words


def _joined(words: Sequence[str]) -> list[str]:
    """Return words in pieces of several if there are many: to find the best breaks takes the cube of their number."""
    size = ceil(len(words) / _MOST_PIECES)
    return ["".join(words[start : start + size]) for start in range(0, len(words), size)] if words else []


def _breaks(advances: Sequence[float], widths: Sequence[float]) -> Iterator[tuple[int, ...]]:
    """Yield the best breaks into one line, two, three …: the widest line is as narrow as possible and the others are
    even. `advances` are the words' widths with the space after them, `widths` without.
    """
    starts = [0.0, *accumulate(advances)]
    ways: dict[int, _Breaking] = {0: (0.0, 0.0, (0,))}  # indexed by the number of words set
    for count in range(1, len(widths) + 1):
        ways = {
            end: min(
                _with_line(ways[start], starts[end - 1] - starts[start] + widths[end - 1], end)
                for start in ways
                if start < end
            )
            for end in range(count, len(widths) + 1)
        }
        yield ways[len(widths)][2]


def _with_line(way: _Breaking, width: float, end: int) -> _Breaking:
    widest, unevenness, breaks = way
    return max(widest, width), unevenness + width * width, (*breaks, end)
