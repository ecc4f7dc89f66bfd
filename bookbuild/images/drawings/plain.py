"""Which drawings the layout engine draws as they are meant. The others are painted for the PDF.

WeasyPrint draws shapes and simple lines of text well. Gradients and patterns lie wrong on pages that are shifted,
masks, filters and text on paths are not drawn or wrong, and letters of scripts that join are set one by one.
"""

import re
import unicodedata

from lxml import etree

from bookbuild.images.drawings.names import Element, href_of, local_name, number_of

_SHAPES = frozenset(("path", "rect", "circle", "ellipse", "line", "polyline", "polygon"))
_ELEMENTS = _SHAPES | {"svg", "g", "defs", "use", "title", "desc", "text", "tspan", "image"}
_DRAWN = (
    "fill fill-opacity fill-rule stroke stroke-width stroke-opacity stroke-linecap stroke-linejoin stroke-miterlimit "
    "stroke-dasharray stroke-dashoffset opacity color display visibility font-family font-size font-style font-weight "
    "text-anchor shape-rendering text-rendering image-rendering color-rendering cursor pointer-events "
    "clip-rule enable-background overflow color-interpolation stop-color stop-opacity "
    "background background-color max-width"
)
_PROPERTIES = frozenset(_DRAWN.split())
"""Properties that are drawn as they are meant, and those without effect on what is drawn."""
_GEOMETRY = frozenset(
    ("x", "y", "width", "height", "cx", "cy", "r", "rx", "ry", "x1", "y1", "x2", "y2", "d", "points", "viewBox",
     "preserveAspectRatio")
)  # fmt: skip
_NEUTRAL = frozenset(
    ("id", "class", "style", "transform", "href", "role", "lang", "space", "version", "baseProfile", "tabindex", "type")
)
_SIMPLE_LENGTH = re.compile(r"\s*[-+]?[0-9]*\.?[0-9]+(?:e[-+]?[0-9]+)?(?:px|pt|mm|cm|in|%)?\s*", re.IGNORECASE)
_SIMPLE_SIZE = re.compile(r"\s*[0-9]*\.?[0-9]+(?:px|pt|em)?\s*")
_SIMPLE_WEIGHT = re.compile(r"\s*(?:normal|bold|[1-9]00)\s*")
_EXTREME = re.compile(r"(?<![0-9.])[0-9]{8}|[0-9.][eE]\+?[0-9]{2}|\bnan\b|\binf", re.IGNORECASE)
"""Numbers that no page can have."""
_HARMLESS_VALUES = frozenset({"", "none", "normal", "auto", "inherit", "0", "1", "visible", "baseline", "initial"})
_JOINING = frozenset({"R", "AL", "NSM"})


def is_plain(root: Element) -> bool:
    """Return whether the layout engine draws a drawing, whose styles are in its elements, as it is meant."""
    by_id = {str(element.get("id")): element for element in root.iter() if element.get("id")}
    return all(_is_plain(element, root, by_id) for element in root.iter(etree.Element))


def properties(element: Element) -> dict[str, str]:
    """Return the attributes of an element without namespaces; those in its ``style`` win."""
    found = {etree.QName(name).localname: str(value) for name, value in element.attrib.items()}
    for declaration in found.get("style", "").split(";"):
        name, colon, value = declaration.partition(":")
        if colon:
            found[name.strip().lower()] = value.strip()
    return found


def _is_plain(element: Element, root: Element, by_id: dict[str, Element]) -> bool:
    name, values = local_name(element), properties(element)
    if name not in _ELEMENTS or (name == "svg" and element is not root):
        return False
    if name == "use" and ((target := by_id.get(href_of(element)[1:])) is None or local_name(target) == "svg"):
        return False
    if name in {"text", "tspan"} and not _is_plain_text(element, values):
        return False
    if "opacity" in values and name not in _SHAPES and number_of(values["opacity"], 0) != 1:
        return False
    return all(_is_plain_property(*one) for one in values.items())


def _is_plain_property(name: str, value: str) -> bool:
    if (
        (_EXTREME.search(value) and name not in _NEUTRAL - {"transform"})
        or "url(" in value
        or "calc(" in value
        or "var(" in value
        or "context-" in value
    ):
        return False
    if name in _GEOMETRY:
        return name in {"d", "points", "viewBox", "preserveAspectRatio"} or all(
            _SIMPLE_LENGTH.fullmatch(part) for part in re.split(r"[\s,]+", value.strip())
        )
    if name == "font-size":
        return bool(_SIMPLE_SIZE.fullmatch(value))
    if name == "font-weight":
        return bool(_SIMPLE_WEIGHT.fullmatch(value))
    if name in _PROPERTIES or name in _NEUTRAL or name.startswith(("aria-", "data-", "-", "inkscape")):
        return True
    return value.strip().lower() in _HARMLESS_VALUES


def _is_plain_text(element: Element, values: dict[str, str]) -> bool:
    """Return whether a text or a part of it is set as it is meant: on one line, from one place, letter by letter."""
    own = f"{element.text or ''}{''.join(child.tail or '' for child in element)}"
    if any(unicodedata.bidirectional(character) in _JOINING or _is_indic(character) for character in own):
        return False
    if any(len(values.get(name, "").replace(",", " ").split()) > 1 for name in ("x", "y")):
        return False
    is_moved = "text-anchor" in values and values["text-anchor"].strip() not in {"start", "inherit"}
    return not (is_moved and len(element) and any("x" not in child.attrib for child in element))


def _is_indic(character: str) -> bool:
    return "\u0900" <= character <= "\u109f" or "\u1780" <= character <= "\u17ff"
