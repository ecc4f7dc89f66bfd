"""Drawings without anything that runs, moves, or lies elsewhere; what is taken out is named."""

from bookbuild.images.drawings.css import clean_sheet, clean_value
from bookbuild.images.drawings.embedding import Embedder
from bookbuild.images.drawings.names import (
    DRAWING,
    HREFS,
    SVG,
    TEXT_PARTS,
    XHTML,
    XML,
    Element,
    local_name,
    remove,
    words_in,
)

_SCRIPT, _MOTION, _OTHER_FILE = "its script", "its animation", "a part of another file"
_MOVING = frozenset({"animate", "animateColor", "animateMotion", "animateTransform", "set", "mpath", "discard"})
_SILENT = frozenset({"metadata", "view", "cursor", "color-profile", "font", "font-face", "hkern", "vkern"})
"""Elements of SVG that show nothing."""
_INTERACTIVE = frozenset({"audio", "video", "iframe", "canvas", "object", "embed"})
_REFERRING = frozenset({"use", "textPath", "linearGradient", "radialGradient", "pattern", "filter", "feImage"})
_LONGEST = 60


def clean(root: Element, embedder: Embedder) -> None:
    """Clean a drawing in place. `embedder.lost` gets a description of what is no longer shown."""
    _clean_elements(root, embedder.lost)
    for element in list(root.iter()):
        _clean_attributes(element, embedder.lost)
        if element.tag == f"{SVG}image":
            embedder.embed(element)


def _clean_elements(root: Element, lost: dict[str, None]) -> None:
    for element in list(root.iterdescendants()):
        if element.tag == f"{SVG}a":  # an image has no links
            parent = element.getparent()
            element.tag = f"{SVG}tspan" if parent is not None and parent.tag in TEXT_PARTS else f"{SVG}g"
        elif element.tag == f"{SVG}altGlyph":
            element.tag = f"{SVG}tspan"
        if element.tag not in DRAWING:
            if words := _words_for(element):
                lost[words] = None
            remove(element)


def _words_for(element: Element) -> str:
    """Return in words what a drawing loses with an element, or an empty string if that is nothing."""
    name, is_svg = local_name(element), str(element.tag).startswith(SVG)
    if name == "script":
        return _SCRIPT
    if is_svg and name in _MOVING:
        return _MOTION
    if is_svg and name in _SILENT:
        return ""
    if name in _INTERACTIVE:
        return f"its {name}"
    text = words_in(element)
    if text and (is_svg or str(element.tag).startswith(XHTML)):
        return f"the words “{text[:_LONGEST]}{'…' * (len(text) > _LONGEST)}”"
    return f"its {name}" if is_svg else ""


def _clean_attributes(element: Element, lost: dict[str, None]) -> None:
    for name, value in list(element.attrib.items()):
        _clean_attribute(element, str(name), str(value), lost)
    if element.tag == f"{SVG}style":
        css, losses = clean_sheet("".join(map(str, element.itertext())))
        del element[:]
        element.text = css
        lost.update(dict.fromkeys(sorted(losses)))


def _clean_attribute(element: Element, name: str, value: str, lost: dict[str, None]) -> None:
    if name in HREFS:
        if not value.strip().startswith("#") and element.tag != f"{SVG}image":
            if local_name(element) in _REFERRING:
                lost[f"{_OTHER_FILE} ({value[:_LONGEST]})"] = None
            del element.attrib[name]
    elif name.lower().startswith("on"):
        del element.attrib[name]
        lost[_SCRIPT] = None
    elif name == "base" or (name.startswith("{") and name not in {f"{XML}space", f"{XML}lang"}):
        del element.attrib[name]
    else:
        css, losses = clean_value(value)
        element.set(name, css)
        lost.update(dict.fromkeys(sorted(losses)))


def words_of_losses(lost: dict[str, None], most: int = 4) -> str:
    """Return what is lost as one phrase."""
    parts = list(lost)
    if len(parts) == most + 1:  # "and 1 more" takes as much room
        most += 1
    more = f" and {len(parts) - most} other things" if len(parts) > most else ""
    return ", ".join(parts[:most]) + more
