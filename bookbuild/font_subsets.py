"""Fonts cut down to the characters that a book uses, for the formats that embed them whole."""

import uharfbuzz as hb

from bookbuild.diagnostics import BookError, diagnose
from bookbuild.model import Typeface

_FEATURES = (
    "kern liga clig calt ccmp locl mark mkmk onum lnum tnum pnum frac sups subs ordn case",
    # Joining scripts, such as Arabic and Syriac: without these their letters stand apart.
    "isol init medi fina med2 fin2 fin3 rlig rclt curs mset stch cswh",
    # Scripts that build syllables, of India and South-East Asia, and Hangul from its letters.
    "nukt akhn rphf rkrf pref blwf abvf half pstf vatu cjct cfar pres abvs blws psts haln dist abvm blwm",
    "ljmo vjmo tjmo",
)
"""Layout features that are kept (OpenType's feature tags): those that books use, and those that scripts need."""

_FEATURE_TAGS = frozenset(int.from_bytes(tag.encode(), "big") for tags in _FEATURES for tag in tags.split())
_NAMES = frozenset({*range(7), 13, 14, 16, 17})
"""Name records that are kept: family, copyright and licence (13, 14), which the Open Font License requires."""
_MEDIA_TYPES = {b"OTTO": "font/otf"}


def subset(typeface: Typeface, characters: frozenset[str]) -> bytes:
    """Return the font with the glyphs and layout features that these characters need, without hinting.

    Raises:
        BookError: if the font is damaged (``unreadable-font``).
    """
    plan = hb.SubsetInput()
    plan.unicode_set.update(map(ord, characters))
    plan.layout_feature_tag_set.clear()
    plan.layout_feature_tag_set.update(_FEATURE_TAGS)
    plan.name_id_set.update(_NAMES)
    plan.flags = hb.SubsetFlags.NO_HINTING | hb.SubsetFlags.NOTDEF_OUTLINE
    try:
        return bytes(hb.subset(hb.Face(typeface.data), plan).blob.data)
    except RuntimeError as error:
        message = f"{typeface.name} is damaged: it cannot be cut down to the characters of the book"
        raise BookError(diagnose("unreadable-font", message, f"fonts/{typeface.name}")) from error


def media_type(typeface: Typeface) -> str:
    """Return the media type of a font file: OpenType with PostScript outlines, or TrueType."""
    return _MEDIA_TYPES.get(typeface.data[:4], "font/ttf")
