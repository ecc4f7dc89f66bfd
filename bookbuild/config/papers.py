"""Parsing of paper sizes, paper thickness and printer's marks."""

import re

from bookbuild.config.geometry import millimetres, trim_size
from bookbuild.model import MARKS, PAPERS

_BULK = 1.25
"""Of office paper, in cubic centimetres a gram: 80 g/m² are 0.1 mm."""
_THICKEST = 2.0


def paper_size(text: object) -> tuple[float, float] | None:
    """Return a paper size in millimetres from a name or ``320mm x 450mm``, or None for ``auto``.

    Raises:
        ValueError: when the text is none of these.
    """
    written = str(text).strip().lower()
    sizes = {name.lower(): size for name, size in PAPERS.items()}
    if written == "auto":
        return None
    try:
        return sizes.get(written) or trim_size(written)
    except ValueError as error:
        msg = f"{text!r} is not a paper size; known are auto, {', '.join(sizes)}, or a width and height: 320mm x 450mm"
        raise ValueError(msg) from error


def paper_thickness(text: object) -> float:
    """Return the thickness of paper in millimetres, from a length or a weight as in ``80gsm``.

    Raises:
        ValueError: when it is neither, or no paper is that thick.
    """
    weight = re.fullmatch(r"\s*(\d+(?:\.\d+)?)\s*(?:gsm|g/m²|g/m2)\s*", str(text))
    thickness = float(weight[1]) * _BULK / 1000 if weight else millimetres(text)
    if thickness > _THICKEST:
        msg = f"{text!r} is out of range: paper is at most {_THICKEST:g} mm thick"
        raise ValueError(msg)
    return thickness


def paper_of(text: object) -> tuple[tuple[float, float] | None, float | None]:
    """Return size and thickness in millimetres from either or both: ``A4 80gsm``; None if not given.

    Raises:
        ValueError: when a part of the text is neither.
    """
    written = str(text).strip()
    weight = re.search(r"(?:^|\s)(\d+(?:\.\d+)?\s*(?:gsm|g/m²|g/m2))(?=\s|$)", written)
    if weight:
        size = (written[: weight.start()] + written[weight.end() :]).strip()
        return paper_size(size) if size else None, paper_thickness(weight[1])
    try:
        return None, paper_thickness(written)
    except ValueError:
        return paper_size(written), None


def mark_names(text: str) -> tuple[str, ...]:
    """Return the names in a list of marks such as ``fold,crop``.

    Raises:
        ValueError: when a name is not known.
    """
    names = tuple(name.strip() for name in text.split(",") if name.strip())
    if unknown := [name for name in names if name not in MARKS]:
        msg = f"{unknown[0]!r} is not a mark; known are {', '.join(MARKS)}"
        raise ValueError(msg)
    return names
