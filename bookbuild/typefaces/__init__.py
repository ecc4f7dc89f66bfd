"""Typefaces: the theme's, from its font packages, the project's, and fallbacks for characters that both lack."""

from collections.abc import Sequence
from dataclasses import replace

from bookbuild.model import Typeface
from bookbuild.typefaces.missing import MissingScript, faces_of_boxes, missing_scripts, uncovered
from bookbuild.typefaces.packaged import faces_in_use, optical_sizes, packaged_families
from bookbuild.typefaces.project_fonts import colour_fonts, families, project_faces
from bookbuild.typefaces.usage import fallback_use, families_of_scripts, needed_faces

__all__ = [
    "MissingScript",
    "colour_fonts",
    "fallback_use",
    "families_of_scripts",
    "family_names",
    "load_typefaces",
    "missing_scripts",
    "needed_faces",
    "optical_sizes",
]


def load_typefaces(
    project_fonts: Sequence[tuple[str, bytes]] = (), css: str = "", text: str = "", language: str = ""
) -> tuple[Typeface, ...]:
    """Return the theme's faces, the project's, and those of font packages for characters that these lack. A project's
    face replaces one of the same family, weight and style. All are static, plain OpenType.

    Args:
        project_fonts: names and bytes of the project's font files.
        css: the stylesheets; Atkinson Hyperlegible is loaded if they name it.
        text: the text to be set.
        language: the book's (BCP 47): Chinese and Japanese draw some characters differently.

    Raises:
        BookError: if a project's font cannot be read (``unreadable-font``).

    """
    characters = frozenset(map(ord, frozenset(text)))
    own = tuple(project_faces(project_fonts, css, characters, language))
    named = tuple(face for face in own if face.family.casefold() in css.casefold())
    faces = {_place(face): face for face in (*faces_in_use(css, characters), *named)}
    missing = uncovered(characters, faces.values())
    for face in own:
        if face not in named:
            has_some = bool(missing) and len(uncovered(missing, (face,))) < len(missing)
            faces[_place(face)] = replace(face, kind="fallback") if has_some else face
    missing = uncovered(missing, own)
    return (*faces.values(), *_fallbacks(missing, language, text))


def _place(face: Typeface) -> tuple[str, int, str]:
    return face.family, face.weight, face.style


def family_names(project_fonts: Sequence[tuple[str, bytes]] = ()) -> tuple[str, ...]:
    """Return the names of all families that a book can be set in: the theme's and the project's, as far as those can
    be read.
    """
    return tuple(dict.fromkeys((*packaged_families(), *families(project_fonts))))


def _fallbacks(missing: frozenset[int], language: str, text: str) -> tuple[Typeface, ...]:
    """Return faces for characters that theme and project lack; what no package has either is drawn as a box."""
    if not missing:
        return ()
    from bookbuild.typefaces.fallbacks import fallback_faces  # noqa: PLC0415 - few books need it

    found = fallback_faces(missing, language)
    absent = uncovered(missing, found)
    return (*found, *faces_of_boxes(absent, language, text))
