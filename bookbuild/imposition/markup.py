"""Annotations without an appearance -> what they look like (ISO 32000-1, 12.5.6): highlights, ink, lines, shapes."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from math import atan2

from pikepdf import Array, Dictionary, Name, Object, Pdf, Stream

from bookbuild.imposition.drawing import Border, Point, arrowhead, border_of, coloured, ellipse, path, stroking
from bookbuild.imposition.field_text import is_showable, shown_text, text_style
from bookbuild.imposition.pdf_values import number_in, numbers_in, upright
from bookbuild.imposition.placing import Box

Drawer = Callable[[Object], str]
_ARROWS = (Name.OpenArrow, Name.ClosedArrow, Name.ROpenArrow, Name.RClosedArrow)
_YELLOW, _BLACK = "1 1 0 rg", "0 G"
_RULE = 0.07
"""Thickness of the line under or through text, in heights of the text."""
_CORNERS = 4


def draw_markup(annotation: Object, pdf: Pdf) -> bool:
    """Draw an annotation's appearance, and return whether it could be drawn."""
    drawer = _DRAWERS.get(str(annotation.get("/Subtype")))
    rect = upright(annotation.get("/Rect"))
    content = drawer(annotation) if drawer and rect else ""
    if not content or rect is None:
        return False
    points = [(rect.llx, rect.lly), (rect.urx, rect.ury), *_points(annotation.get("/QuadPoints"))]
    box = Array([function(axis) for function in (min, max) for axis in zip(*points, strict=True)])
    opacity = number_in(annotation, "/CA", 1)
    state = Dictionary(Type=Name.ExtGState, CA=opacity, ca=opacity)
    if annotation.Subtype == Name.Highlight:
        state.BM = Name.Multiply
    stream = Stream(pdf, f"/State gs\n{content}".encode())
    stream.Type, stream.Subtype, stream.BBox = Name.XObject, Name.Form, box
    stream.Resources = Dictionary(ExtGState=Dictionary(State=state))
    if annotation.Subtype == Name.FreeText:
        stream.Resources.Font = Dictionary(F=text_style(str(annotation.get("/DA", "")), Dictionary()).font)
    annotation.Rect, annotation.AP = box, Dictionary(N=pdf.make_indirect(stream))
    return True


def _points(array: object) -> list[Point]:
    numbers = numbers_in(array)
    return list(zip(numbers[::2], numbers[1::2], strict=False))


def _quads(annotation: Object) -> list[Sequence[Point]]:
    """Return four points for each line of text: upper left, upper right, lower left, lower right, as programs write
    them, and not as in ISO 32000-1.
    """
    points = _points(annotation.get("/QuadPoints"))
    starts = range(0, len(points) - _CORNERS + 1, _CORNERS)
    return [points[start : start + _CORNERS] for start in starts]


def _highlight(annotation: Object) -> str:
    quads = _quads(annotation)
    return "\n".join((coloured(annotation.get("/C"), fill=True) or _YELLOW, *map(_filled, quads))) if quads else ""


def _filled(quad: Sequence[Point]) -> str:
    x, y = (sum(axis) / _CORNERS for axis in zip(*quad, strict=True))
    return f"{path(sorted(quad, key=lambda point: atan2(point[1] - y, point[0] - x)), closed=True)} f"


def _ruled(share: float) -> Drawer:
    """Return a drawer of lines through text, at a share of its height."""

    def draw(annotation: Object) -> str:
        rules = []
        for (x1, y1), (x2, y2), (x3, y3), (x4, y4) in _quads(annotation):
            start, end = (
                (x3 + share * (x1 - x3), y3 + share * (y1 - y3)),
                (x4 + share * (x2 - x4), y4 + share * (y2 - y4)),
            )
            rules.append(f"{max(0.5, _RULE * abs(y1 - y3)):.3f} w {path((start, end))} S")
        return "\n".join((coloured(annotation.get("/C"), fill=False) or _BLACK, *rules)) if rules else ""

    return draw


def _ink(annotation: Object) -> str:
    strokes = annotation.get("/InkList")
    lines = [_points(stroke) for stroke in strokes] if isinstance(strokes, Array) else []
    return _stroked(annotation, border_of(annotation), " ".join(path(line) for line in lines if line))


def _line(annotation: Object) -> str:
    points, border = _points(annotation.get("/L")), border_of(annotation)
    endings = annotation.get("/LE")
    ends = list(endings) if isinstance(endings, Array) else []
    if len(points) != 2:  # noqa: PLR2004 - the ends of a line
        return ""
    heads = [
        arrowhead(tip, tail, border.width)
        for ending, (tip, tail) in zip(ends, (points, points[::-1]), strict=False)
        if ending in _ARROWS
    ]
    return _stroked(annotation, border, " ".join((path(points), *heads)))


def _shape(annotation: Object) -> str:
    rect, border = upright(annotation.get("/Rect")), border_of(annotation)
    if rect is None:
        return ""
    left, bottom, right, top = numbers_in(annotation.get("/RD")) or [0.0] * 4
    inner = border.width / 2
    box = Box(rect.llx + left + inner, rect.lly + bottom + inner, rect.urx - right - inner, rect.ury - top - inner)
    if annotation.Subtype == Name.Circle:
        return _stroked(annotation, border, ellipse(box))
    corners = ((box.left, box.bottom), (box.right, box.bottom), (box.right, box.top), (box.left, box.top))
    return _stroked(annotation, border, path(corners, closed=True))


def _polygon(annotation: Object) -> str:
    points = _points(annotation.get("/Vertices"))
    return _stroked(annotation, border_of(annotation), path(points, closed=annotation.Subtype == Name.Polygon))


def _free_text(annotation: Object) -> str:
    rect, text = upright(annotation.get("/Rect")), str(annotation.get("/Contents", ""))
    if rect is None or not text.strip() or not is_showable(text):
        return ""
    style = text_style(str(annotation.get("/DA", "")), Dictionary())
    wide = replace(style, many_lines=True, quadding=int(number_in(annotation, "/Q", 0)))
    border, background = border_of(annotation), coloured(annotation.get("/C"), fill=True)
    area = f"{rect.llx:.3f} {rect.lly:.3f} {rect.width:.3f} {rect.height:.3f} re"
    frame = f"{border.operators} {stroking(style.colour)} {area} S" if border.width else ""
    shown = shown_text(text, (rect.width, rect.height), wide)
    return "\n".join(
        (f"{background} {area} f" if background else "", frame, f"1 0 0 1 {rect.llx} {rect.lly} cm", shown)
    )


def _stroked(annotation: Object, border: Border, shape: str) -> str:
    """Return the operators that fill a shape with the inner colour, and stroke it with the colour."""
    fill, stroke = coloured(annotation.get("/IC"), fill=True), coloured(annotation.get("/C"), fill=False) or _BLACK
    closed = annotation.Subtype in (Name.Square, Name.Circle, Name.Polygon)
    paint = "B" if fill and closed and border.width else "f" if fill and closed else "S" if border.width else ""
    return f"1 J 1 j {border.operators} {fill if closed else ''} {stroke} {shape} {paint}" if shape and paint else ""


_DRAWERS: Mapping[str, Drawer] = {
    "/Highlight": _highlight,
    "/Underline": _ruled(0.06),
    "/Squiggly": _ruled(0.06),
    "/StrikeOut": _ruled(0.45),
    "/Ink": _ink,
    "/Line": _line,
    "/Square": _shape,
    "/Circle": _shape,
    "/Polygon": _polygon,
    "/PolyLine": _polygon,
    "/FreeText": _free_text,
}
