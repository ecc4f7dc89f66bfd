"""The fonts that a run used, described without their font programs."""

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

from bookbuild.diagnostics import Diagnostic, diagnose
from bookbuild.model import Typeface, UsedFont

_UNSEEN = frozenset({"Cc", "Cf", "Mn", "Zs"})
_SHOWN = 5
"""How many characters a message names."""


def used_fonts(fonts: Iterable[Any], typefaces: Sequence[Typeface]) -> tuple[UsedFont, ...]:
    """Describe the fonts of a written document in the order of their keys.

    WeasyPrint can hold several fonts of one key (a size that has a variant of its own); they are one in the PDF.
    """
    by_key: dict[str, list[Any]] = {}
    for font in fonts:
        by_key.setdefault(font.hash, []).append(font)
    return tuple(_used_font(by_key[key], typefaces) for key in sorted(by_key))


def _used_font(same: list[Any], typefaces: Sequence[Typeface]) -> UsedFont:
    font = same[0]
    # The first font that used a glyph is the last to be laid over the others.
    widths = {glyph: width for other in reversed(same) for glyph, width in other.widths.items()}
    texts = {glyph: text for other in reversed(same) for glyph, text in other.to_unicode.items()}
    return UsedFont(
        key=font.hash,
        name=font.name.decode().partition("+")[2].removesuffix(","),  # Pango's, behind a name that ends in digits
        family=font.family,
        digest=next((face.digest for face in typefaces if face.data == font.file_content), ""),
        flags=font.flags,
        ascent=font.ascent,
        descent=font.descent,
        widths=tuple(sorted(widths.items())),
        texts=tuple(sorted(texts.items())),
        missing=tuple(sorted({code for other in same for code in other.missing.values()})),
    )


def font_faults(
    name: str, fonts: Iterable[Any], used: Iterable[UsedFont], typefaces: Sequence[Typeface]
) -> tuple[Diagnostic, ...]:
    """Return diagnostics for characters that no font has, and for fonts that do not belong to the theme."""
    found = [
        diagnose("malformed-output", f"{name} is set in {font.family}, which is no typeface of the theme")
        for font in used
        if not font.digest
    ]
    boxes = {face.digest for face in typefaces if face.kind == "missing"}
    missing = {chr(code) for font in fonts for code in font.missing}
    missing.update(
        one
        for font in used
        if font.digest in boxes
        for _, text in font.texts
        for one in text
        if unicodedata.category(one) not in _UNSEEN
    )
    if missing:
        found.append(_missing(name, sorted(missing, key=lambda one: (not _is_private(one), one))))
    return tuple(found)


def _missing(name: str, characters: Sequence[str]) -> Diagnostic:
    described = [f"{f'{one} ' if one.isprintable() else ''}(U+{ord(one):04X})" for one in characters[:_SHOWN]]
    more = len(characters) - len(described)
    listed = ", ".join(described) + (f" and {more} more" if more else "")
    message = f"no font of the book has {listed}: a box is printed"
    hint = "use other characters, or put a typeface that has these into fonts/"
    private = [one for one in characters if _is_private(one)]
    if private:
        which = "these" if len(private) == len(characters) else "those from U+E000 on"
        hint = f"{which} are private characters of one typeface, such as a font of icons: put that into fonts/"
        hint += "" if len(private) == len(characters) else "; for the others use another typeface"
    found = diagnose("missing-glyph", message, name, hint=hint, cause=message)
    return replace(found, characters="".join(characters))


def _is_private(character: str) -> bool:
    return unicodedata.category(character) == "Co"
