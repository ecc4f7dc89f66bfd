"""The theme's typefaces, from its font packages."""

import functools
import importlib.resources
from collections.abc import Iterator

import uharfbuzz as hb

from bookbuild.model import Typeface
from bookbuild.typefaces.instances import instantiate, typeface

_SERIF = ("Source Serif Pro", "font_source_serif_pro", "SourceSerifPro")
_SANS = ("Source Sans Pro", "font_source_sans_pro", "SourceSansPro")
_STATIC_FACES = (
    (*_SERIF, "Regular.otf", 400, "normal"),
    (*_SERIF, "It.otf", 400, "italic"),
    (*_SERIF, "Semibold.otf", 600, "normal"),
    (*_SERIF, "SemiboldIt.otf", 600, "italic"),
    (*_SERIF, "Bold.otf", 700, "normal"),
    (*_SERIF, "BoldIt.otf", 700, "italic"),
    (*_SANS, "Regular.otf", 400, "normal"),
    (*_SANS, "It.otf", 400, "italic"),
    (*_SANS, "Semibold.otf", 600, "normal"),
    (*_SANS, "SemiboldIt.otf", 600, "italic"),
    (*_SANS, "Bold.otf", 700, "normal"),
)
_HYPERLEGIBLE = ("Atkinson Hyperlegible", "fontpkg_atkinson_hyperlegible", "AtkinsonHyperlegible")
_FACES_ON_DEMAND = (
    (*_HYPERLEGIBLE, "Regular.ttf", 400, "normal"),
    (*_HYPERLEGIBLE, "Italic.ttf", 400, "italic"),
    (*_HYPERLEGIBLE, "Bold.ttf", 700, "normal"),
    (*_HYPERLEGIBLE, "BoldItalic.ttf", 700, "italic"),
)
"""Faces that are loaded only if a stylesheet names their family."""
_AMIRI = ("Amiri", "fontpkg_amiri", "Amiri")
_FACES_OF_SCRIPTS = tuple(
    ((range(0x600, 0x700), range(0x750, 0x780), range(0x8A0, 0x900)), face)
    for face in (
        (*_AMIRI, "Regular.ttf", 400, "normal"),
        (*_AMIRI, "Bold.ttf", 700, "normal"),
    )
)
"""Faces that are loaded only for books with letters of their script."""
SCRIPT_FAMILIES = frozenset({_AMIRI[0]})
_CODE = ("Source Code Pro", "fontpkg_source_code_pro", "SourceCodePro[wght].ttf")
_CODE_FACES = (("SourceCodePro-Regular.ttf", 400), ("SourceCodePro-Semibold.ttf", 600))


def faces_in_use(css: str, text: frozenset[int]) -> Iterator[Typeface]:
    """Yield the theme's faces, those that its stylesheets name besides, and those for the scripts of the text."""
    yield from _theme_faces()
    yield from (_packaged_face(*face) for face in _FACES_ON_DEMAND if face[0].casefold() in css.casefold())
    for script, face in _FACES_OF_SCRIPTS:
        if any(not text.isdisjoint(characters) for characters in script):
            yield _packaged_face(*face)


def packaged_families() -> Iterator[str]:
    """Yield the families of all packages."""
    yield from (face[0] for face in (*_STATIC_FACES, *_FACES_ON_DEMAND))
    yield from (face[0] for _, face in _FACES_OF_SCRIPTS)
    yield _CODE[0]


@functools.cache
def _theme_faces() -> tuple[Typeface, ...]:
    return (*(_packaged_face(*face) for face in _STATIC_FACES), *_code_faces())


@functools.cache
def _packaged_face(family: str, package: str, stem: str, cut: str, weight: int, style: str) -> Typeface:
    return typeface(family, weight, style, f"{stem}-{cut}", _packaged(package, f"{stem}-{cut}"))


def _code_faces() -> Iterator[Typeface]:
    family, package, file = _CODE
    variable = hb.Face(_packaged(package, file))
    for name, weight in _CODE_FACES:
        yield typeface(family, weight, "normal", name, instantiate(variable, {"wght": weight}))


def _packaged(package: str, name: str) -> bytes:
    return (importlib.resources.files(package) / "files" / name).read_bytes()
