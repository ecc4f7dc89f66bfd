"""The form of tags of languages (BCP 47): ``en``, ``pt-BR``, ``sr-Latn``."""

import re

LANGUAGE = "[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*"
"""Pattern of a tag. No language has a code of more than three letters: ``Deutsch`` is a name, and its code ``de``."""

_TAG = re.compile(LANGUAGE)


def is_language(text: str) -> bool:
    """Return whether a text has the form of a tag."""
    return _TAG.fullmatch(text) is not None
