"""The font families that stylesheets name."""

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain

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


def with_fallbacks(css: str, fallbacks: Sequence[str], known: Collection[str]) -> str:
    """Return a stylesheet whose lists of families name these fallbacks too, behind the last `known` family, or else
    before the generic one.
    """

    def extended(match: re.Match[str]) -> str:
        start = match.start(1) - match.start()
        return match[0][:start] + _extended(match[1], fallbacks, known)

    faces = _FONT_FACE.findall(css)
    pieces = _FONT_FACE.split(css)
    for pattern in (_LIST, _SHORTHAND):
        pieces = [pattern.sub(extended, piece) for piece in pieces]
    return "".join(chain.from_iterable(zip(pieces, (*faces, ""), strict=True)))


def _extended(listed: str, fallbacks: Sequence[str], known: Collection[str]) -> str:
    families, mark, rest = listed.partition("!")
    names = [(found.end(), (found[1] or found[2] or found[3]).strip()) for found in _NAME.finditer(families)]
    given = {name for _, name in names}
    wanted = [f'"{name}"' for name in fallbacks if name not in given]
    if not wanted or all(_is_keyword(name) for name in given):
        return listed
    ends = [end for end, name in names if name in known] or [end for end, name in names if not _is_keyword(name)]
    head, tail = families[: ends[-1]].strip().removesuffix(","), families[ends[-1] :].strip()
    return ", ".join(filter(None, (head, *wanted, tail))) + (f" {mark}{rest}" if mark else "")


def _is_keyword(name: str) -> bool:
    return bool(_NOT_NAMES.fullmatch(name)) or "var(" in name


def _names(families: str) -> Iterator[str]:
    for quoted, single, bare in _NAME.findall(families.replace("!important", "")):
        name = " ".join((quoted or single or bare).split())
        if name and (quoted or single or not _NOT_NAMES.fullmatch(name)):
            yield name
