"""What a PDF claims to be: accessible (PDF/UA-1) and fit for archives (PDF/A), each only where it holds."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from bookbuild.diagnostics import Diagnostic, diagnose
from bookbuild.model import LaidOutRun, PdfRendition

_INKS = re.compile(r"device-cmyk\s*\(", re.IGNORECASE)
_INKS_OF_ELEMENT = re.compile(r'style="[^"<>]*device-cmyk\s*\(')
_GROUP, _END = (
    re.compile(rb"<(?:svg:)?(?:g|svg|a|use|symbol)\b[^>]*(?<!/)>"),
    re.compile(rb"</(?:svg:)?(?:g|svg|a|symbol)\s*>"),
)
_PRIVATE = re.compile("[\ue000-\uf8ff\U000f0000-\U0010ffff]")
_DEEPEST = 16
"""Groups inside each other in a drawing that need no more than 28 states of graphics (ISO 19005-3, 6.1.13)."""


@dataclass(frozen=True, slots=True)
class Claims:
    """The standards that a file keeps. `part` and `level` are those of PDF/A (ISO 19005), 0 and empty without it; an
    accessible file that `is_second` keeps PDF/UA-2, any other PDF/UA-1.
    """

    accessible: bool = False
    part: int = 0
    level: str = ""
    is_second: bool = False


def claims_of(rendition: PdfRendition, runs: Sequence[LaidOutRun]) -> tuple[Claims, tuple[Diagnostic, ...]]:
    """Return what a book of these runs may claim, and a note where that is less than was asked for.

    Glyphs that stand for no character keep a file from both standards (ISO 14289-1, 7.21.8; ISO 19005-3, 6.2.11.8),
    and have a diagnostic of their own.
    """
    if any(font.missing for run in runs for font in run.fonts):
        return Claims(), ()
    if rendition.pdf_standard in {"ua-1", "ua-2"}:
        return Claims(accessible=True, is_second=rendition.pdf_standard == "ua-2"), ()
    part, level = int(rendition.pdf_standard[2]), rendition.pdf_standard[3].upper()
    if reasons := tuple(_hindrances(rendition)):
        return Claims(accessible=True), tuple(_note(part, reason) for reason in reasons)
    return Claims(accessible=True, part=part, level="U" if _has_private_characters(runs) else level), ()


def _hindrances(rendition: PdfRendition) -> Iterator[str]:
    sheets = (sheet.css for sheet in (*rendition.stylesheets, *rendition.furniture))
    drawings = {name: data for name, data in rendition.files.items() if name.endswith(".svg")}
    if (
        any(map(_INKS.search, (*sheets, *(data.decode("utf-8", "replace") for data in drawings.values()))))
        or any("cmyk" in run.xhtml and _INKS_OF_ELEMENT.search(run.xhtml) for run in rendition.runs)
    ):  # fmt: skip
        yield "colours of inks (device-cmyk) need a profile of a press"
    for name, data in drawings.items():
        if _depth(data) > _DEEPEST:
            yield f"the drawing {name} has more than {_DEEPEST} groups inside each other"


def _depth(drawing: bytes) -> int:
    """Return how many groups of a drawing stand inside each other."""
    if drawing.count(b"<") < _DEEPEST:
        return 0
    steps = [(match.start(), 1) for match in _GROUP.finditer(drawing)]
    depth = deepest = 0
    for _, step in sorted([*steps, *((match.start(), -1) for match in _END.finditer(drawing))]):
        depth += step
        deepest = max(deepest, depth)
    return deepest


def _has_private_characters(runs: Iterable[LaidOutRun]) -> bool:
    """Return whether text has characters for private use, which say nothing to anybody else (6.2.11.7.3)."""
    texts = {text for run in runs for font in run.fonts for _, text in font.texts}
    return _PRIVATE.search("".join(texts)) is not None


def _note(part: int, reason: str) -> Diagnostic:
    hint = 'set pdf-standard = "ua-1" in the table [build] if it need not be'
    return diagnose("unclaimed-standard", f"the PDF is not marked as PDF/A-{part}: {reason}", hint=hint)
