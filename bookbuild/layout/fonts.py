"""The fonts that a run used, described without their font programs."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

from bookbuild.diagnostics import Diagnostic, diagnose
from bookbuild.model import Typeface, UsedFont


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
        name=font.name.decode().partition("+")[2],
        family=font.family,
        digest=next((face.digest for face in typefaces if face.data == font.file_content), ""),
        flags=font.flags,
        ascent=font.ascent,
        descent=font.descent,
        widths=tuple(sorted(widths.items())),
        texts=tuple(sorted(texts.items())),
        missing=tuple(sorted({code for other in same for code in other.missing.values()})),
    )


def font_faults(name: str, fonts: Iterable[Any], used: Iterable[UsedFont]) -> tuple[Diagnostic, ...]:
    """Return diagnostics for characters that no font has, and for fonts that do not belong to the theme."""
    missing = sorted({code for font in fonts for code in font.missing})
    found = [
        diagnose("malformed-output", f"{name} is set in {font.family}, which is no typeface of the theme")
        for font in used
        if not font.digest
    ]
    if missing:
        characters = ", ".join(f"{chr(code)} (U+{code:04X})" for code in missing)
        hint = "use other characters, or add a typeface that has these"
        message = f"no font of the book has {characters}"
        absent = diagnose("missing-glyph", message, name, hint=hint, cause=message)
        found.append(replace(absent, characters="".join(map(chr, missing))))
    return tuple(found)
