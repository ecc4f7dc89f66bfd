"""Custom properties that never change, put in their places once.

A layout engine looks a custom property up in the style of every element, which costs a tenth of the layout, and older
reading systems do not know them at all. One that nothing but ``:root`` declares is a constant of the whole book.
"""

import re
from collections.abc import Iterable, Sequence

from bookbuild.model import Stylesheet

_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_ROOT = re.compile(r":root\s*\{([^{}]*)\}")
_DECLARATION = re.compile(r"(--[\w-]+)\s*:\s*([^;{}]+)")
_USE = re.compile(r"var\(\s*(--[\w-]+)\s*(?:,[^()]*)?\)")
_AT_RULE = re.compile(r"@(?:media|supports|container|layer)[^{;]*\{(?:[^{}]|\{[^{}]*\})*\}")
_DEEPEST = 8
"""How many constants may stand for one another; those that go in circles are left to the engine."""


def settle_constants(sheets: Sequence[Stylesheet]) -> tuple[Stylesheet, ...]:
    """Replace ``var(--name)`` by its value wherever only ``:root`` declares the name, the last declaration winning."""
    plain = [_COMMENT.sub("", sheet.css) for sheet in sheets]
    constants = _constants(plain)
    return tuple(Stylesheet(sheet.name, _settled(css, constants)) for sheet, css in zip(sheets, plain, strict=True))


def _constants(texts: Iterable[str]) -> dict[str, str]:
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


def _settled(css: str, constants: dict[str, str]) -> str:
    for _ in range(_DEEPEST):
        settled = _USE.sub(lambda use: constants.get(use[1], use[0]), css)
        if settled == css:
            break
        css = settled
    return css
