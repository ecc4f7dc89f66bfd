"""The order of names: numbers in them by their value."""

import re
import unicodedata

_DIGITS = re.compile(r"([0-9]+)")


def natural(name: str) -> tuple[tuple[tuple[str, int], ...], str]:
    """Return a key that sorts names by words and numbers: ``2-b``, ``10-a``; ``1.9``, ``1.10``. Case does not count."""
    parts = _DIGITS.split(unicodedata.normalize("NFC", name).casefold())
    numbers = [*map(int, parts[1::2]), -1]
    return tuple(zip(parts[::2], numbers, strict=True)), name


def natural_path(path: str) -> tuple[object, ...]:
    """Return a key that sorts paths folder by folder in that order."""
    return tuple(map(natural, path.split("/")))
