"""Elements and styles of presentation: what they mean is kept where it can be expressed in the vocabulary of books.

The obsolete elements are those of the HTML Standard, 16.2, with their looks in its section 15.3.
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

_PLAIN_VALUE = re.compile(r"[\w\s#%.,/!()-]+")
_FUNCTION = re.compile(r"([\w-]*)\(")
_LONGEST_VALUE = 200
_COLOUR_FUNCTIONS = frozenset({"rgb", "rgba", "hsl", "hsla", "hwb", "lab", "lch", "oklab", "oklch"})
_WORDS = re.compile(r"[a-z\s!-]+", re.IGNORECASE)
_LENGTH = re.compile(r"([0-9]{1,6}(?:\.[0-9]{1,9})?|\.[0-9]{1,9})(%|[a-z]+)(?:\s*!important)?", re.IGNORECASE)
_PERCENT = {
    "%": 1,
    "em": 100,
    "rem": 100,
    "ex": 50,
    "ch": 50,
    "pt": 9,
    "px": 7,
    "mm": 25,
    "cm": 250,
    "in": 650,
    "pc": 100,
}
"""About how much of the size of the text a unit of length is, in per cent."""
_SMALLEST, _LARGEST = 30, 600
"""Sizes of type in per cent of the text's: what is smaller cannot be read, what is larger leaves the page."""

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
    pairs = ((match[1].lower(), match[2]) for match in _DECLARATION.finditer(html.unescape(style)))
    return tuple(dict.fromkeys(name for name, value in pairs if not _is_kept(name, value)))


def _is_kept(name: str, value: str) -> bool:
    """Return whether a declaration affects text that a page can hold, and names no address."""
    if name not in STYLES or len(value) > _LONGEST_VALUE or not _PLAIN_VALUE.fullmatch(value):
        return False
    if not {function.lower() for function in _FUNCTION.findall(value)} <= _COLOUR_FUNCTIONS:
        return False
    if name != "font-size" or _WORDS.fullmatch(value):
        return True
    size = _LENGTH.fullmatch(value)
    return size is not None and _SMALLEST <= float(size[1]) * _PERCENT.get(size[2].lower(), 0) <= _LARGEST


def _declarations(name: str, attributes: dict[str, str]) -> Iterator[str]:
    if name in _STYLES_OF:
        yield _STYLES_OF[name]
    if name == "font":
        if (color := attributes.get("color")) and _is_kept("color", color):
            yield f"color: {color}"
        if size := attributes.get("size", "").strip():
            yield f"font-size: {_SIZES.get(size) or ('smaller' if size[0] == '-' else 'larger')}"
    for match in _DECLARATION.finditer(attributes.get("style", "")):
        if _is_kept(match[1].lower(), match[2]):
            yield f"{match[1].lower()}: {match[2]}"
