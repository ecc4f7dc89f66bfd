"""Titles in any script as names of files."""

import re
import unicodedata

_LONGEST_SLUG = 80


def slug_of(title: str, default: str = "book") -> str:
    """Return a title in Latin letters, cut behind a word, or the default if it has no letters."""
    decomposed = unicodedata.normalize("NFKD", title)
    plain = decomposed.encode("ascii", "ignore").decode()
    if any(one.isalpha() and not one.isascii() for one in decomposed):
        from anyascii import anyascii  # noqa: PLC0415 - seldom needed

        plain = anyascii(title).replace("'", "").replace("`", "")
    slug = re.sub(r"[^a-z0-9]+", "-", plain.lower()).strip("-") or default
    if len(slug) <= _LONGEST_SLUG:
        return slug
    head, _, rest = slug[: _LONGEST_SLUG + 1].rpartition("-")
    return head or rest[:_LONGEST_SLUG]
