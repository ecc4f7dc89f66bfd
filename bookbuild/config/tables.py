"""The base class of the tables of bookbuild.toml, and the texts that have a pattern."""

import re
from collections.abc import Iterable
from typing import Annotated, Any

from msgspec import Meta, Struct
from msgspec.structs import asdict

from bookbuild.config.value_types import Parsed
from bookbuild.model import SCHEMES, SITES


def _like(pattern: str, what: str) -> Meta:
    """Accept texts that match a pattern; `what` names them, with an article, in messages."""
    return Meta(pattern=rf"\A(?:{pattern})\Z", description=what)


def _one_of(words: Iterable[str], what: str) -> Meta:
    """Accept these words only; the message for another one names the nearest of them."""
    words = tuple(words)
    return Meta(pattern=rf"\A(?:{'|'.join(map(re.escape, words))})\Z", description=what, extra={"words": words})


def among(known: Iterable[str]) -> Meta:
    """Accept known keys only; the message for another one names the nearest of them."""
    known = tuple(known)
    return Meta(pattern=rf"\A(?:{'|'.join(map(re.escape, known))})\Z", extra={"known": known})


Colour = Annotated[str, _like("#[0-9a-fA-F]{6}", "a colour such as #1f4e5f")]
Slug = Annotated[str, _like("[a-z0-9][a-z0-9._-]{0,79}", "a name of small letters, digits and hyphens")]
Language = Annotated[str, _like("[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*", "a language tag such as en or pt-BR")]
Relator = Annotated[str, _like("[a-z]{3}", "a MARC relator code such as aut, ill or trl")]
WebAddress = Annotated[str, _like(r"(https?://[^\s/]\S*)?", "an address such as https://example.org/guide")]
Doi = Annotated[str, _like(r"(10\.\d{4,9}/\S+)?", "a DOI such as 10.5555/12345678, without an address before it")]
Issn = Annotated[str, _like(r"(\d{4}-\d{3}[\dX])?", "an ISSN such as 2049-3630")]
BisacCode = Annotated[str, _like(r"[A-Z]{3}\d{6}", "a BISAC code such as BUS037020")]
ThemaCode = Annotated[str, _like(r"[1-6A-Z][0-9A-Z]*(-[0-9A-Z]+)*", "a Thema code such as VSC")]
NumberText = Annotated[str, _like(r"(0|[1-9]\d*)([a-z]|(\.\d+)*)", "a number such as 7, 7a or 7.5")]
Site = Annotated[str, _one_of(SITES, f"a kind of site; known are {', '.join(SITES)}")]
DiagramKind = Annotated[str, _like("[a-z0-9][a-z0-9_+.-]{0,39}", "a kind of diagram such as dot or mermaid")]
Scheme = Annotated[str, _one_of(SCHEMES, f"a scheme; known are {', '.join(SCHEMES)}")]
SheetCount = Annotated[int, Meta(ge=1, le=100, description="a number of sheets from 1 to 100")]


class Table(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, rename="kebab"):
    """A table that refuses unknown keys. Its keys have hyphens; a field that is None is not set (TOML has no null)."""

    def fields_set(self) -> dict[str, Any]:
        """Return the fields that are set, by name."""
        return {name: value for name, value in asdict(self).items() if value is not None}

    def values(self) -> dict[str, Any]:
        """Return the values of the fields that are set, as the model holds them."""
        return {name: value.value if isinstance(value, Parsed) else value for name, value in self.fields_set().items()}
