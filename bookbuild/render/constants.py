"""Replacement of constant custom properties by their values.

A layout engine looks a custom property up in the style of every element, which costs a tenth of the layout, and older
reading systems do not know them at all. One that only ``:root`` declares is a constant of the whole book.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from bookbuild.model import Stylesheet

_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_ROOT = re.compile(r":root\s*\{([^{}]*)\}")
_DECLARATION = re.compile(r"(--[\w-]+)\s*:\s*([^;{}]+)")
_USE = re.compile(r"var\(\s*(--[\w-]+)\s*(?:,[^()]*)?\)")
_AT_RULE = re.compile(r"@(?:media|supports|container|layer)[^{;]*\{(?:[^{}]|\{[^{}]*\})*\}")
_DEEPEST = 8
"""How deeply constants may refer to each other; circular ones are left to the engine."""


def inline_constants(sheets: Sequence[Stylesheet]) -> tuple[Stylesheet, ...]:
    """Replace ``var(--name)`` by its value if only ``:root`` declares the name; the last declaration wins."""
    plain = [_COMMENT.sub(_line_ends if sheet.origins else "", sheet.css) for sheet in sheets]
    constants = _find_constants(plain)
    return tuple(replace(sheet, css=_inlined(css, constants)) for sheet, css in zip(sheets, plain, strict=True))


def _line_ends(comment: re.Match[str]) -> str:
    """Return the line ends of a comment in a project's stylesheet, so that messages name its lines."""
    return "\n" * comment[0].count("\n")


def _find_constants(texts: Iterable[str]) -> dict[str, str]:
    values: dict[str, str] = {}
    elsewhere: set[str] = set()
    for css in texts:
        top = _AT_RULE.sub("", css)
        values.update(
            (name, value.strip()) for block in _ROOT.findall(top) for name, value in _DECLARATION.findall(block)
        )
        elsewhere.update(name for name, _ in _DECLARATION.findall(_ROOT.sub("", top)))
        elsewhere.update(name for name, _ in _DECLARATION.findall("".join(_AT_RULE.findall(css))))
    return {name: value for name, value in values.items() if name not in elsewhere and "!" not in value}


def _inlined(css: str, constants: dict[str, str]) -> str:
    for _ in range(_DEEPEST):
        settled = _USE.sub(lambda use: constants.get(use[1], use[0]), css)
        if settled == css:
            break
        css = settled
    return css
