"""SVG images, sanitised: scripts, external resources and unknown elements are removed, drawing elements are kept."""

import re
from collections.abc import Iterator

from lxml import etree

from bookbuild.images.encoded import Encoded, UnreadableError

_SVG = "http://www.w3.org/2000/svg"
_XLINK_HREF = "{http://www.w3.org/1999/xlink}href"
_XML = "{http://www.w3.org/XML/1998/namespace}"
_ROOT = f"{{{_SVG}}}svg"
_DRAWING_NAMES = (
    "svg g defs symbol use switch title desc style path rect circle ellipse line polyline polygon text tspan "
    "textPath image linearGradient radialGradient stop pattern clipPath mask marker filter feBlend feColorMatrix "
    "feComponentTransfer feComposite feConvolveMatrix feDiffuseLighting feDisplacementMap feDistantLight "
    "feDropShadow feFlood feFuncA feFuncB feFuncG feFuncR feGaussianBlur feMerge feMergeNode feMorphology "
    "feOffset fePointLight feSpecularLighting feSpotLight feTile feTurbulence"
)
_DRAWING = frozenset(f"{{{_SVG}}}{name}" for name in _DRAWING_NAMES.split())
"""The drawing elements of SVG 1.1. ``a`` becomes ``g``; all others are removed with their content."""
_EMBEDDED = re.compile(r"data:image/(png|jpeg|gif|webp);base64,[A-Za-z0-9+/=\s]*")
_REMOTE_URL = re.compile(r"""url\(\s*(?!["']?\s*#)[^)]*\)?""", re.IGNORECASE)
_IMPORT = re.compile(r"@import[^;]*;?", re.IGNORECASE)
_LENGTH = re.compile(r"\s*([0-9]*\.?[0-9]+(?:[eE][+-]?[0-9]+)?)\s*(px|pt|pc|mm|cm|in|)\s*")
_PIXELS = {"": 1.0, "px": 1.0, "pt": 96 / 72, "pc": 16.0, "mm": 96 / 25.4, "cm": 96 / 2.54, "in": 96.0}
_DEFAULT_SIZE = (300, 150)  # CSS 2.2, 10.3.2
_MAX_COPIES = 100_000


def read_svg(data: bytes) -> Encoded:
    """Return the drawing without scripts, event handlers, foreign content and external resources.

    Raises:
        UnreadableError: if it is not well-formed SVG, or its ``use`` elements expand beyond the limit.

    """
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True, remove_pis=True
    )
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise UnreadableError(f"is not well-formed SVG: {error.msg}") from error
    if root.tag != _ROOT:
        raise UnreadableError("is not an SVG image: its root element is not svg in the SVG namespace")
    _clean_elements(root)
    for element in root.iter():
        _clean_attributes(element)
    _limit_copies(root)
    etree.cleanup_namespaces(root)
    return Encoded("image/svg+xml", etree.tostring(root, encoding="utf-8", xml_declaration=True), *_size(root))


def _clean_elements(root: etree._Element) -> None:
    for element in list(root.iterdescendants()):
        if element.tag == f"{{{_SVG}}}a":
            element.tag = f"{{{_SVG}}}g"
        parent = element.getparent()
        if element.tag not in _DRAWING and parent is not None:
            _remove(parent, element)


def _remove(parent: etree._Element, child: etree._Element) -> None:
    """Remove a child but keep its tail, the text after it."""
    before = child.getprevious()
    if before is not None:
        before.tail = (before.tail or "") + (child.tail or "") or None
    else:
        parent.text = (parent.text or "") + (child.tail or "") or None
    parent.remove(child)


def _clean_attributes(element: etree._Element) -> None:
    for name, value in list(element.attrib.items()):
        if not _is_harmless(element, str(name), str(value)):
            del element.attrib[name]
    if element.tag == f"{{{_SVG}}}style":
        css = "".join(map(str, element.itertext()))
        del element[:]
        element.text = _clean_css(css)


def _is_harmless(element: etree._Element, name: str, value: str) -> bool:
    if name in {"href", _XLINK_HREF}:
        may_embed = element.tag == f"{{{_SVG}}}image" and _EMBEDDED.fullmatch(value.strip())
        return value.startswith("#") or bool(may_embed)
    if name.startswith("{"):
        return name in {f"{_XML}space", f"{_XML}lang"}
    return not name.lower().startswith("on") and name != "base" and _clean_css(value) == value


def _clean_css(css: str) -> str:
    """Return a style without external references, or an empty one if an escape could hide a reference."""
    if "\\" in css:
        return ""
    return _REMOTE_URL.sub("none", _IMPORT.sub("", css))


def _limit_copies(root: etree._Element) -> None:
    try:
        if _copies(root) > _MAX_COPIES:
            raise UnreadableError("has too many repeated elements (use) to be drawn")
    except RecursionError as error:
        raise UnreadableError("is nested too deeply") from error


def _copies(root: etree._Element) -> int:
    """Return the number of elements that are drawn when every ``use`` is expanded."""
    by_id = {str(element.get("id")): element for element in root.iter() if element.get("id")}
    counted: dict[etree._Element, int] = {}

    def count(element: etree._Element) -> int:
        if element not in counted:
            counted[element] = _MAX_COPIES  # marks it as being counted: a drawing that uses itself is infinite
            counted[element] = 1 + sum(map(count, element)) + sum(count(target) for target in _used(element, by_id))
        return counted[element]

    return count(root)


def _used(element: etree._Element, by_id: dict[str, etree._Element]) -> Iterator[etree._Element]:
    reference = str(element.get("href") or element.get(_XLINK_HREF) or "")
    if element.tag == f"{{{_SVG}}}use" and reference[1:] in by_id:
        yield by_id[reference[1:]]


def _size(root: etree._Element) -> tuple[int, int]:
    """Return width and height in CSS pixels: from the attributes, the viewBox, or CSS's default for images."""
    width, height = (_pixels(str(root.get(name) or "")) for name in ("width", "height"))
    box = [float(part) for part in re.findall(r"-?[0-9]*\.?[0-9]+", str(root.get("viewBox") or ""))]
    _, _, box_width, box_height = box if len(box) == 4 and box[2] > 0 and box[3] > 0 else (0, 0, *_DEFAULT_SIZE)  # noqa: PLR2004 - x, y, width, height
    if width is None:
        width = height * box_width / box_height if height is not None else box_width
    if height is None:
        height = width * box_height / box_width
    return max(1, round(width)), max(1, round(height))


def _pixels(length: str) -> float | None:
    match = _LENGTH.fullmatch(length)
    return float(match[1]) * _PIXELS[match[2]] if match else None
