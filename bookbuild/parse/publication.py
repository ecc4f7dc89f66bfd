"""Whether an article is to be published: by its keys and its dates."""

import re
from collections.abc import Collection, Mapping, Sequence
from datetime import date

from bookbuild.parse.block import Entry

_DATES = (
    (re.compile(r"([0-9]{4})[-/.]([0-9]{1,2})[-/.]([0-9]{1,2})(?![0-9]).*"), (1, 2, 3)),
    (re.compile(r"([0-9]{1,2})[-.]([0-9]{1,2})[-.]([0-9]{4})(?![0-9]).*"), (3, 2, 1)),
    (re.compile(r"([0-9]{1,2})/([0-9]{1,2})/([0-9]{4})(?![0-9]).*"), (3, 1, 2)),
)
"""Ways to write a date, with the places of year, month and day: as Grav and PHP read them, 5/1/2026 is in May."""

_UNFINISHED = frozenset(
    {
        "draft", "private", "pending", "unpublished", "hidden", "trash", "wip",
        "entwurf", "brouillon", "borrador", "bozza", "rascunho", "szkic",
    }
)  # fmt: skip
"""What a status says of an article that is not to be published yet, in the languages of our labels."""
_STATUS = frozenset({"status", "state", "poststatus", "publicationstatus"})
_WITHHELD = frozenset({"isdraft", "hidden", "private", "unpublished", "wip"})
"""Keys of other programs that are true where an article is not to be published, without hyphens and capitals."""
_SHOWN = frozenset({"ispublished", "public", "online", "dgpublish"})
"""Keys that are false there."""
TRUE = frozenset({"true", "yes", "on", "1"})
FALSE = frozenset({"false", "no", "off", "0"})


def withheld_by(entries: Mapping[str, Entry], used: Collection[str]) -> tuple[str, int] | None:
    """Return the line of another program's key by which an article is not to be published, as typed, and its number in
    the file; None if there is none. `used` are the keys that have a meaning of ours.
    """
    for key, entry in entries.items():
        if isinstance(entry.value, str) and key not in used and _withholds(key, entry.value.strip().casefold()):
            return f"{key}: {entry.value.strip()}", entry.line
    return None


def _withholds(key: str, value: str) -> bool:
    name = key.replace("-", "").replace("_", "").casefold()
    if name in _STATUS:
        return value in _UNFINISHED
    return (name in _WITHHELD and value in TRUE) or (name in _SHOWN and value in FALSE)


def day_of(text: str) -> date | None:
    """Return the day of a date with or without a time, or None if it is no date."""
    for pattern, places in _DATES:
        match = pattern.fullmatch(text)
        if match:
            return _day([int(match[place]) for place in places])
    return None


def _day(numbers: Sequence[int]) -> date | None:
    try:
        return date(*numbers)
    except ValueError:
        return None
