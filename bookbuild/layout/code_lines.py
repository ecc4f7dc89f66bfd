"""Marks at lines of code that are broken because they are too long: a small hook in the margin of the block.

A mark is drawn, not written, so that code that is copied from a page is as it was.
"""

from collections.abc import Iterator
from typing import Any
from xml.etree.ElementTree import Element

from weasyprint.formatting_structure import boxes

from bookbuild.layout.page_space import POINTS

_SIZE, _WIDTH = 0.42, 0.05
"""How large a hook is, and how thick its line, in ems of the code."""


class BrokenLines:
    """The broken lines of the code blocks of a document, page by page."""

    def __init__(self, root: Element) -> None:
        self._unread = {block: "".join(block.itertext()) for block in root.iter("pre")}
        """What of each block has not been seen on a page."""

    def mark(self, page_box: Any, stream: Any) -> None:
        """Draw a hook at each line of a page that goes on in the next one. Pages come in order."""
        if not self._unread:
            return
        for block in _code_blocks(page_box):
            for line in self._broken(block):
                _draw_hook(stream, block, line)

    def _broken(self, block: Any) -> Iterator[Any]:
        """Yield the lines of a block after which the code has no line break."""
        text = self._unread[block.element]
        for line in _lines(block):
            seen = "".join(box.text for box in line.descendants() if isinstance(box, boxes.TextBox)).rstrip()
            start = text.find(seen)
            rest = text[start + len(seen) :] if start >= 0 else text
            after = rest.lstrip(" \t")
            if seen and after and not after.startswith("\n"):
                yield line
            text = after.removeprefix("\n") if after.startswith("\n") else rest
        self._unread[block.element] = text


def _code_blocks(box: Any) -> Iterator[Any]:
    if getattr(box, "element_tag", "") == "pre" and isinstance(box, boxes.BlockBox):
        yield box
    else:
        for child in getattr(box, "children", ()):
            yield from _code_blocks(child)


def _lines(block: Any) -> Iterator[Any]:
    for child in block.children:
        if isinstance(child, boxes.LineBox):
            yield child
        elif isinstance(child, boxes.ParentBox):
            yield from _lines(child)


def _draw_hook(stream: Any, block: Any, line: Any) -> None:
    """Draw an arrow down and back, in the padding at the end of a line."""
    size = block.style["font_size"] * _SIZE * POINTS
    room = block.padding_right * POINTS
    right = (block.padding_box_x() + block.padding_width()) * POINTS - max(0, room - size) / 2
    bottom = (line.position_y + line.height / 2) * POINTS + size / 2
    left, top, tip = right - size, bottom - 0.7 * size, 0.3 * size
    with stream.artifact(), stream.stacked():
        stream.set_color(block.style["color"], stroke=True)
        stream.set_line_width(block.style["font_size"] * _WIDTH * POINTS)
        stream.move_to(right, top)
        stream.line_to(right, bottom - tip)
        stream.line_to(left, bottom - tip)
        stream.move_to(left + tip, bottom - 2 * tip)
        stream.line_to(left, bottom - tip)
        stream.line_to(left + tip, bottom)
        stream.stroke()
