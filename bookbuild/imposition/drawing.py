"""Drawing operators (ISO 32000-1, 8.4 and 8.5) of what annotations consist of: colours, borders, shapes."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import atan2, cos, pi, sin

from pikepdf import Array, Name, Object

from bookbuild.imposition.pdf_values import dictionary_in, number_in, numbers_in
from bookbuild.imposition.placing import Box

Point = tuple[float, float]
_OPERATORS = {1: "g", 3: "rg", 4: "k"}
_ROUND = 0.5523
"""The length of the handles of Bézier curves that together are a circle of radius 1."""
_HEAD, _HEAD_ANGLE = 9.0, pi / 6
"""Length of an arrow's head in widths of its line, and the angle between its line and either side."""


@dataclass(frozen=True, slots=True)
class Border:
    """A border: its width in points, its style (/S, /D, /U, /B or /I), and its dashes."""

    width: float
    style: Object
    dashes: tuple[float, ...] = ()

    @property
    def operators(self) -> str:
        """Return the operators that set width and dashes."""
        return f"{self.width:.3f} w" + (f" [{' '.join(map(str, self.dashes))}] 0 d" if self.dashes else "")


def border_of(annotation: Object) -> Border:
    """Return the border of an annotation (ISO 32000-1, 12.5.4)."""
    given = dictionary_in(annotation, "/BS")
    old = numbers_in(annotation.get("/Border"))
    width = number_in(given, "/W", old[2] if len(old) > 2 and "/BS" not in annotation else 1)  # noqa: PLR2004 - the third is the width
    style = given.get("/S", Name.S)
    dashes = tuple(numbers_in(given.get("/D")) or (3.0,)) if style == Name.D else ()
    return Border(max(0, width), style, dashes if any(dashes) else ())


def coloured(colour: object, *, fill: bool) -> str:
    """Return the operator that sets a colour to fill or to stroke with; nothing for a transparent one."""
    numbers = numbers_in(colour) if isinstance(colour, Array) else []
    operator = _OPERATORS.get(len(numbers))
    if operator is None:
        return ""
    return " ".join((*(f"{number:.4f}" for number in numbers), operator if fill else operator.upper()))


def stroking(operator: str) -> str:
    """Return the operator that strokes with the colour that another one fills with."""
    numbers, _, name = operator.rpartition(" ")
    return f"{numbers} {name.upper()}"


def path(points: Sequence[Point], *, closed: bool = False) -> str:
    """Return the operators of a path through points."""
    moves = (f"{x:.3f} {y:.3f} {'l' if number else 'm'}" for number, (x, y) in enumerate(points))
    return " ".join((*moves, "h" if closed else "")).rstrip()


def ellipse(box: Box) -> str:
    """Return the operators of an ellipse that fills a box."""
    x, y = (box.left + box.right) / 2, (box.bottom + box.top) / 2
    a, b = (box.right - box.left) / 2, (box.top - box.bottom) / 2
    curves = (
        (x1 * a + x, y1 * b + y, x2 * a + x, y2 * b + y, x3 * a + x, y3 * b + y)
        for x1, y1, x2, y2, x3, y3 in (
            (1, _ROUND, _ROUND, 1, 0, 1),
            (-_ROUND, 1, -1, _ROUND, -1, 0),
            (-1, -_ROUND, -_ROUND, -1, 0, -1),
            (_ROUND, -1, 1, -_ROUND, 1, 0),
        )
    )
    return f"{x + a:.3f} {y:.3f} m " + " ".join(" ".join(f"{n:.3f}" for n in curve) + " c" for curve in curves) + " h"


def arrowhead(tip: Point, tail: Point, width: float) -> str:
    """Return the operators of an arrow's head at the tip of a line of this width."""
    angle, length = atan2(tail[1] - tip[1], tail[0] - tip[0]), _HEAD * max(width, 0.5)
    left, right = (
        (tip[0] + length * cos(angle + turn), tip[1] + length * sin(angle + turn))
        for turn in (_HEAD_ANGLE, -_HEAD_ANGLE)
    )
    return path((left, tip, right))


def sign(name: str, box: Box, colour: str) -> str:
    """Return the operators of the mark of a check box or radio button: ``check``, ``cross``, ``disc`` or ``square``."""
    left, bottom, right, top = box
    middle, centre, width = (left + right) / 2, (bottom + top) / 2, max(0.8, (top - bottom) / 6)
    pen = f"q {colour} {stroking(colour)} {width:.3f} w"
    match name:
        case "disc":
            return f"{pen} {ellipse(box)} f Q"
        case "square":
            return f"{pen} {path(((left, bottom), (right, bottom), (right, top), (left, top)), closed=True)} f Q"
        case "cross":
            return f"{pen} {path(((left, bottom), (right, top)))} {path(((left, top), (right, bottom)))} S Q"
        case _:
            return f"{pen} {path(((left, centre), (middle - width / 2, bottom), (right, top)))} S Q"
