"""Elements and styles of presentation: what they mean is kept where it can be said in the vocabulary of books.

The obsolete elements are those of the HTML Standard, 16.2, with what its section 15.3 says of their looks.
"""

import html
import re
from collections.abc import Iterator

_DECLARATION = re.compile(r"\s*([\w-]+)\s*:\s*([^;]+?)\s*(?:;|$)")
STYLES = frozenset(
    {
        "color",
        "font-size",
        "font-style",
        "font-variant",
        "font-weight",
        "text-align",
        "text-decoration",
        "text-transform",
    }
)
"""The properties that a `style` attribute keeps. What moves or covers other text is not among them."""

_RENAMED = {
    "acronym": "abbr",
    "big": "span",
    "center": "div",
    "details": "div",
    "dir": "ul",
    "font": "span",
    "listing": "pre",
    "menu": "ul",
    "nobr": "span",
    "strike": "s",
    "summary": "div",
    "tt": "code",
    "xmp": "pre",
}
_STYLES_OF = {"big": "font-size: larger", "center": "text-align: center", "summary": "font-weight: bold"}
_SIZES = {"1": "smaller", "2": "smaller", "3": "medium", "4": "larger", "5": "larger", "6": "larger", "7": "larger"}


def renamed(name: str) -> str:
    """Return the element that takes the place of an obsolete one, or the name itself."""
    return _RENAMED.get(name, name)


def style_of(name: str, attributes: dict[str, str]) -> str:
    """Return the declarations that keep the meaning of an element and of its attributes, or an empty string."""
    return "; ".join(_declarations(name, attributes))


def lost_styles(style: str) -> tuple[str, ...]:
    """Return the properties of a `style` attribute that are left out."""
    names = (match[1].lower() for match in _DECLARATION.finditer(html.unescape(style)))
    return tuple(dict.fromkeys(name for name in names if name not in STYLES))


def _declarations(name: str, attributes: dict[str, str]) -> Iterator[str]:
    if name in _STYLES_OF:
        yield _STYLES_OF[name]
    if name == "font":
        if color := attributes.get("color"):
            yield f"color: {color}"
        if size := attributes.get("size", "").strip():
            yield f"font-size: {_SIZES.get(size) or ('smaller' if size[0] == '-' else 'larger')}"
    for match in _DECLARATION.finditer(attributes.get("style", "")):
        if match[1].lower() in STYLES:
            yield f"{match[1].lower()}: {match[2]}"
