"""Monochrome theme that saves toner: black on white, drawings in greys, no tinted backgrounds."""

import re
from collections.abc import Mapping
from dataclasses import replace

from lxml import etree

from bookbuild.model import Stylesheet, Theme, Tint

_BLACK = Tint(ink="#000000", ground="#ffffff", ink_dark="#ffffff", ground_dark="#000000")
_INKS = Stylesheet(
    "monochrome.css",
    ":root { --ink: #000; --quiet: #000; --hairline: #000; --wash: #fff; --writing-ink: #777; "
    "--code-word: #000; --code-text: #000; --code-number: #000; --code-name: #000; --code-comment: #000 }\n",
)
_COLOUR = re.compile(r"(?<!\()#(?:[0-9a-f]{6}|[0-9a-f]{3})\b", re.IGNORECASE)
_PAINTS = ("fill", "stroke", "color", "stop-color", "flood-color", "lighting-color", "style")
_DARK, _PALE = 0.5, 0.82
"""Luma below which a colour prints black, and above which it prints white: between them, grey."""


def without_colour(theme: Theme) -> Theme:
    """Return a theme whose every colour is black on white. Its stylesheet `project.css` still comes last."""
    black = dict.fromkeys(theme.palette, _BLACK)
    return replace(theme, palette=black, stylesheets={**theme.stylesheets, _INKS.name: _INKS})


def in_greys(pictures: Mapping[str, bytes]) -> dict[str, bytes]:
    """Return files by name with the colours of drawings (``.svg``) turned into black, greys and white.

    Colours written as ``#rgb`` or ``#rrggbb`` are turned. Raster images are unchanged: printers convert those.
    """
    return {name: _grey(data) if name.endswith(".svg") else data for name, data in pictures.items()}


def _grey(data: bytes) -> bytes:
    root = etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True))
    for element in root.iter(etree.Element):
        for name in _PAINTS:
            if value := element.get(name):
                element.set(name, _COLOUR.sub(_grey_of, value))
        if etree.QName(element).localname == "style" and element.text:
            element.text = _COLOUR.sub(_grey_of, element.text)
    return etree.tostring(root, encoding="utf-8", xml_declaration=True)


def _grey_of(colour: re.Match[str]) -> str:
    digits = colour[0][1:] if len(colour[0]) > 4 else "".join(digit * 2 for digit in colour[0][1:])  # noqa: PLR2004 - #rgb
    red, green, blue = (int(digits[index : index + 2], 16) / 255 for index in (0, 2, 4))
    luma = 0.2126 * red + 0.7152 * green + 0.0722 * blue  # ITU-R BT.709
    grey = 0 if luma < _DARK else 255 if luma > _PALE else round(luma * 255)
    return f"#{grey:02x}{grey:02x}{grey:02x}"
