"""A typeface of boxes for characters that no font has, each with the number of its character in it.

So nothing is set in glyph 0, which has no text and which PDF/UA forbids (ISO 14289-1, 7.21.8): a box can be copied,
searched and read aloud as the character that it stands for.
"""

import io
from collections.abc import Iterator
from typing import Any

from bookbuild.model import Typeface
from bookbuild.typefaces.instances import typeface

FAMILY = "Bookbuild Boxes"
_EM, _ASCENT, _DESCENT, _SPACE = 1000, 800, -200, 250
_LINE, _SIDE, _TOP, _BOTTOM = 30, 50, 760, -60
_DIGIT_WIDTH, _DIGIT_HEIGHT, _PITCH, _STROKE = 130, 260, 190, 34
_ROWS = (430, 60)  # the baselines of both rows of digits
_SEGMENTS = {
    "0": "abcdef", "1": "bc", "2": "abged", "3": "abgcd", "4": "fgbc", "5": "afgcd", "6": "afgedc", "7": "abc",
    "8": "abcdefg", "9": "abcdfg", "A": "abcefg", "B": "cdefg", "C": "adef", "D": "bcdeg", "E": "adefg", "F": "aefg",
}  # fmt: skip
"""The bars of each digit on a seven-segment display, from the upper one (a) clockwise to the middle one (g)."""
_Bar = tuple[int, int, int, int]


def boxes(characters: frozenset[int], kind: str) -> Typeface:
    """Return a typeface with a box for each of these characters: the same bytes for the same characters."""
    from fontTools.fontBuilder import FontBuilder  # noqa: PLC0415 - slow to import, and seldom needed

    names = {character: f"u{character:04X}" for character in sorted(characters)}
    order = [".notdef", "space", *names.values()]
    builder = FontBuilder(_EM, isTTF=True)
    builder.setupGlyphOrder(order)
    builder.setupCharacterMap({ord(" "): "space", **names})
    outlines = {name: _glyph(name[1:]) for name in names.values()}
    builder.setupGlyf({".notdef": _glyph(""), "space": _nothing(), **outlines})
    widths = {".notdef": _width(""), "space": _SPACE, **{name: _width(name[1:]) for name in names.values()}}
    builder.setupHorizontalMetrics({name: (width, 0) for name, width in widths.items()})
    builder.setupHorizontalHeader(ascent=_ASCENT, descent=_DESCENT)
    builder.setupNameTable({"familyName": FAMILY, "styleName": "Regular", "psName": FAMILY.replace(" ", "")})
    builder.setupOS2(sTypoAscender=_ASCENT, sTypoDescender=_DESCENT, usWinAscent=_ASCENT, usWinDescent=-_DESCENT)
    builder.setupPost()
    builder.updateHead(created=0, modified=0)
    builder.font.recalcTimestamp = False
    data = io.BytesIO()
    builder.save(data)
    return typeface(FAMILY, 400, "normal", f"boxes-{kind}.ttf", data.getvalue(), kind=kind)


def _columns(number: str) -> int:
    return max(2, (len(number) + 1) // 2)


def _width(number: str) -> int:
    return 4 * _SIDE + _PITCH * _columns(number) - (_PITCH - _DIGIT_WIDTH)


def _nothing() -> Any:
    from fontTools.pens.ttGlyphPen import TTGlyphPen  # noqa: PLC0415 - few books need boxes

    return TTGlyphPen(None).glyph()


def _glyph(number: str) -> Any:
    """Return the outline of a box with a hexadecimal number in two rows."""
    from fontTools.pens.ttGlyphPen import TTGlyphPen  # noqa: PLC0415 - few books need boxes

    pen = TTGlyphPen(None)
    right = _width(number) - _SIDE
    _draw(pen, (_SIDE, _BOTTOM, right, _TOP))
    _draw(pen, (_SIDE + _LINE, _BOTTOM + _LINE, right - _LINE, _TOP - _LINE), is_hole=True)
    for bar in _bars(number):
        _draw(pen, bar)
    return pen.glyph()


def _bars(number: str) -> Iterator[_Bar]:
    columns = _columns(number)
    digits = number.rjust(2 * columns, "0") if number else ""
    for index, digit in enumerate(digits):
        row, column = divmod(index, columns)
        x, y = 2 * _SIDE + column * _PITCH, _ROWS[row]
        middle, right, top = y + _DIGIT_HEIGHT // 2, x + _DIGIT_WIDTH, y + _DIGIT_HEIGHT
        segments = {
            "a": (x, top - _STROKE, right, top),
            "b": (right - _STROKE, middle, right, top),
            "c": (right - _STROKE, y, right, middle),
            "d": (x, y, right, y + _STROKE),
            "e": (x, y, x + _STROKE, middle),
            "f": (x, middle, x + _STROKE, top),
            "g": (x, middle - _STROKE // 2, right, middle + _STROKE // 2),
        }
        yield from (segments[name] for name in _SEGMENTS[digit])


def _draw(pen: Any, bar: _Bar, *, is_hole: bool = False) -> None:
    left, bottom, right, top = bar
    corners = [(left, bottom), (left, top), (right, top), (right, bottom)]
    pen.moveTo(corners[0])
    for corner in reversed(corners[1:]) if is_hole else corners[1:]:
        pen.lineTo(corner)
    pen.closePath()
