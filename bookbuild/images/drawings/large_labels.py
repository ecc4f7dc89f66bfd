"""Drawings for large print: their labels enlarged and wrapped where there is room, the drawing made taller for them."""

import copy
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from lxml import etree

from bookbuild.images.drawings.label_blocks import Box, Label, blocks_of, box_of_line, box_of_rect
from bookbuild.images.drawings.measures import size_of, view_box
from bookbuild.images.drawings.names import SVG, Element, number_of
from bookbuild.images.drawings.stretching import can_be_stretched, stretch
from bookbuild.images.drawings.text_fonts import TextFonts
from bookbuild.images.drawings.text_styles import TextStyles, texts_of
from bookbuild.model import Typeface

_LEADING = 1.18
_BADGE = 2.0
"""Ems of the radius of a circle that holds a label, at most."""
_THIN = 9.0
"""Units of a rectangle that stands for a line of text or a rule, at most."""
_ABOVE, _BELOW = 0.74, 0.24
"""Ems that letters reach above the baseline and below it."""
_FLATTEST, _NARROWEST = 0.7, 0.9
"""How much a drawing may be pressed together, and the least share of the sheet's width that it may take."""
_TOLERANCE = 0.05
_WORTH_TURNING = 1.1
_PAD = 3.0
_CLEAR = (0.3, 0.15)
"""Ems of white above and below labels, the first for which the sheet has room."""
_MOST_LINES, _ANY = 3, 1000  # lines that a label is broken into at most, where there is room, and where there is not
_SHARES = 24  # widths that are tried for a label whose lines are to be of the same length
_STEP = 0.06
_AROUND, _ROUND, _LOWER = 0.66, 0.72, 0.09
"""The radius of a circle around a label, as a share of its width and its size; how much lower than the middle of all
letters that of numerals and capitals is, in ems.
"""


@dataclass(frozen=True, slots=True)
class Sheet:
    """The room for a drawing on paper, in points, and the least size of its words."""

    width: float
    height: float
    least: float

    def allows(self, size: float) -> bool:
        """Return whether words of a size in points are large enough."""
        return size >= self.least - _TOLERANCE


@dataclass(frozen=True, slots=True)
class Enlarged:
    """A drawing for a sheet, the size of its smallest words there, in points (0 if it has none), and how many ems of
    white are above and below them at least.
    """

    data: bytes
    size: float
    clear: float = _CLEAR[0]
    is_turned: bool = False


def for_sheets(data: bytes, typefaces: Sequence[Typeface], upright: Sheet, turned: Sheet) -> Enlarged:
    """Return a drawing for a sheet as it stands, or for a turned one if its words are large enough only there.

    Where they are on neither, it is that on which they are larger; where they are crowded on one, it is the other.
    """
    first = enlarged(data, typefaces, upright)
    if not first.size or (upright.allows(first.size) and first.clear >= _CLEAR[0]):
        return first
    second = replace(enlarged(data, typefaces, turned), is_turned=True)
    if upright.allows(first.size):
        return second if second.clear > first.clear and turned.allows(second.size) else first
    return second if second.size >= min(turned.least - _TOLERANCE, first.size * _WORTH_TURNING) else first


def enlarged(data: bytes, typefaces: Sequence[Typeface], sheet: Sheet) -> Enlarged:
    """Return a drawing whose words are as large as a sheet asks, if that is possible, else the drawing as it is."""
    root = etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True))
    styles = TextStyles(root)
    sizes = [
        float(styles.of(text)["font-size"]) for text in texts_of(root) if "".join(map(str, text.itertext())).strip()
    ]
    if not sizes:
        return Enlarged(data, 0)
    _, _, wide, high = view_box(root) or (0.0, 0.0, *size_of(root))
    scale = min(sheet.width / wide, sheet.height / high)
    if sheet.allows(min(sizes) * scale) or b"<style" in data or not can_be_stretched(root):
        return Enlarged(data, min(sizes) * scale)
    fonts, full = TextFonts(typefaces), sheet.width / wide
    for clear in (*_CLEAR, 0.0):
        times = max(_FLATTEST, min(1.0, sheet.height / high / full))
        while (scale := min(full, sheet.height / (high * times))) >= full * _NARROWEST:
            trial = copy.deepcopy(root)
            stretch(trial, times)
            if _Redrawing(trial, fonts, sheet.least / scale, times, clear).fits():
                return Enlarged(etree.tostring(trial, encoding="utf-8", xml_declaration=True), sheet.least, clear)
            times += _STEP
    return Enlarged(data, min(sizes) * min(full, sheet.height / high))


class _Redrawing:
    """A drawing whose labels are set in at least a size, with so many ems of white at least above and below each."""

    def __init__(self, root: Element, fonts: TextFonts, least: float, times: float, clear: float) -> None:
        self._root, self._fonts, self._least, self._times = root, fonts, least, times
        self._clear, self._pad = clear * least, max(_PAD, clear * least)
        self._most_lines = _MOST_LINES if clear else _ANY
        self._styles = TextStyles(root)
        x, y, wide, high = view_box(root) or (0.0, 0.0, 0.0, 0.0)
        self._whole = Box(x, y, x + wide, y + high)
        rects = [box_of_rect(rect) for rect in root.iter(f"{SVG}rect")]
        self._rects = [box for box in rects if box.bottom - box.top > self._least]
        middles = [(box, (box.top + box.bottom) / 2) for box in rects if box.bottom - box.top <= _THIN]
        rules = [Box(box.left, middle, box.right, middle) for box, middle in middles]
        self._lines = [*map(box_of_line, root.iter(f"{SVG}line")), *rules]

    def fits(self) -> bool:
        """Set the labels, and return whether each has room."""
        taken: list[Box] = []
        for block in list(blocks_of(list(self._labels()), self._times, self._lines)):
            box = self._set(block)
            if box is None or any(box.overlaps(other) for other in taken):
                return False
            taken.append(box)
        return True

    def _labels(self) -> Iterator[Label]:
        for text in texts_of(self._root):
            size = float(self._styles.of(text)["font-size"])
            if "transform" in text.attrib:
                text.set("font-size", f"{max(size, self._least):.4g}")
                continue
            place = number_of(text.get("x")), number_of(text.get("y"))
            if self._fill_circle(text, *place, size):
                continue
            yield Label(text, *place, size, self._styles.of(text).get("text-anchor", "start"))

    def _set(self, block: Sequence[Label]) -> Box | None:
        """Set labels that belong together around their middle, and return their box, or None if they have no room."""
        first, last = block[0], block[-1]
        middle = (first.y - first.size * _ABOVE + last.y + last.size * _BELOW) / 2
        room = self._room(block, middle)
        widest = 0.0
        for label in block:
            label.lines = self._balanced(label, room.right - room.left)
            widest = max(widest, *(self._width(label, line) for line in label.lines))
        if widest > room.right - room.left or any(len(label.lines) > self._most_lines for label in block):
            return None
        sizes = [max(label.size, self._least) for label in block for _ in label.lines]
        height = sum(sizes) * _LEADING - sizes[0] * (_LEADING - _ABOVE - _BELOW)
        top = min(max(middle - height / 2, room.top), room.bottom - height)
        if top < room.top - 0.01:
            return None
        self._write(block, top)
        left = {"middle": first.x - widest / 2, "end": first.x - widest}.get(first.anchor, first.x)
        return Box(left, top - self._clear, left + widest, top + height + self._clear)

    def _room(self, block: Sequence[Label], middle: float) -> Box:
        """Return the room around the place of a block: within its frame, and beside other frames and labels."""
        x, anchor = block[0].x, block[0].anchor
        inside = [box for box in self._rects if box.left <= x <= box.right and box.top <= middle <= box.bottom]
        frame = min(inside, key=lambda box: (box.right - box.left) * (box.bottom - box.top), default=self._whole)
        half = self._least * len(block) * _LEADING / 2
        band = Box(frame.left, middle - half, frame.right, middle + half)
        left, right = frame.left + self._pad, frame.right - self._pad
        upright = (line for line in self._lines if line.left == line.right)
        for box in (*self._rects, *upright, *self._others(block)):
            if box in inside or not box.overlaps(band):
                continue
            if box.left >= x:
                right = min(right, box.left - _PAD)
            elif box.right <= x:
                left = max(left, box.right + _PAD)
        reach = min(x - left, right - x)
        sides = {"middle": (x - reach, x + reach), "end": (left, x)}.get(anchor, (x, right))
        top, bottom = frame.top + self._pad / 2, frame.bottom - self._pad / 2
        return self._between_lines(Box(sides[0], top, sides[1], bottom), x, middle)

    def _between_lines(self, room: Box, x: float, middle: float) -> Box:
        """Return the part of a room between the horizontal lines above and below a place."""
        across = [line.top for line in self._lines if line.top == line.bottom and line.left <= x < line.right]
        beside = [box for box in self._rects if box.left <= x < box.right]
        above = [*across, *(box.bottom for box in beside)]
        below = [*across, *(box.top for box in beside)]
        above_y = max((y + self._pad for y in above if y <= middle), default=room.top)
        below_y = min((y - self._pad for y in below if y > middle), default=room.bottom)
        return Box(room.left, max(room.top, above_y), room.right, min(room.bottom, below_y))

    def _others(self, block: Sequence[Label]) -> Iterator[Box]:
        """Yield the places of labels that begin elsewhere, and of circles."""
        own = {label.element for label in block}
        for text in texts_of(self._root):
            if text not in own and "transform" not in text.attrib and text.get("text-anchor") != "middle":
                x, y = number_of(text.get("x")), number_of(text.get("y"))
                yield Box(x, y - self._least * _ABOVE, x, y + self._least * _BELOW)
        for circle in self._root.iter(f"{SVG}circle"):
            x, y, r = (number_of(circle.get(name)) for name in ("cx", "cy", "r"))
            if r < self._least and not any(abs(label.x - x) < r for label in block):
                yield Box(x - r, y - r, x + r, y + r)

    def _balanced(self, label: Label, room: float) -> tuple[str, ...]:
        """Return the lines of a label, of about the same length."""
        lines = tuple(self._wrapped(label, room))
        narrower = (tuple(self._wrapped(label, room * share / _SHARES)) for share in range(_SHARES // 2, _SHARES))
        same = (one for one in narrower if len(one) == len(lines))
        return next((one for one in same if all(self._width(label, line) <= room for line in one)), lines)

    def _wrapped(self, label: Label, room: float) -> Iterator[str]:
        line = ""
        for word in "".join(map(str, label.element.itertext())).split():
            longer = f"{line} {word}".strip()
            if line and self._width(label, longer) > room:
                yield line
                line = word
            else:
                line = longer
        yield line

    def _width(self, label: Label, words: str) -> float:
        shaper = self._fonts.shaper(self._styles.of(label.element))
        return shaper.width(words) * max(label.size, self._least)

    def _write(self, block: Sequence[Label], top: float) -> None:
        for label in block:
            size, element = max(label.size, self._least), label.element
            for number, line in enumerate(label.lines):
                own = element if number == 0 else copy.copy(element)
                own.text = line
                own.set("y", f"{top + size * _ABOVE:.4g}")
                own.set("font-size", f"{size:.4g}")
                if number:
                    element.addnext(own)
                    element = own
                top += size * _LEADING

    def _fill_circle(self, text: Element, x: float, y: float, size: float) -> bool:
        """Set a label in the middle of its circle, which grows with it. Return whether it has one."""
        for circle in self._root.iter(f"{SVG}circle"):
            cx, cy, r = (number_of(circle.get(name)) for name in ("cx", "cy", "r"))
            if r < _BADGE * size and abs(cx - x) < 1 and abs((cy - y) / self._times + size * _BELOW) < r * 0.6:
                size = max(size, self._least)
                words = self._fonts.shaper(self._styles.of(text)).width("".join(map(str, text.itertext()))) * size
                circle.set("r", f"{max(r, words * _AROUND, size * _ROUND):.4g}")
                text.set("y", f"{cy + size * (_ABOVE - _BELOW) / 2 + size * _LOWER:.4g}")
                text.set("font-size", f"{size:.4g}")
                return True
        return False
