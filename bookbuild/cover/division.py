"""Long words of titles, divided where the language allows it."""

import re

_LONG = re.compile(r"[^\W\d_]{16,}")
"""A word so long that a title in one piece would be small."""
_LEAST = 5
"""How many letters stand before a hyphen at least, and after it."""
SOFT_HYPHEN = "\u00ad"


def divided(text: str, language: str) -> str:
    """Return a text with soft hyphens in its long words, by the patterns of its language (BCP 47) if there are any."""
    if not _LONG.search(text):
        return text
    from pyphen import Pyphen, language_fallback  # noqa: PLC0415 - slow, and few titles have long words

    known = language_fallback(language)
    if not known:
        return text
    patterns = Pyphen(lang=known, left=_LEAST, right=_LEAST)
    return _LONG.sub(lambda word: str(patterns.inserted(word[0], SOFT_HYPHEN)), text)
