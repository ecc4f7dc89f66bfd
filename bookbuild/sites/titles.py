"""Titles made from the names of files and folders."""

import re

_NUMBER = re.compile(r"^[0-9]+(?:\.[0-9]+)*[-_. ]+")
_ONLY_NUMBER = re.compile(
    r"(?:chapter|chap|ch|kapitel|kap|chapitre|cap[ií]tulo|part|section)?[-_. ]*[0-9]+", re.IGNORECASE
)


def title_of_name(name: str) -> str:
    """Return a title for the name of a folder: ``02-first-steps`` is ``First steps``, and ``chapter-2`` has none."""
    if _ONLY_NUMBER.fullmatch(name):
        return ""
    words = " ".join(re.sub(r"[-_]+", " ", _NUMBER.sub("", name) or name).split())
    return words[:1].upper() + words[1:]
