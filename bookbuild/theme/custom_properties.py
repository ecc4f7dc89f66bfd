"""Custom properties of a project's stylesheets that have no effect: set and never used, or used and never set."""

import re
from collections.abc import Iterator, Mapping
from difflib import get_close_matches

from bookbuild.diagnostics import Diagnostic, diagnose

_DECLARED = re.compile(r"(?<![\w-])(--[\w-]+)\s*:")
_USED = re.compile(r"var\(\s*(--[\w-]+)\s*(,)?")
_COLOUR_DECLARED = re.compile(r"(?<![\w-])(--colour-[\w-]+)\s*:\s*([^;{}]*)")
_SIX_DIGITS = re.compile(r"#[0-9a-fA-F]{6}\s*(!important)?\s*")
_PALETTE = "--colour-"


def property_faults(default: Mapping[str, str], own: Mapping[str, str], templates: str) -> Iterator[Diagnostic]:
    """Yield a diagnostic for each custom property that a project's stylesheets set or use in vain.

    Args:
        default: the default stylesheets by name, without comments.
        own: the project's, in the same way; each stands for a default one of the same name.
        templates: the text of all templates, which may use properties too.
    """
    texts = ("".join(default.values()), "".join(own.values()), templates)
    ours = {*_DECLARED.findall(texts[0]), *(name for name, _ in _USED.findall(texts[0]))}
    declared = {name for text in texts for name in _DECLARED.findall(text)}
    used = {name for text in texts for name, _ in _USED.findall(text)}
    for sheet, css in own.items():
        for name, match in _first(_DECLARED, css):
            if name not in {*used, *ours} and not name.startswith(_PALETTE):
                yield _fault(sheet, match, f"{name} is set, but no stylesheet uses it", ours)
        for name, match in _first(_USED, css):
            if name not in {*declared, *ours} and not match[2]:
                yield _fault(sheet, match, f"{name} is used, but no stylesheet sets it", {*ours, *declared})
        for match in _COLOUR_DECLARED.finditer(css):
            if not _SIX_DIGITS.fullmatch(match[2].strip()) and not match[2].strip().startswith("var("):
                hint = "write it with six digits, such as #1f4e5f"
                message = f"{match[1]} is {match[2].strip()!r}, which is no colour of the palette"
                yield diagnose("unknown-property", message, f"styles/{sheet}", _line(match), hint)


def _first(pattern: re.Pattern[str], css: str) -> Iterator[tuple[str, re.Match[str]]]:
    """Yield each name that a pattern finds, with its first place."""
    places: dict[str, re.Match[str]] = {}
    for match in pattern.finditer(css):
        places.setdefault(match[1], match)
    yield from places.items()


def _fault(sheet: str, match: re.Match[str], message: str, known: set[str]) -> Diagnostic:
    name = match[1]
    near = [one for one in get_close_matches(name, sorted(known - {name})) if one[2:3] == name[2:3].lower()]
    hint = f"did you mean {near[0]}?" if near else ""
    return diagnose("unknown-property", message, f"styles/{sheet}", _line(match), hint, cause=f"property {name}")


def _line(match: re.Match[str]) -> int:
    return match.string.count("\n", 0, match.start(1)) + 1
