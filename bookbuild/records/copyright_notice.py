"""Years and owner of a copyright notice, as people write one: ``© 2024, 2026 Harbour Press. All rights reserved.``"""

import re
from typing import NamedTuple

_SIGN = r"(?:\u00a9|\([cC]\)|\bcopyright\b)"
_YEARS = r"[0-9]{4}(?:\s*(?:[-\u2013,&]|\band\b)\s*[0-9]{4})*"
_BEFORE = re.compile(
    rf"(?P<sign>{_SIGN}(?:\s*{_SIGN})*)[\s:]*(?P<years>{_YEARS})?[\s,:]*(?:\bby\s+)?(?P<rest>[^\n]*)", re.IGNORECASE
)
_END = re.compile(r"\.(?=\s|$)|[;<]|[,:]?\s*\ball rights\b|\s\(|,?\s*\blicen[cs]ed\b", re.IGNORECASE)
_ABBREVIATED = re.compile(r"\b(?:[A-Z]|e\.\s?V|Dr|St|Jr|Sr|Inc|Ltd|Co|Corp|Bros|Prof)$")
_LAST_YEARS = re.compile(rf"[\s,]+(?P<years>{_YEARS})$")
_RANGE = re.compile(r"([0-9]{4})\s*[-\u2013]\s*([0-9]{4})")
_LONGEST = 40
"""Years of a range that are counted out."""


class CopyrightNotice(NamedTuple):
    """The years of a copyright, in order, and whose it is; either may be missing."""

    years: tuple[str, ...]
    owner: str


def copyright_of(rights: str) -> CopyrightNotice | None:
    """Return what the first copyright notice in a text says, or None if there is none."""
    notice = _BEFORE.search(" ".join(rights.split()))
    if notice is None:
        return None
    owner, years = _owner(notice["rest"]), notice["years"] or ""
    if not years and (behind := _LAST_YEARS.search(owner)):
        owner, years = owner[: behind.start()], behind["years"]
    is_word = notice["sign"].isalpha()  # "copyright" stands in other sentences, too
    found = CopyrightNotice(tuple(_years(years)), owner)
    return found if any(found) and (years or not is_word) else None


def _owner(text: str) -> str:
    """Return the beginning of a text up to the end of its sentence; a full stop after an abbreviation ends none."""
    for end in _END.finditer(text):
        before = text[: end.start()]
        if end[0] == "." and _ABBREVIATED.search(before) and text[end.end() :].strip():
            continue
        return f"{before}." if end[0] == "." and _ABBREVIATED.search(before) else before.strip(" ,")
    return text.strip(" ,.")


def _years(text: str) -> list[str]:
    """Return each year of a list of years and ranges."""
    whole = dict.fromkeys(re.findall("[0-9]{4}", text))
    for first, last in _RANGE.findall(text):
        if 0 < int(last) - int(first) < _LONGEST:
            whole |= dict.fromkeys(str(year) for year in range(int(first), int(last)))
    return sorted(whole)
