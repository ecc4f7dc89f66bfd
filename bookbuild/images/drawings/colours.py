"""Colours that a drawing takes from its article: ``var(--accent, #1f4e5f)`` in attributes and stylesheets."""

import re
from collections.abc import Mapping

from lxml import etree

from bookbuild.images.drawings.names import SVG, Element

COLOURS = ("accent", "accent-ground", "ground", "ink", "quiet", "hairline", "wash")
"""The custom properties of an article that its drawings may use."""
_USE = re.compile(rf"var\(\s*--({'|'.join(COLOURS)})\s*(?:,((?:[^()]|\([^()]*\))*))?\)")
_DECLARED = re.compile(rf"(?<![\w-])--({'|'.join(COLOURS)})\s*:")


def with_colours(data: bytes, colours: Mapping[str, str]) -> bytes:
    """Return a drawing in these colours, by name; those that it sets itself stay its own."""
    root = etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True))
    own = {name for text in _styles(root) for name in _DECLARED.findall(text)}
    wanted = {name: colour for name, colour in colours.items() if name not in own}

    def colour_of(use: re.Match[str]) -> str:
        return wanted.get(use[1], use[0])

    for element in root.iter(etree.Element):
        for name, value in element.attrib.items():
            if "var(" in value:
                element.set(name, _USE.sub(colour_of, str(value)))
        if element.tag == f"{SVG}style" and element.text:
            element.text = _USE.sub(colour_of, element.text)
    return etree.tostring(root, encoding="utf-8", xml_declaration=True)


def _styles(root: Element) -> list[str]:
    """Return the declarations of a drawing."""
    sheets = [element.text or "" for element in root.iter(f"{SVG}style")]
    return [*sheets, *(str(element.get("style")) for element in root.iter(etree.Element) if element.get("style"))]
