"""Font families of drawings: names that CSS refuses are quoted, and those of a machine are followed by their kind, so
that the book's own stand in.
"""

import re
from collections.abc import Callable

from lxml import etree

from bookbuild.images.drawings.names import SVG, Element

_GENERIC = re.compile(r"\b(?:sans-serif|serif|monospace|cursive|fantasy|system-ui)\b")
_KINDS = (
    ("monospace", re.compile(r"mono|courier|consolas|menlo|monaco|code|typewriter|terminal", re.IGNORECASE)),
    ("serif", re.compile(r"times|georgia|garamond|palatino|cambria|serif|bookman|century|roman|didot", re.IGNORECASE)),
)
_SANS = "Source Sans 3"
_FACES = {"serif": "Source Serif 4", "monospace": "Source Code Pro"}
_KNOWN = re.compile("|".join((_SANS, *_FACES.values())), re.IGNORECASE)
_COMMAS = re.compile(r"""("[^"]*"|'[^']*')| ?, ?""")
_GLOBAL = re.compile(r"^\s*(?:inherit|initial|unset|revert)?\s*(?:!|$)|var\(")
_IN_STYLE = re.compile(r"(?<![\w-])(font-family\s*:\s*)([^;{}]+)")
_UNQUOTED = re.compile(r"[^\s!\\,][^!\\,]*")
_IDENTIFIERS = re.compile(r"-?[^\W\d][\w-]*(?:\s+-?[^\W\d][\w-]*)*")


def quote_families(root: Element) -> None:
    """Quote family names that are no identifiers, such as Source Sans 3, in place: with one, browsers ignore the whole
    declaration (CSS Fonts 4, 2.1).
    """
    _change(root, _with_quotes)


def _change(root: Element, changed: Callable[[str], str]) -> None:
    """Change each list of families, in attributes, styles and stylesheets, in place."""

    def in_style(match: re.Match[str]) -> str:
        return f"{match[1]}{changed(match[2])}"

    for element in root.iter(etree.Element):
        if families := element.get("font-family"):
            element.set("font-family", changed(families))
        if style := element.get("style"):
            element.set("style", _IN_STYLE.sub(in_style, style))
        if element.tag == f"{SVG}style" and element.text:
            element.text = _IN_STYLE.sub(in_style, element.text)


def _with_quotes(families: str) -> str:
    if any(sign in families for sign in "\"'("):  # its commas may be within names or functions
        return families
    return _UNQUOTED.sub(lambda name: name[0] if _is_identifier(name[0]) else _quoted(name[0]), families)


def _is_identifier(name: str) -> bool:
    return _IDENTIFIERS.fullmatch(name.strip()) is not None


def _quoted(name: str) -> str:
    return f"'{name.rstrip()}'{name[len(name.rstrip()) :]}"


def name_faces(root: Element) -> None:
    """Name the book's typeface of its kind before each generic family, and behind families without one, in place: the
    layout engine sets what it is not told by name in any face. Text without a family is taken to be sans serif.
    """
    if root.find(f".//{SVG}text") is None:
        return
    if not root.get("font-family") and "font" not in (root.get("style") or ""):
        root.set("font-family", _with_face("sans-serif"))
    _change(root, _with_face)


def _with_face(families: str) -> str:
    if _GLOBAL.search(families):
        return families
    if not _KNOWN.search(families):
        families = _GENERIC.sub(lambda kind: f"'{_FACES.get(kind[0], _SANS)}',{kind[0]}", _with_kind(families), count=1)
    # The layout engine takes spaces behind commas for parts of names.
    return _COMMAS.sub(lambda found: found[1] or ",", " ".join(families.split()))


def _with_kind(families: str) -> str:
    """Return families with their kind behind those that are given without one.

    Most drawing programs name Arial or Helvetica alone: what is neither a serif nor for code is taken to be like these.
    """
    if _GENERIC.search(families) or families.strip() in {"", "inherit", "initial"}:
        return families
    return f"{families.strip()}, {next((kind for kind, names in _KINDS if names.search(families)), 'sans-serif')}"
