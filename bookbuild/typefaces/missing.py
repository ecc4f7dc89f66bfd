"""Characters that no typeface of a book has: which they are, and which scripts they belong to."""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import chain

import uharfbuzz as hb

from bookbuild.model import Typeface
from bookbuild.typefaces.boxes import boxes

_INVISIBLE = frozenset(
    chain(
        range(0x21),
        range(0x7F, 0xA1),
        (0xAD, 0x34F, 0x61C, 0x180E, 0xFEFF),
        range(0x115F, 0x1161),
        range(0x2000, 0x2010),
        range(0x2028, 0x2030),
        range(0x205F, 0x2070),
        range(0xFE00, 0xFE10),  # selectors of variants
        range(0xFFF9, 0xFFFC),
        range(0xE0000, 0xE1000),
    )
)
"""Characters that no font needs to have: spaces, controls, and what else is not drawn (Unicode,
Default_Ignorable_Code_Point).
"""
_NAMES = {
    **dict.fromkeys(("CJK", "BOPOMOFO", "IDEOGRAPHIC", "KANGXI"), "Chinese"),
    **dict.fromkeys(("HIRAGANA", "KATAKANA", "KATAKANA-HIRAGANA"), "Japanese"),
    "HANGUL": "Korean",
}
"""Scripts that are called by other words than the first of their characters' names."""
_ALPHABETS = frozenset({"LATIN", "GREEK", "CYRILLIC", "COMBINING", "MODIFIER", "SUPERSCRIPT", "SUBSCRIPT"})
"""First words of the names of letters that the typefaces write, but for a few."""
_EAST_ASIAN = frozenset({"Chinese", "Japanese", "Korean"})
_FULL_WIDTH = frozenset((*range(0x3000, 0x3040), *range(0xFE30, 0xFE50), *range(0xFF00, 0xFFF0)))
"""Signs of Chinese, Japanese and Korean."""
_MANY = 10
"""So many different letters of a script, or letters in one passage, are more than a name that is quoted."""
_LETTERS = frozenset("LMN")
_LANGUAGES = {"zh": "Chinese", "yue": "Chinese", "ja": "Japanese", "ko": "Korean"}
_PACKAGES = dict.fromkeys(_EAST_ASIAN, "manimgx-fonts-cjk")


@dataclass(frozen=True, slots=True)
class MissingScript:
    """A script that no typeface writes, its characters, and the package that has a typeface for it, if one is known."""

    name: str
    characters: frozenset[str]
    package: str


def uncovered(characters: frozenset[int], faces: Iterable[Typeface]) -> frozenset[int]:
    """Return which of these characters no face has."""
    rest = set(characters - _INVISIBLE)
    for face in faces:
        if not rest:
            break
        rest.difference_update(hb.Face(face.data).unicodes)
    return frozenset(rest)


def faces_of_boxes(missing: frozenset[int], language: str, text: str) -> tuple[Typeface, ...]:
    """Return typefaces that draw boxes for characters of a text that no font has: of scripts, and of signs and single
    letters.
    """
    found = (one for one in _scripts(missing, language) if _is_much(one, language, text))
    scripts = frozenset(map(ord, chain.from_iterable(one.characters for one in found)))
    kinds = {"missing": missing - scripts, "missing-script": scripts}
    return tuple(boxes(characters, kind) for kind, characters in kinds.items() if characters)


def missing_scripts(faces: Iterable[Typeface], language: str) -> tuple[MissingScript, ...]:
    """Return the scripts for which there are only boxes."""
    found = [hb.Face(face.data).unicodes for face in faces if face.kind == "missing-script"]
    return _scripts(frozenset(chain.from_iterable(found)) - _INVISIBLE, language)


def _scripts(characters: frozenset[int], language: str) -> tuple[MissingScript, ...]:
    """Return the names of the scripts of these characters."""
    found = _by_script(characters, _own_script(language))
    return tuple(
        MissingScript(name, frozenset(map(chr, some)), _PACKAGES.get(name, "")) for name, some in sorted(found.items())
    )


def _own_script(language: str) -> str:
    return _LANGUAGES.get(language.partition("-")[0].lower(), "")


def _is_much(script: MissingScript, language: str, text: str) -> bool:
    """Return whether a text holds many letters of a script or a passage in it, or it is the book's own."""
    if len(script.characters) >= _MANY or script.name == _own_script(language):
        return True
    letters = re.escape("".join(sorted(script.characters)))
    return re.search(f"(?:[{letters}]\\W*+){{{_MANY}}}", text) is not None


def _by_script(characters: frozenset[int], own: str) -> Mapping[str, set[int]]:
    found: dict[str, set[int]] = {}
    for character in characters:
        if name := _script_of(chr(character)):
            found.setdefault(name, set()).add(character)
    kana = "Japanese" in found or own == "Japanese"
    if kana and "Chinese" in found:
        found.setdefault("Japanese", set()).update(found.pop("Chinese"))
    main = next((name for name in (own, "Japanese", "Chinese", "Korean") if name in found), "")
    if main in _EAST_ASIAN:
        found[main] |= characters & _FULL_WIDTH
    return found


def _script_of(character: str) -> str:
    """Return the name of the script that a letter belongs to, or an empty string for a sign or a single letter."""
    if unicodedata.category(character)[0] not in _LETTERS:
        return ""
    first, *others = unicodedata.name(character, "").split()[:2] or [""]
    if not first or first in _ALPHABETS or first == "MATHEMATICAL":
        return ""
    if first in _NAMES:
        return _NAMES[first]
    if first in {"EGYPTIAN", "ANATOLIAN", "OLD", "LINEAR", "MEROITIC", "INSCRIPTIONAL", "CANADIAN", "NEW", "TAI"}:
        first = " ".join((first, *others))
    return first.title()
