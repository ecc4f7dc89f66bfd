"""Dates of works: those of CSL-JSON, and texts (``2020``, ``2020-05-03``, ``2019/2020``, ``May 2020``)."""

import re
from typing import Any

_PART = r"(-?\d{1,4})(?:-(\d{1,2}))?(?:-(\d{1,2}))?(?:T[\d:.Z+-]*)?"
_DAY = re.compile(_PART)
_RANGE = re.compile(rf"({_PART})?\s*/\s*({_PART})?")
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


def date_of(value: object) -> dict[str, Any] | None:
    """Return a date in the form of CSL-JSON, with whole numbers as its parts, or None if it is none."""
    if isinstance(value, str | int):
        return date_of_text(str(value))
    if not isinstance(value, dict):
        return None
    parts = value.get("date-parts")
    if isinstance(parts, list) and (read := _read_parts(parts)):
        return {**{key: value[key] for key in ("circa", "season") if value.get(key)}, "date-parts": read}
    text = value.get("raw") or value.get("literal")
    return date_of_text(str(text)) if text else None


def _read_parts(parts: list[Any]) -> list[list[int]]:
    try:
        read = [[int(part) for part in day if part not in ("", None)] for day in parts[:2] if day]
    except (TypeError, ValueError):
        return []
    return [day for day in read if day]


def date_of_text(text: str) -> dict[str, Any] | None:
    """Return the date that a text says, or the text itself as a date."""
    text = text.strip()
    if match := _DAY.fullmatch(text):
        return {"date-parts": [_parts(match[0])]}
    span = _RANGE.fullmatch(text)
    if span and span[1]:
        return {"date-parts": [_parts(day) for day in (span[1], span[5]) if day]}
    return {"literal": text} if text else None


def _parts(day: str) -> list[int]:
    match = _DAY.fullmatch(day)
    parts = [int(part) for part in match.groups() if part] if match else []
    is_day = len(parts) < 2 or 1 <= parts[1] <= len(MONTHS)  # noqa: PLR2004 - a year and a month
    return parts if is_day else parts[:1]


def month_of(text: str) -> int:
    """Return the number of a month by its English name or its number, or 0."""
    word = text.strip().strip(".").casefold()
    if word.isdecimal():
        return int(word) if 1 <= int(word) <= len(MONTHS) else 0
    return MONTHS.index(word[:3]) + 1 if word[:3] in MONTHS else 0
