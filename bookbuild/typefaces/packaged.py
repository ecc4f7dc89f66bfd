"""The theme's typefaces, from its font packages."""

import functools
import importlib.resources
import re
from collections.abc import Iterator
from typing import Any

import uharfbuzz as hb

from bookbuild.model import Typeface
from bookbuild.typefaces.instances import instantiate, typeface

_SERIF, _SANS, _CODE = "Source Serif 4", "Source Sans 3", "Source Code Pro"
_VARIABLE = {
    (_SERIF, "normal"): ("fontpkg_source_serif_4", "SourceSerif4[opsz,wght].ttf"),
    (_SERIF, "italic"): ("fontpkg_source_serif_4", "SourceSerif4-Italic[opsz,wght].ttf"),
    (_SANS, "normal"): ("fontpkg_source_sans_3", "SourceSans3[wght].ttf"),
    (_SANS, "italic"): ("fontpkg_source_sans_3", "SourceSans3-Italic[wght].ttf"),
    (_CODE, "normal"): ("fontpkg_source_code_pro", "SourceCodePro[wght].ttf"),
}
"""Packages and files of the variable fonts, by family and style."""
_TEXT_SIZE = 13.3
"""The optical size of text, in CSS pixels as CSS Fonts 4 (2.9) has it: that of 10 points."""
_OPTICAL_SIZES = {f"{_SERIF} Caption": 11.2, f"{_SERIF} Display": 46.7}
"""Families of optical sizes of their own: for notes, of 8.4 points, and for large titles, of 35."""
_CUTS = tuple((weight, style) for weight in (400, 600) for style in ("normal", "italic"))
_STYLE_NAMES = {
    (400, "normal"): "Regular", (400, "italic"): "Italic",
    (600, "normal"): "Semibold", (600, "italic"): "SemiboldItalic",
    (700, "normal"): "Bold", (700, "italic"): "BoldItalic",
}  # fmt: skip
_BOLD = re.compile(r"(?<![\w-])(?:bold(?:er)?|[789]00)(?![\w%.-])")
"""What in a stylesheet needs a weight above the semibold."""
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


def optical_sizes(family: str) -> tuple[str, str] | None:
    """Return the families of a family's cuts for small type and for large titles, or None if it has none."""
    small, large = _OPTICAL_SIZES
    return (small, large) if family == _SERIF else None


def faces_in_use(css: str, text: frozenset[int]) -> Iterator[Typeface]:
    """Yield the theme's faces, those that its stylesheets name besides, and those for the scripts of the text."""
    named = css.casefold()
    bold = [(700, "normal"), (700, "italic")] if _names_bold(named) else []
    for family in (_SERIF, _SANS):
        yield from (_instance(family, family, *cut) for cut in (*_CUTS, *bold))
    yield from (_instance(_CODE, _CODE, weight, "normal") for weight in (400, 600))
    for family in _OPTICAL_SIZES:
        if family.casefold() in named:
            yield from (_instance(family, _SERIF, *cut) for cut in (*_CUTS, *bold))
    yield from (_packaged_face(*face) for face in _FACES_ON_DEMAND if face[0].casefold() in named)
    for script, face in _FACES_OF_SCRIPTS:
        if any(not text.isdisjoint(characters) for characters in script):
            yield _packaged_face(*face)


@functools.lru_cache(maxsize=2)  # typefaces are loaded for the cover, then for the book
def _names_bold(css: str) -> bool:
    return _BOLD.search(css) is not None


def packaged_families() -> Iterator[str]:
    """Yield the families of all packages."""
    yield from (_SERIF, _SANS, *_OPTICAL_SIZES)
    yield from (face[0] for face in _FACES_ON_DEMAND)
    yield from (face[0] for _, face in _FACES_OF_SCRIPTS)
    yield _CODE


@functools.cache
def _packaged_face(family: str, package: str, stem: str, cut: str, weight: int, style: str) -> Typeface:
    return typeface(family, weight, style, f"{stem}-{cut}", _packaged(package, f"{stem}-{cut}"))


@functools.cache
def _instance(family: str, source: str, weight: int, style: str) -> Typeface:
    """Return a cut of a variable font, under the name of a family."""
    axes = {"wght": weight, "opsz": _OPTICAL_SIZES.get(family, _TEXT_SIZE)}
    name = f"{family.replace(' ', '')}-{_STYLE_NAMES[weight, style]}.ttf"
    return typeface(family, weight, style, name, instantiate(_variable(source, style), axes))


@functools.cache
def _variable(family: str, style: str) -> Any:
    return hb.Face(_packaged(*_VARIABLE[family, style]))


def _packaged(package: str, name: str) -> bytes:
    return (importlib.resources.files(package) / "files" / name).read_bytes()
