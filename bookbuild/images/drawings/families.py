"""Font families of drawings: those of a machine are followed by their kind, so that the book's own stand in."""

import re

from lxml import etree

from bookbuild.images.drawings.names import Element

_GENERIC = re.compile(r"\b(?:sans-serif|serif|monospace|cursive|fantasy|system-ui)\b")
_KINDS = (
    ("monospace", re.compile(r"mono|courier|consolas|menlo|monaco|code|typewriter|terminal", re.IGNORECASE)),
    ("serif", re.compile(r"times|georgia|garamond|palatino|cambria|serif|bookman|century|roman|didot", re.IGNORECASE)),
)
_IN_STYLE = re.compile(r"(?<![\w-])(font-family\s*:\s*)([^;]+)")


def add_generic_families(root: Element) -> bool:
    """Name the kind behind font families that are given without one, in place. Return whether there were any.

    Most drawing programs name Arial or Helvetica alone: what is neither a serif nor for code is taken to be like these.
    """
    changed = False
    for element in root.iter(etree.Element):
        for name in ("font-family", "style"):
            value = element.get(name)
            if not value:
                continue
            new = _with_kind(value) if name == "font-family" else _IN_STYLE.sub(_with_kind_in_style, value)
            if new != value:
                element.set(name, new)
                changed = True
    return changed


def _with_kind_in_style(match: re.Match[str]) -> str:
    return f"{match[1]}{_with_kind(match[2])}"


def _with_kind(families: str) -> str:
    if _GENERIC.search(families) or families.strip() in {"", "inherit", "initial"}:
        return families
    return f"{families.strip()}, {next((kind for kind, names in _KINDS if names.search(families)), 'sans-serif')}"
