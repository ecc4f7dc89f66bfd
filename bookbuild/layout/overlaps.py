"""Text that is drawn over other text, or over a picture that it does not belong to."""

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple
from xml.etree.ElementTree import Element

_X_HEIGHT, _ABOVE_LINE = 0.42, 0.04
"""The part of a line that is certainly inked: from above the baseline to the height of an x, in sizes of the type."""
_LEAST, _LEAST_SHARE = 2.0, 0.25
"""How wide an overlap is at least, in CSS pixels and in sizes of the smaller type: signs have bearings, and kerning
moves them into each other."""
_MOST = 64
"""How many overlaps are looked at, of a run."""
_FRAMES = frozenset({"figure", "p", "a", "td", "th", "li", "div", "header"})
"""Elements whose text belongs to the picture in them."""

StyleOf = Any
Overlap = tuple[str, str]
"""What is drawn over another thing, and this: the text, or nothing if it is a picture."""


class _Line(NamedTuple):
    """The inked part of a text, in CSS pixels."""

    top: float
    left: float
    right: float
    bottom: float
    size: float
    text: str
    element: Element


class _Drawn(NamedTuple):
    left: float
    top: float
    right: float
    bottom: float
    element: Element


class Overlaps:
    """Finds overlaps page by page."""

    def __init__(self) -> None:
        self._lines: list[_Line] = []
        self._pictures: list[_Drawn] = []
        self._found: list[tuple[_Line, _Line | _Drawn]] = []

    def add_text(self, box: Any) -> None:
        """Add a text box."""
        text = box.text
        if box.width <= 0 or not text.strip() or box.style["visibility"] != "visible":
            return
        size = box.style["font_size"]
        line = box.position_y + box.baseline
        left, right = box.position_x, box.position_x + box.width
        if text[-1] in " \u00a0\n":
            right -= _LEAST_SHARE * size
        self._lines.append(
            _Line(line - _X_HEIGHT * size, left, right, line - _ABOVE_LINE * size, size, text, box.element)
        )

    def add_picture(self, box: Any) -> None:
        """Add the box of a picture."""
        left, top = box.content_box_x(), box.content_box_y()
        self._pictures.append(_Drawn(left, top, left + box.width, top + box.height, box.element))

    def end_page(self) -> None:
        """Find the overlaps of what was added since the last page."""
        if len(self._found) < _MOST:
            self._found += self._of_lines()
            self._found += self._of_pictures()
        self._lines, self._pictures = [], []

    def _of_lines(self) -> Iterator[tuple[_Line, _Line]]:
        """Yield overlapping texts, until there are too many. Those in one line do not overlap, or end the search: so
        they are few.
        """
        going_on: list[_Line] = []
        count = 0
        for line in sorted(self._lines, key=_position):
            top, left, right = line.top, line.left, line.right
            going_on = [other for other in going_on if other.bottom > top]
            for other in going_on:
                if other.right > left and other.left < right and _is_covered(line, other):
                    yield line, other
                    count += 1
            if count > _MOST:
                return
            going_on.append(line)

    def _of_pictures(self) -> Iterator[tuple[_Line, _Drawn]]:
        for picture in self._pictures:
            for line in self._lines:
                if line.left < picture.right and line.right > picture.left and _is_covered(line, picture):
                    yield line, picture

    def meant_for_none(self, root: Element, style_of: StyleOf) -> Iterator[Overlap]:
        """Yield the overlaps in a document that no style intends."""
        if not self._found:
            return
        parents = {child: parent for parent in root.iter() for child in parent}
        for line, other in self._found[:_MOST]:
            around = {*path_up(line.element, parents), *path_up(other.element, parents)}
            is_meant = isinstance(other, _Drawn) and _belongs(line, other, parents, style_of)
            if isinstance(other, _Drawn):
                around.discard(other.element)  # a picture clips what is beyond itself
            if not is_meant and not any(_is_moved(style_of(one)) for one in around):
                yield line.text, other.text if isinstance(other, _Line) else ""


def _position(line: _Line) -> tuple[float, float]:
    return line.top, line.left


def _is_covered(line: _Line, other: _Line | _Drawn) -> bool:
    size = min(line.size, other.size) if isinstance(other, _Line) else line.size
    width = min(line.right, other.right) - max(line.left, other.left)
    height = min(line.bottom, other.bottom) - max(line.top, other.top)
    return width > max(_LEAST, _LEAST_SHARE * size) and height > _LEAST_SHARE * _X_HEIGHT * size


def path_up(element: Element, parents: Mapping[Element, Element]) -> Iterator[Element]:
    """Yield an element and those around it, from within."""
    yield element
    while element in parents:
        element = parents[element]
        yield element


def _is_moved(style: Any) -> bool:
    """Return whether what is seen of an element is not where it was laid out."""
    return bool(style["transform"]) or style["overflow"] != "visible"


def _belongs(line: _Line, picture: _Drawn, parents: Mapping[Element, Element], style_of: StyleOf) -> bool:
    """Return whether a text stands over a picture on purpose: it is in its frame, or the picture lies below all."""
    level = style_of(picture.element)["z_index"]
    frame = next((one for one in path_up(picture.element, parents) if one.tag in _FRAMES), None)
    return (level != "auto" and level < 0) or (frame is not None and frame in path_up(line.element, parents))
