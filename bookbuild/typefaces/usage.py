"""Which typefaces set which part of a text."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence

import uharfbuzz as hb

from bookbuild.model import Typeface
from bookbuild.typefaces.missing import uncovered
from bookbuild.typefaces.packaged import SCRIPT_FAMILIES

_TAG = re.compile(r"<[^<>]*>")
_SHARE = 0.1
"""Which share of the letters a typeface sets that is named in the imprint."""


def needed_faces(faces: Sequence[Typeface], text: str) -> tuple[Typeface, ...]:
    """Return the typefaces that a text needs: those that are for any text, and of the others those that have some of it
    which those lack.
    """
    plain = _plain(faces)
    missing = uncovered(frozenset(map(ord, frozenset(text))), plain)
    others = (face for face in faces if face not in plain and len(uncovered(missing, (face,))) < len(missing))
    return (*plain, *others) if missing else plain


def fallback_use(faces: Sequence[Typeface], text: str) -> Iterator[tuple[str, str]]:
    """Yield each family that stands in for others, and the characters of the text that it sets, in their order."""
    rest = uncovered(frozenset(map(ord, frozenset(text))), [face for face in faces if face.kind == "text"])
    for face in faces:
        if face.kind == "fallback" and (found := rest.intersection(hb.Face(face.data).unicodes)):
            rest -= found
            yield face.family, "".join(sorted(map(chr, found), key=text.index))


def families_of_scripts(faces: Sequence[Typeface], text: str) -> tuple[str, ...]:
    """Return the families that set a tenth of a text's letters or more, if one of them is for a script of its own: most
    used first, with an empty name for the families that are for any text.
    """
    special = [face for face in faces if face.kind == "fallback" or face.family in SCRIPT_FAMILIES]
    if not special:
        return ()
    letters = Counter({one: count for one, count in Counter(_TAG.sub("", text)).items() if one.isalpha()})
    counts, rest = Counter[str](), set(map(ord, letters))
    for family, characters in (
        ("", _characters(_plain(faces))),
        *((face.family, _characters((face,))) for face in special),
    ):
        counts[family] += sum(letters[chr(one)] for one in rest & characters)
        rest -= characters
    shares = [family for family, count in counts.most_common() if count >= _SHARE * letters.total()]
    return tuple(shares) if any(shares) else ()


def _plain(faces: Sequence[Typeface]) -> tuple[Typeface, ...]:
    return tuple(face for face in faces if face.kind == "text" and face.family not in SCRIPT_FAMILIES)


def _characters(faces: Sequence[Typeface]) -> frozenset[int]:
    return frozenset().union(*(hb.Face(face.data).unicodes for face in faces))
