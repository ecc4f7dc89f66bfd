"""Typefaces: the theme's, from its font packages, and the project's."""

import contextlib
import functools
import hashlib
import importlib.resources
import io
import re
from collections.abc import Iterator, Sequence
from pathlib import PurePosixPath
from typing import Any

import uharfbuzz as hb

from bookbuild.diagnostics import BookError, diagnose
from bookbuild.model import Typeface

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
    (re.compile("[\u0600-\u06ff\u0750-\u077f\u08a0-\u08ff]"), face)
    for face in (
        (*_AMIRI, "Regular.ttf", 400, "normal"),
        (*_AMIRI, "Bold.ttf", 700, "normal"),
    )
)
"""Faces that are loaded only for books with letters of their script."""
_CODE = ("Source Code Pro", "fontpkg_source_code_pro", "SourceCodePro[wght].ttf")
_CODE_FACES = (("SourceCodePro-Regular.ttf", 400), ("SourceCodePro-Semibold.ttf", 600))
_PINNED_WEIGHTS = (400, 600, 700)
_DSIG = int.from_bytes(b"DSIG", "big")
_FAMILY_NAMES = (16, 1)  # the typographic family, and the legacy one with four styles only


def load_typefaces(
    project_fonts: Sequence[tuple[str, bytes]] = (), css: str = "", text: str = ""
) -> tuple[Typeface, ...]:
    """Return the theme's faces and the project's. A project's face replaces one of the same family,
    weight and style. Variable fonts are turned into static faces, WOFF and WOFF2 into plain OpenType.

    Args:
        project_fonts: names and bytes of the project's font files.
        css: the stylesheets; Atkinson Hyperlegible is loaded if they name it.
        text: the text to be set; Amiri is loaded for Arabic letters.

    Raises:
        BookError: if a project's font cannot be read (``unreadable-font``).

    """
    from_project = [face for name, data in sorted(project_fonts) for face in _project_faces(name, data)]
    on_demand = (_packaged_face(*face) for face in _FACES_ON_DEMAND if face[0].casefold() in css.casefold())
    for_scripts = (_packaged_face(*face) for script, face in _FACES_OF_SCRIPTS if script.search(text))
    all_faces = (*_theme_faces(), *on_demand, *for_scripts, *from_project)
    faces = {(face.family, face.weight, face.style): face for face in all_faces}
    return tuple(faces.values())


def family_names(project_fonts: Sequence[tuple[str, bytes]] = ()) -> tuple[str, ...]:
    """Return the names of all families that a book can be set in: the theme's and the project's, as far as those can
    be read.
    """
    faces = (*_STATIC_FACES, *_FACES_ON_DEMAND, *(face for _, face in _FACES_OF_SCRIPTS))
    theme = (*(face[0] for face in faces), _CODE[0])
    return tuple(dict.fromkeys((*theme, *_readable_families(project_fonts))))


def _readable_families(fonts: Sequence[tuple[str, bytes]]) -> Iterator[str]:
    for name, data in fonts:
        with contextlib.suppress(BookError):
            yield _family(name, hb.Face(_decompressed(name, data)))


@functools.cache
def _theme_faces() -> tuple[Typeface, ...]:
    return (*(_packaged_face(*face) for face in _STATIC_FACES), *_code_faces())


@functools.cache
def _packaged_face(family: str, package: str, stem: str, cut: str, weight: int, style: str) -> Typeface:
    return _typeface(family, weight, style, f"{stem}-{cut}", _packaged(package, f"{stem}-{cut}"))


def _code_faces() -> Iterator[Typeface]:
    family, package, file = _CODE
    variable = _packaged(package, file)
    for name, weight in _CODE_FACES:
        yield _typeface(family, weight, "normal", name, _instantiate(variable, weight))


def _packaged(package: str, name: str) -> bytes:
    return (importlib.resources.files(package) / "files" / name).read_bytes()


def _typeface(family: str, weight: int, style: str, name: str, data: bytes) -> Typeface:
    return Typeface(family, weight, style, name, data, hashlib.sha256(data).hexdigest())


def _project_faces(name: str, data: bytes) -> Iterator[Typeface]:
    """Yield the static faces of a font; family, weight and style are read from its ``name`` and ``OS/2`` tables."""
    data = _decompressed(name, data)
    face = hb.Face(data)
    if not face.glyph_count or not face.unicodes:
        raise _unreadable(name)
    family = _family(name, face)
    style = "italic" if hb.Font(face).get_style_value(hb.StyleTag.ITALIC) else "normal"
    stem = re.sub(r"[^A-Za-z0-9._-]+", "-", PurePosixPath(name).stem).strip("-.") or "font"
    suffix = ".otf" if data.startswith(b"OTTO") else ".ttf"
    if not face.has_var_data:
        weight = round(hb.Font(face).get_style_value(hb.StyleTag.WEIGHT))
        yield _typeface(family, weight, style, stem + suffix, data)
        return
    for weight in _weights(face):
        yield _typeface(family, weight, style, f"{stem}-{weight}{suffix}", _instantiate(data, weight))


def _family(name: str, face: Any) -> str:
    return next(filter(None, map(face.get_name, _FAMILY_NAMES)), PurePosixPath(name).stem)


def _weights(face: Any) -> tuple[int, ...]:
    """Return the weights at which a variable font is instantiated: those that the styles use, within its range."""
    axis = next((axis for axis in face.axis_infos if axis.tag == "wght"), None)
    if axis is None:
        return (400,)
    return tuple(weight for weight in _PINNED_WEIGHTS if axis.min_value <= weight <= axis.max_value) or (
        round(axis.default_value),
    )


def _instantiate(data: bytes, weight: int) -> bytes:
    """Return the static face of a variable font at a weight, every other axis at its default."""
    face, plan = hb.Face(data), hb.SubsetInput()
    plan.keep_everything()
    plan.pin_all_axes_to_default(face)
    plan.pin_axis_location(face, "wght", weight)
    plan.drop_table_tag_set.update({_DSIG})  # the signature is the variable font's
    return bytes(hb.subset(face, plan).blob.data)


def _decompressed(name: str, data: bytes) -> bytes:
    """Return WOFF and WOFF2 data as plain OpenType, anything else unchanged."""
    if data[:4] not in {b"wOFF", b"wOF2"}:
        return data
    from fontTools.ttLib import TTFont  # noqa: PLC0415 - slow to import, and seldom needed

    plain = io.BytesIO()
    try:
        font = TTFont(io.BytesIO(data), recalcBBoxes=False, recalcTimestamp=False)
        font.flavor = None
        font.save(plain)
    except Exception as error:  # damaged bytes raise any exception there, even Brotli's own
        raise _unreadable(name) from error
    return plain.getvalue()


def _unreadable(name: str) -> BookError:
    hint = "put OpenType, TrueType, WOFF or WOFF2 files there"
    return BookError(diagnose("unreadable-font", f"{name} is damaged or not a font", f"fonts/{name}", hint=hint))
