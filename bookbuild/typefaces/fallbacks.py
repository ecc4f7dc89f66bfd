"""Typefaces from font packages for characters that neither the theme nor the project has.

None is loaded for a book that does not need it. Each face is cut down to the characters that it is there for, so that
it makes no difference which of them a layout engine or a reading system tries first.
"""

import functools
import importlib.util
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import uharfbuzz as hb

from bookbuild.model import Typeface
from bookbuild.typefaces.instances import cut, typeface

Ranges = tuple[tuple[int, int], ...]

_WEIGHTS = (400, 700)
_WITH_ALL = frozenset((0x20, 0xA0, 0xAD, 0x25CC, *range(0x2000, 0x2010), 0x202F, 0x2060, *range(0xFE00, 0xFE10)))
"""What stands beside the characters of any font: spaces, joiners, selectors, and the circle that carries lone marks."""
_REGIONS = (0x1F1E6, 0x1F1FF)  # letters of flags
_KEYCAP = (0x20E3, 0x20E3)
_EMOJI = (
    (0x231A, 0x231B), (0x23E9, 0x23EC), (0x23F0, 0x23F0), (0x23F3, 0x23F3), (0x25FD, 0x25FE), (0x2614, 0x2615),
    (0x2648, 0x2653), (0x267F, 0x267F), (0x2693, 0x2693), (0x26A1, 0x26A1), (0x26AA, 0x26AB), (0x26BD, 0x26BE),
    (0x26C4, 0x26C5), (0x26CE, 0x26CE), (0x26D4, 0x26D4), (0x26EA, 0x26EA), (0x26F2, 0x26F3), (0x26F5, 0x26F5),
    (0x26FA, 0x26FA), (0x26FD, 0x26FD), (0x2705, 0x2705), (0x270A, 0x270B), (0x2728, 0x2728), (0x274C, 0x274C),
    (0x274E, 0x274E), (0x2753, 0x2755), (0x2757, 0x2757), (0x2795, 0x2797), (0x27B0, 0x27B0), (0x27BF, 0x27BF),
    (0x2B1B, 0x2B1C), (0x2B50, 0x2B50), (0x2B55, 0x2B55), _KEYCAP, _REGIONS,
    (0x1F004, 0x1F004), (0x1F0CF, 0x1F0CF), (0x1F18E, 0x1F18E), (0x1F191, 0x1F19A), (0x1F201, 0x1F265),
    (0x1F300, 0x1F64F), (0x1F680, 0x1F6FF), (0x1F7E0, 0x1F7F0), (0x1F900, 0x1F9FF), (0x1FA70, 0x1FAFF),
)  # fmt: skip
"""What is drawn as a picture wherever it stands (Unicode Technical Standard 51, Emoji_Presentation)."""


@dataclass(frozen=True, slots=True)
class FallbackFont:
    """A font of a package: its family, the characters that it is there for, and those of them that it leaves to others.

    `index` is its place in a collection. A font of very many characters is cut down `by_text`: to those of the book.
    """

    family: str
    package: str
    file: str
    ranges: Ranges
    without: Ranges = ()
    style: str = "normal"
    index: int = 0
    by_text: bool = False

    def faces(self, text: frozenset[int]) -> tuple[Typeface, ...]:
        """Return the faces for a text with these characters, in each weight that the font has; none where its package
        is not installed.
        """
        return _faces(self, self.characters() & text if self.by_text else self.characters())

    def characters(self) -> frozenset[int]:
        """Return the characters for which the font is there; none where its package is not installed."""
        return _characters(self)


def _of_script(name: str, *ranges: tuple[int, int]) -> FallbackFont:
    file = f"NotoSans{name}[wght].ttf"
    return FallbackFont(f"Noto Sans {name}", "manimgx_fonts", file, ranges)


_LATIN: Ranges = (
    (0xA0, 0x52F), (0x1AB0, 0x1AFF), (0x1C80, 0x1C8F), (0x1D00, 0x20CF), (0x20F0, 0x20F0), (0x2150, 0x218F),
    (0x2C60, 0x2C7F), (0x2DE0, 0x2E7F), (0xA640, 0xA69F), (0xA700, 0xA7FF), (0xAB30, 0xAB6F), (0xFB00, 0xFB06),
    (0xFE20, 0xFE2F), (0xFFFC, 0xFFFD), (0x10780, 0x107BF), (0x1DF00, 0x1DFFF),
)  # fmt: skip
_MATHEMATICS: Ranges = (
    (0x20D0, 0x20FF), (0x2100, 0x214F), (0x2190, 0x23FF), (0x27C0, 0x27FF), (0x2900, 0x2AFF), (0x1D400, 0x1D7FF),
)  # fmt: skip

_SIGNS: Ranges = (
    (0xA0, 0x2FF), (0x2000, 0x2E7F), (0xA4D0, 0xA4FF), (0xFFF0, 0xFFFD), (0x1D300, 0x1D35F), (0x1F030, 0x1F1FF),
    (0x1F300, 0x1F7FF),
)  # fmt: skip
_PICTURES: Ranges = (  # also those that are pictures only before a selector, and the digits of keycaps
    (0x23, 0x39), (0x200D, 0x200D), (0x203C, 0x3299), (0xFE0F, 0xFE0F), *_EMOJI, (0xE0020, 0xE007F),
)  # fmt: skip
_EAST_ASIAN: Ranges = (
    (0x1100, 0x11FF), (0x2E80, 0x2FDF), (0x2FF0, 0x4DBF), (0x4E00, 0x9FFF), (0xA960, 0xA97F), (0xAC00, 0xD7FF),
    (0xF900, 0xFAFF), (0xFE10, 0xFE1F), (0xFE30, 0xFE4F), (0xFF00, 0xFFEF), (0x1B000, 0x1B2FF), (0x20000, 0x3FFFF),
)  # fmt: skip
_EAST_ASIAN_FACES = ("JP", "KR", "SC", "TC", "HK")
"""The faces of the collection in their order; they differ in the shapes of the same characters."""

_FALLBACKS: tuple[FallbackFont, ...] = (
    FallbackFont("Noto Sans", "manimgx_fonts", "NotoSans[wght].ttf", _LATIN),
    FallbackFont("Noto Sans", "manimgx_fonts", "NotoSans-Italic[wght].ttf", _LATIN, style="italic"),
    _of_script("Armenian", (0x530, 0x58F), (0xFB13, 0xFB17)),
    _of_script("Hebrew", (0x590, 0x5FF), (0xFB1D, 0xFB4F)),
    _of_script("Arabic", (0x600, 0x6FF), (0x750, 0x77F), (0x870, 0x8FF), (0xFB50, 0xFDFF), (0xFE70, 0xFEFF)),
    _of_script("Devanagari", (0x900, 0x97F), (0xA830, 0xA839), (0xA8E0, 0xA8FF), (0x1CD0, 0x1CFF)),
    _of_script("Bengali", (0x980, 0x9FF)),
    _of_script("Gurmukhi", (0xA00, 0xA7F)),
    _of_script("Gujarati", (0xA80, 0xAFF)),
    _of_script("Oriya", (0xB00, 0xB7F)),
    _of_script("Tamil", (0xB80, 0xBFF), (0x11FC0, 0x11FFF)),
    _of_script("Telugu", (0xC00, 0xC7F)),
    _of_script("Kannada", (0xC80, 0xCFF)),
    _of_script("Malayalam", (0xD00, 0xD7F)),
    _of_script("Sinhala", (0xD80, 0xDFF), (0x111E0, 0x111FF)),
    _of_script("Thai", (0xE00, 0xE7F)),
    _of_script("Lao", (0xE80, 0xEFF)),
    _of_script("Myanmar", (0x1000, 0x109F), (0xA9E0, 0xA9FF), (0xAA60, 0xAA7F)),
    _of_script("Georgian", (0x10A0, 0x10FF), (0x1C90, 0x1CBF), (0x2D00, 0x2D2F)),
    _of_script("Ethiopic", (0x1200, 0x139F), (0x2D80, 0x2DDF), (0xAB00, 0xAB2F), (0x1E7E0, 0x1E7FF)),
    _of_script("Khmer", (0x1780, 0x17FF), (0x19E0, 0x19FF)),
    FallbackFont("STIX Two Math", "ziamath", "fonts/STIXTwoMath-Regular.ttf", _MATHEMATICS, _EMOJI),
    FallbackFont("DejaVu Sans", "ziafont", "fonts/DejaVuSans.ttf", _SIGNS, _EMOJI),
    FallbackFont("Noto Sans Symbols", "manimgx_fonts", "NotoSansSymbols[wght].ttf", _SIGNS, _EMOJI),
    FallbackFont("Noto Emoji", "manimgx_fonts", "NotoEmoji[wght].ttf", _PICTURES),
)  # fmt: skip
"""Those first whose shapes are preferred where several have a character."""


def fallback_faces(characters: Collection[int], language: str) -> tuple[Typeface, ...]:
    """Return the faces that have some of these characters, in the order in which they are to be tried, for a book in
    that language (BCP 47).

    A family is taken whole: its italic with its roman.
    """
    text, families = frozenset(characters), set()
    rest = set(text)
    fonts = (*_FALLBACKS, _east_asian(text, language))
    for font in fonts:
        if found := rest & font.characters():
            families.add(font.family)
            rest -= found
    return tuple(face for font in fonts if font.family in families for face in font.faces(text))


def _east_asian(characters: frozenset[int], language: str) -> FallbackFont:
    """Return the font for Chinese, Japanese and Korean with the shapes of the book's language, or else of its text."""
    face = east_asian_face(characters, language)
    return FallbackFont(
        f"Noto Sans CJK {face}",
        "manimgx_fonts_cjk",
        "NotoSansCJK-VF.otf.ttc",
        _EAST_ASIAN,
        index=_EAST_ASIAN_FACES.index(face),
        by_text=True,
    )


def east_asian_face(characters: Collection[int], language: str) -> str:
    """Return which shapes a text requires: JP, KR, SC, TC or HK (simplified, traditional and Hong Kong Chinese)."""
    main, *subtags = language.lower().split("-")
    if main in {"zh", "yue"}:
        if "hk" in subtags or "mo" in subtags or main == "yue":
            return "HK"
        return "TC" if {"hant", "tw"} & set(subtags) else "SC"
    if main in {"ja", "ko"}:
        return {"ja": "JP", "ko": "KR"}[main]
    if any(0x3040 <= one <= 0x30FF for one in characters):  # noqa: PLR2004 - Hiragana and Katakana
        return "JP"
    return "KR" if any(0xAC00 <= one <= 0xD7A3 for one in characters) else "SC"  # noqa: PLR2004 - Hangul


def package_file(package: str, file: str) -> Path | None:
    """Return a file of an installed package, which is not imported; None if there is none."""
    spec = importlib.util.find_spec(package)
    places = spec.submodule_search_locations if spec else None
    return next((path for place in places or () if (path := Path(place, *file.split("/"))).is_file()), None)


def _is_within(character: int, ranges: Ranges) -> bool:
    return any(start <= character <= end for start, end in ranges)


@functools.cache
def _face(font: FallbackFont) -> Any | None:
    path = package_file(font.package, font.file)
    return hb.Face(hb.Blob(path.read_bytes()), font.index) if path else None


@functools.cache
def _characters(font: FallbackFont) -> frozenset[int]:
    face = _face(font)
    if face is None:
        return frozenset()
    return frozenset(one for one in face.unicodes if _is_within(one, font.ranges) and not _is_within(one, font.without))


@functools.lru_cache(maxsize=64)
def _faces(font: FallbackFont, characters: frozenset[int]) -> tuple[Typeface, ...]:
    face = _face(font)
    if face is None or not characters:
        return ()
    stem = font.family.replace(" ", "") + ("-Italic" if font.style == "italic" else "")
    characters |= _WITH_ALL
    weights = _WEIGHTS if face.has_var_data else _WEIGHTS[:1]
    return tuple(
        _cut_face(font, f"{stem}-{weight}", cut(face, characters, {"wght": weight}), weight) for weight in weights
    )


def _cut_face(font: FallbackFont, stem: str, data: bytes, weight: int) -> Typeface:
    suffix = ".otf" if data.startswith(b"OTTO") else ".ttf"
    return typeface(font.family, weight, font.style, stem + suffix, data, kind="fallback")
