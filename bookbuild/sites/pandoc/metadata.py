"""Metadata for pandoc (``metadata.yaml``, ``title.txt``) -> facts of a book.

Source: "Metadata variables" and "EPUB Metadata" in pandoc's manual.
"""

import re
from collections.abc import Iterator

from bookbuild.model import Creator, Facts
from bookbuild.sites.data import Data, DataError, lookup, read_data, text_of, texts_of

_FENCE = re.compile(r"^(?:---|\.\.\.)[ \t]*$", re.MULTILINE)
_ROLES = {"author": "aut", "editor": "edt", "illustrator": "ill", "translator": "trl"}


def read_metadata(content: bytes) -> Data:
    """Return the values of a file with a YAML block between fences or without them, or with lines that begin with
    ``%``: the title and the authors; an empty mapping if it is neither.
    """
    text = content.decode("utf-8-sig", "replace").replace("\r\n", "\n")
    if text.startswith("%"):
        title, authors, *_ = [*re.split(r"^%", text[1:], flags=re.MULTILINE), ""]
        names = [one for one in re.split(r";|\n", authors) if one.strip()]
        return {"title": title, "author": names}
    blocks = [block for block in _FENCE.split(text) if block.strip()]
    try:
        data = read_data(blocks[0].encode(), "metadata.yaml") if blocks else {}
    except DataError:
        return {}
    return data if isinstance(data, dict) else {}


def facts_of(data: Data) -> Facts:
    """Return the facts that the metadata state."""
    titles = dict(_titles(data))
    return Facts(
        title=titles.get("main", ""),
        subtitle=titles.get("subtitle", ""),
        language=text_of(data, "lang", "language"),
        creators=tuple(_creators(data)),
        publisher=text_of(data, "publisher"),
        rights=text_of(data, "rights", "copyright"),
        description=text_of(data, "description", "abstract"),
        subjects=texts_of(data, "keywords", "subject"),
        works=texts_of(data, "bibliography"),
        citation_style=text_of(data, "csl", "citation-style"),
    )


def _titles(data: Data) -> Iterator[tuple[str, str]]:
    """Yield the kinds of titles with their texts: ``subtitle``, which may be a key of its own, and ``main``."""
    title = lookup(data, "title")
    for one in reversed(title if isinstance(title, list) else [title]):
        if isinstance(one, dict):
            yield text_of(one, "type") or "main", text_of(one, "text")
        elif isinstance(one, str):
            yield "main", " ".join(one.split())
    if subtitle := text_of(data, "subtitle"):
        yield "subtitle", subtitle


def _creators(data: Data) -> Iterator[Creator]:
    people = next((found for key in ("author", "creator") if (found := lookup(data, key)) is not None), ())
    for one in people if isinstance(people, list) else [people]:
        name = " ".join(one.split()) if isinstance(one, str) else text_of(one, "name", "text")
        if name:
            yield Creator(name, _ROLES.get(text_of(one, "role").lower(), "aut"))
