"""Form fields over the places to write, as annotations of a run's PDF (ISO 32000-1, 12.7).

A place to write is an element with ``data-field`` (``text``, ``line``, ``tick``, or ``choice`` with a ``data-option``
in it for each button), a ``data-name`` and a ``data-label``. The field is invisible until it is filled in, since the
document draws its own rules and boxes, and it prints nothing. Binding gathers the fields of all runs in one form, and
brings the font that they are filled in with.
"""

from typing import Any
from xml.etree.ElementTree import Element

import pydyf

from bookbuild.layout.page_space import POINTS, PageSpace
from bookbuild.layout.tree import Area, Tree

_PRINTED = 4  # the annotation flag Print (ISO 32000-1, table 165), which PDF/UA requires
_MULTILINE = 1 << 12
_RADIO = 1 << 15
_FROM_THE_RIGHT = 2
_INK = b"0.11 0.13 0.15"
_NOTHING = b"q Q"  # some readers take an empty stream for a damaged one
_KAPPA = 0.5523
"""How far the handles of four Bézier curves lie from their ends to make a circle, in radii."""


class FormFields:
    """The fields of one run, created while its boxes are visited in the order of the document."""

    def __init__(self, pdf: Any, tree: Tree) -> None:
        self._pdf, self._tree = pdf, tree
        self._parts: dict[Element, list[int]] = {}
        self._choices: dict[Element, pydyf.Dictionary] = {}
        self._choice = pydyf.Dictionary()
        self._widgets: list[tuple[int, pydyf.Dictionary]] = []

    def meet(self, number: int, page: Any, box: Any) -> None:
        """Create the field of a box of a page, if it is the outermost box of an element with a field."""
        element = box.element
        if element is None or not ("data-field" in element.attrib or "data-option" in element.attrib):
            return
        pages = self._parts.setdefault(element, [])
        if number in pages:
            return
        pages.append(number)
        if element.get("data-field") == "choice":
            self._open_choice(element)
            return
        widget = self._widget(element, _rectangle(page, box))
        widget.update(self._kind(element, box, widget["Rect"]))
        if self._tree.field(element, Area(number, widget)):
            self._widgets.append((number, widget))
            self._pdf.add_object(widget)
            if "Parent" in widget:
                self._choice["Kids"].append(widget.reference)

    def attach(self) -> None:
        """Add the fields to their pages, after the links."""
        for number, widget in self._widgets:
            leaf = self._pdf.objects[self._pdf.pages["Kids"][3 * number]]
            leaf.setdefault("Annots", pydyf.Array()).append(widget.reference)

    def _open_choice(self, element: Element) -> None:
        if element not in self._choices:
            words = {"T": pydyf.String(element.get("data-name")), "TU": pydyf.String(element.get("data-label"))}
            choice = pydyf.Dictionary({"FT": "/Btn", "Ff": _RADIO, "V": "/Off", "Kids": pydyf.Array(), **words})
            self._pdf.add_object(choice)
            self._choices[element] = choice
        self._choice = self._choices[element]

    def _widget(self, element: Element, rectangle: tuple[float, ...]) -> pydyf.Dictionary:
        label, part = element.get("data-label"), len(self._parts[element])
        return pydyf.Dictionary(
            {
                "Type": "/Annot",
                "Subtype": "/Widget",
                "Rect": pydyf.Array(rectangle),
                "F": _PRINTED,
                "TU": pydyf.String(f"{label} ({part})" if part > 1 else label),
            }
        )

    def _kind(self, element: Element, box: Any, rectangle: tuple[float, ...]) -> dict[str, Any]:
        left, bottom, right, top = rectangle
        size = (right - left, top - bottom)
        if "data-option" in element.attrib:
            states = self._states(element.get("data-option", ""), size, _dot(*size))
            return {"Parent": self._choice.reference, **states}
        name = {"T": pydyf.String(self._name(element))}
        if element.get("data-field") == "tick":
            return {"FT": "/Btn", "V": "/Off", **name, **self._states("Yes", size, _tick(*size))}
        empty = self._appearance(size, b"/Tx BMC EMC")
        flags = _MULTILINE if element.get("data-field") == "text" else 0
        return {"FT": "/Tx", "Ff": flags, "AP": pydyf.Dictionary({"N": empty}), **name, **_writing(box)}

    def _name(self, element: Element) -> str:
        """Return the name of a field. On each further page of its element it has a suffix that no other name has."""
        name, part = element.get("data-name", ""), len(self._parts[element])
        return f"{name}~{part}" if part > 1 else name

    def _states(self, on: str, size: tuple[float, float], drawing: bytes) -> dict[str, Any]:
        looks = {on: self._appearance(size, drawing), "Off": self._appearance(size, _NOTHING)}
        return {"AS": "/Off", "AP": pydyf.Dictionary({"N": pydyf.Dictionary(looks)})}

    def _appearance(self, size: tuple[float, float], drawing: bytes) -> bytes:
        form = {"Type": "/XObject", "Subtype": "/Form", "BBox": pydyf.Array((0, 0, *size))}
        stream = pydyf.Stream([drawing], {**form, "Resources": pydyf.Dictionary()})
        self._pdf.add_object(stream)
        reference: bytes = stream.reference
        return reference


def _writing(box: Any) -> dict[str, Any]:
    """Return the appearance of text written into a box: in the size and from the side of the text around it.

    On lines, the font's name holds how far these are apart, in thousandths of its size: binding makes a font of it
    whose lines come to stand on them.
    """
    size = box.style["font_size"]
    lines = [child for child in box.children if child.element is not box.element]
    font = f"Field{round(lines[0].margin_height() / size * 1000)}" if lines and size else "Field"
    looks: dict[str, Any] = {"DA": pydyf.String(f"/{font} {size * POINTS:.4g} Tf {_INK.decode()} rg")}
    if lines:
        looks["BS"] = pydyf.Dictionary({"W": 0})  # a border, even an invisible one, would push the text off its lines
    if box.style["direction"] == "rtl":
        looks["Q"] = _FROM_THE_RIGHT
    return looks


def _rectangle(page: Any, box: Any) -> tuple[float, ...]:
    """Return the box within its borders, in points from the page's lower left corner."""
    left, top = box.padding_box_x(), box.padding_box_y()
    right, bottom = left + box.padding_width(), top + box.padding_height()
    return tuple(round(side, 3) for side in PageSpace(page).rectangle(left, top, right, bottom))


def _tick(width: float, height: float) -> bytes:
    points = [(0.16, 0.52), (0.4, 0.24), (0.86, 0.86)]
    (x, y), *others = [(width * across, height * up) for across, up in points]
    path = b" ".join(b"%.3f %.3f l" % point for point in others)
    return b"q %s RG %.3f w 1 J 1 j %.3f %.3f m %s S Q" % (_INK, width * 0.14, x, y, path)


def _dot(width: float, height: float) -> bytes:
    """Draw a full circle that leaves a ring free."""
    radius = min(width, height) * 0.32
    bow = radius * _KAPPA
    curves = [
        (radius, bow, bow, radius, 0, radius),
        (-bow, radius, -radius, bow, -radius, 0),
        (-radius, -bow, -bow, -radius, 0, -radius),
        (bow, -radius, radius, -bow, radius, 0),
    ]
    path = b" ".join(b"%.3f %.3f %.3f %.3f %.3f %.3f c" % curve for curve in curves)
    return b"q %s rg 1 0 0 1 %.3f %.3f cm %.3f 0 m %s f Q" % (_INK, width / 2, height / 2, radius, path)
