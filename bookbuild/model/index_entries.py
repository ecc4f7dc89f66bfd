"""Names of entries of an index: ``pay!minimum`` is “minimum” under “pay”."""

import re
from collections.abc import Iterable

_BORDER = re.compile(r"(?<=[^\s\\])\s*!(?=\s*[^\s!])")
"""A sign between two words. One at the end belongs to the word (``Yahoo!``), and so does one behind a backslash."""


def parts_of(name: str) -> tuple[str, ...]:
    """Return the words of an entry with those of the entries that it is under, the outermost first."""
    parts = (" ".join(part.split()).replace("\\!", "!") for part in _BORDER.split(name))
    return tuple(filter(None, parts))


def name_of(parts: Iterable[str]) -> str:
    """Return the name of an entry, by the words of it and of those that it is under."""
    return "!".join(part.replace("!", "\\!") for part in parts)
