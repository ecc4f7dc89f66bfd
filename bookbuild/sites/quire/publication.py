"""What the data file of a publication says, as the words that pages of Quire print of it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from bookbuild.sites.data import Data, list_of, lookup, text_of

_NAMES_ONLY = frozenset({"string", "initials", "name", "name-title", "name-title-block"})


@dataclass(frozen=True, slots=True)
class Publication:
    """The values of ``publication.yaml``."""

    data: Data = field(default_factory=dict)

    def copyright(self) -> Iterator[str]:
        """Yield the paragraphs of the rights."""
        yield text_of(self.data, "copyright")
        yield text_of(self.data, "license.name")

    def people(self, wanted: Mapping[str, str]) -> Iterator[str]:
        """Yield a paragraph for each contributor of a kind, with biography unless the names alone are wanted."""
        kind, form = wanted.get("type", "all"), wanted.get("format", "name")
        for person in list_of(self.data, "contributor"):
            if isinstance(person, dict) and kind in ("all", text_of(person, "type") or "primary"):
                yield from _words_of(person, with_life=form not in _NAMES_ONLY)


def name_of(person: Data) -> str:
    """Return the name of a contributor, or an empty string."""
    return text_of(person, "full_name") or f"{text_of(person, 'first_name')} {text_of(person, 'last_name')}".strip()


def _words_of(person: Data, *, with_life: bool) -> Iterator[str]:
    name = name_of(person)
    if not name:
        return
    words = ", ".join(filter(None, [name, text_of(person, "title"), text_of(person, "affiliation")]))
    yield f"**{words}**" if with_life else words
    life: Any = lookup(person, "bio")
    if with_life and isinstance(life, str):
        yield life.strip()
