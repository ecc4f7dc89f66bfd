"""Boxes to write in that are drawn smaller than requested, since no page has room for them."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any
from xml.etree.ElementTree import Element

from bookbuild.diagnostics import Diagnostic, diagnose

_HEIGHT = re.compile(r"height:([0-9.]+)mm")
_PIXELS = 96 / 25.4  # in a millimetre
_TOLERANCE = 1.0
"""How much lower than requested a box may be, in millimetres."""


def requested_heights(root: Element) -> dict[Element, float]:
    """Return the boxes to write in of a document with this root, and the heights that they are to have, in mm."""
    boxes = (div for div in root.iter("div") if "writing-box" in div.get("class", "").split())
    styles = ((box, _HEIGHT.search(box.get("style", ""))) for box in boxes)
    return {box: float(height[1]) for box, height in styles if height}


def cut_boxes(page: Any, asked: Mapping[Element, float]) -> Iterator[tuple[float, float]]:
    """Yield the heights in mm, requested and drawn, of boxes on a page that are drawn smaller."""
    for box in page.descendants():
        wanted = asked.get(box.element) if box.element is not None else None
        if wanted is not None and box.border_height() / _PIXELS < wanted - _TOLERANCE:
            yield wanted, box.border_height() / _PIXELS


def box_fault(name: str, wanted: float, drawn: float) -> Diagnostic:
    """Return the diagnostic of a box in the run of this name."""
    message = f"a box of {wanted / 10:g} cm is drawn {drawn / 10:.1f} cm high, since no page has room for more"
    hint = f"write ::: box {int(drawn / 10)}cm, make two boxes of it, or take a larger page"
    return replace(
        diagnose("box-too-tall", message, name, hint=hint), words=(":::", "box", f"{wanted / 10:g}cm", f"{wanted:g}mm")
    )
