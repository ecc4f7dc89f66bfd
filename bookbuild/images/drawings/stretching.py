"""A drawing made taller, with more room between its labels: what is small keeps its shape."""

import re

from lxml import etree

from bookbuild.images.drawings.measures import size_of, view_box
from bookbuild.images.drawings.names import Element, local_name, number_of

_STEP = re.compile(r"[A-Za-z]|[-+]?(?:[0-9]*\.)?[0-9]+(?:e[-+]?[0-9]+)?", re.IGNORECASE)
_POINTS = {"M": "xy", "L": "xy", "T": "xy", "C": "xyxyxy", "S": "xyxy", "Q": "xyxy", "H": "x", "V": "y", "A": "xyxxxxy"}
_VERTICAL = {"rect": ("y", "height"), "line": ("y1", "y2"), "ellipse": ("cy",), "circle": ("cy",), "text": ("y",)}
_KNOWN = frozenset({*_VERTICAL, "svg", "g", "path", "polygon", "polyline", "title", "desc"})
_SMALL = 22.0
"""Units of a shape that keeps its form, such as the head of an arrow."""
_THIN = 9.0
_TRANSLATE = re.compile(r"translate\(\s*([-0-9.]+)[\s,]+([-0-9.]+)\s*\)")


def can_be_stretched(root: Element) -> bool:
    """Return whether a drawing holds nothing but shapes and lines of text in place."""
    for element in root.iter(etree.Element):
        name = local_name(element)
        turned = "transform" in element.attrib and not (
            name == "text" and _TRANSLATE.match(str(element.get("transform")))
        )
        if name not in _KNOWN or turned or (name == "text" and len(element)):
            return False
    return view_box(root) is not None


def stretch(root: Element, times: float) -> None:
    """Make a drawing so many times taller, in place."""
    x, y, wide, high = view_box(root) or (0.0, 0.0, *size_of(root))
    root.set("viewBox", f"{x:g} {y * times:g} {wide:g} {high * times:g}")
    if root.get("height"):
        root.set("height", f"{number_of(root.get('height')) * times:g}")
    for element in root.iter(etree.Element):
        _stretch_element(element, times)


def _stretch_element(element: Element, times: float) -> None:
    name = local_name(element)
    if name == "path":
        element.set("d", _stretched(str(element.get("d")), times))
    elif name in {"polygon", "polyline"}:
        element.set("points", _scaled_points(str(element.get("points")), times))
    elif name == "text" and "transform" in element.attrib:
        moved = _TRANSLATE.sub(lambda m: f"translate({m[1]} {float(m[2]) * times:g})", str(element.get("transform")))
        element.set("transform", moved)
    elif name == "rect" and number_of(element.get("height")) <= _THIN:
        height = number_of(element.get("height"))
        middle = number_of(element.get("y")) + height / 2
        element.set("y", f"{middle * times - height / 2:g}")
    else:
        for attribute in _VERTICAL.get(name, ()):
            if attribute in element.attrib:
                element.set(attribute, f"{number_of(element.get(attribute)) * times:g}")


def _stretched(data: str, times: float) -> str:
    """Return path data whose y coordinates are multiplied; a small shape is moved only."""
    steps = _STEP.findall(data)
    highs = [float(one) for kind, one in _kinds(steps) if kind == "y"]
    is_absolute = not re.search(r"[a-df-z]", data.replace("z", "Z"))
    if highs and is_absolute and max(highs) - min(highs) <= _SMALL and _width(steps) <= _SMALL:
        shift = (max(highs) + min(highs)) / 2 * (times - 1)
        return " ".join(f"{float(one) + shift:g}" if kind == "y" else one for kind, one in _kinds(steps))
    return " ".join(f"{float(one) * times:g}" if kind == "y" else one for kind, one in _kinds(steps))


def _width(steps: list[str]) -> float:
    wide = [float(one) for kind, one in _kinds(steps) if kind == "x"]
    return max(wide) - min(wide) if wide else 0.0


def _kinds(steps: list[str]) -> list[tuple[str, str]]:
    """Return each step of path data with what it is: a command, an x or a y."""
    found, kinds, count = [], "", 0
    for one in steps:
        if one.isalpha():
            kinds, count = _POINTS.get(one.upper(), ""), 0
            found.append(("command", one))
        else:
            found.append((kinds[count % len(kinds)] if kinds else "x", one))
            count += 1
    return found


def _scaled_points(points: str, times: float) -> str:
    numbers = _STEP.findall(points)
    return " ".join(f"{float(one) * times:g}" if index % 2 else one for index, one in enumerate(numbers))
