"""The font families that stylesheets name."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

_LIST = re.compile(r"(?<![\w-])(?:font-family|--[\w-]*face)\s*:\s*([^;{}]+)", re.IGNORECASE)
_SHORTHAND = re.compile(
    r"(?<![\w-])font\s*:[^;{}]*?\d(?:px|pt|pc|em|rem|ex|ch|mm|cm|in|q|%)(?:\s*/\s*[\w.%]+)?\s+([^;{}]+)", re.IGNORECASE
)
_FONT_FACE = re.compile(r"@font-face\s*\{[^{}]*\}", re.IGNORECASE)
_FAMILY = re.compile(r"""font-family\s*:\s*(["']?)([^;{}"']+)\1""", re.IGNORECASE)
_NAME = re.compile(r"""\s*(?:"([^"]*)"|'([^']*)'|([^,]+))\s*(?:,|$)""")
_NOT_NAMES = re.compile(
    r"serif|sans-serif|monospace|cursive|fantasy|system-ui|math|emoji|fangsong|ui-[\w-]+|inherit|initial|unset|revert"
    r"|revert-layer",
    re.IGNORECASE,
)
"""Generic families and the keywords of every property (CSS Fonts Level 4)."""


@dataclass(frozen=True, slots=True)
class FamilyList:
    """The families that a declaration names, in order, and its line, counted from 1."""

    names: tuple[str, ...]
    line: int


def named_families(css: str) -> Iterator[FamilyList]:
    """Yield the families that each declaration of a stylesheet without comments names, if it names any.

    Those that an ``@font-face`` rule defines, and lists that another property continues, are not among them.
    """
    plain = _FONT_FACE.sub(lambda rule: "\n" * rule[0].count("\n"), css)
    for pattern in (_LIST, _SHORTHAND):
        for match in pattern.finditer(plain):
            names = tuple(_names(match[1]))
            if names and "var(" not in match[1]:
                yield FamilyList(names, plain.count("\n", 0, match.start()) + 1)


def defined_families(css: str) -> frozenset[str]:
    """Return the families that ``@font-face`` rules define."""
    rules = _FONT_FACE.findall(css)
    return frozenset(found[2].strip() for rule in rules if (found := _FAMILY.search(rule)))


def _names(families: str) -> Iterator[str]:
    for quoted, single, bare in _NAME.findall(families.replace("!important", "")):
        name = " ".join((quoted or single or bare).split())
        if name and (quoted or single or not _NOT_NAMES.fullmatch(name)):
            yield name
