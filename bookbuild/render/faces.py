"""The typefaces that a theme sets its text and its headings in."""

import re
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from bookbuild.model import Stylesheet, Theme, Typeface
from bookbuild.render.constants import inline_constants

_STYLES = ("book.css", "project.css", "edition.css")
_DECLARED = re.compile(r"(--[\w-]+)\s*:[^;{}]*")
_FACE = re.compile(r"""--(text|head)-face\s*:\s*["']?([^"',;}]+)""")


class Faces(NamedTuple):
    """The font families of text and headings, each the first of its list in the stylesheets."""

    text: str = ""
    head: str = ""


_DEFAULT = Faces("Source Serif 4", "Source Sans 3")
"""The families that the label ``typefaces`` names."""


def faces_of(theme: Theme) -> Faces:
    """Return the last values of ``--text-face`` and ``--head-face`` in the stylesheets."""
    sheets = inline_constants(theme.sheets(_STYLES))
    return Faces(**{use: family.strip() for sheet in sheets for use, family in _FACE.findall(sheet.css)})


def typefaces_statement(theme: Theme, labels: Mapping[str, str]) -> str:
    """Return the colophon's sentence on the typefaces of the book."""
    faces: tuple[str, ...] = faces_of(theme)
    if faces == _DEFAULT and not theme.set_in:
        return labels["typefaces"]
    named = [face for family in theme.set_in or ("",) for face in ((family,) if family else faces)]
    return labels["set-in"].replace("{faces}", ", ".join(dict.fromkeys(named)))


def used_faces(typefaces: Iterable[Typeface], sheets: Iterable[Stylesheet]) -> tuple[Typeface, ...]:
    """Return the typefaces that stylesheets (with constants inlined) name. What no font has, a reading system may have:
    no boxes are among them.
    """
    css = "".join(sheet.css for sheet in sheets)
    rules = _DECLARED.sub(lambda match: match[0] if f"var({match[1]}" in css else "", css)
    return tuple(face for face in typefaces if face.family in rules)


def font_faces(typefaces: tuple[Typeface, ...]) -> str:
    """Return the ``@font-face`` rules of the EPUB's typefaces."""
    return "".join(
        f'@font-face {{ font-family: "{face.family}"; font-weight: {face.weight}; font-style: {face.style}; '
        f'src: url("../fonts/{face.name}"); }}\n'
        for face in typefaces
    )
