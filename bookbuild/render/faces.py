"""The typefaces that a theme sets its text and its headings in."""

import re
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from bookbuild.model import Stylesheet, Theme, Typeface
from bookbuild.render.constants import settle_constants

_STYLES = ("book.css", "project.css", "edition.css")
_DECLARED = re.compile(r"(--[\w-]+)\s*:[^;{}]*")
_FACE = re.compile(r"""--(text|head)-face\s*:\s*["']?([^"',;}]+)""")


class Faces(NamedTuple):
    """The families of text and headings, each the first that the stylesheets name."""

    text: str = ""
    head: str = ""


_OWN = Faces("Source Serif Pro", "Source Sans Pro")
"""What the label ``typefaces`` speaks of."""


def faces_of(theme: Theme) -> Faces:
    """Return what the last word of the stylesheets on ``--text-face`` and ``--head-face`` is."""
    sheets = settle_constants(theme.sheets(_STYLES))
    return Faces(**{use: family.strip() for sheet in sheets for use, family in _FACE.findall(sheet.css)})


def set_in(theme: Theme, labels: Mapping[str, str]) -> str:
    """Return the words of the colophon on the typefaces that the book is set in."""
    faces = faces_of(theme)
    if faces == _OWN:
        return labels["typefaces"]
    return labels["set-in"].replace("{faces}", ", ".join(dict.fromkeys(face.removesuffix(" Pro") for face in faces)))


def used_faces(typefaces: Iterable[Typeface], sheets: Iterable[Stylesheet]) -> tuple[Typeface, ...]:
    """Return the typefaces that stylesheets, their constants settled, ask for by name."""
    css = "".join(sheet.css for sheet in sheets)
    rules = _DECLARED.sub(lambda found: found[0] if f"var({found[1]}" in css else "", css)
    return tuple(face for face in typefaces if face.family in rules)
