"""What identifies a book: its title, the people behind it, and the whole of which it is a part."""

import uuid
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Creator:
    """A person or body behind the book. `role` is a MARC relator code (``aut``, ``ill``, ``edt``)."""

    name: str
    role: str = "aut"
    file_as: str = ""


@dataclass(frozen=True, slots=True)
class PartOf:
    """The work of which a book is a part, and which part it is."""

    title: str
    """The title of the whole work."""
    label: str
    """Which part, in words: ``Chapter 7``."""
    number: str
    """The position of the part among the others: ``7``."""
    urn: str
    """The identifier of the whole work."""
    statement: str = ""
    """The line on cover and title page: ``from The Career Guide · Chapter 7``."""
    pages: str = ""
    """Its pages in the whole work as it is printed, if they are known; an en dash is between the first and the last."""


@dataclass(frozen=True, slots=True)
class Identity:
    """What the book is, for title page, colophon and package metadata. Dublin Core's terms."""

    title: str
    language: str = "en"
    slug: str = "book"
    identifier: str = ""
    """The project's own, a URN or an address; see `urn`."""
    subtitle: str = ""
    creators: tuple[Creator, ...] = ()
    contributors: tuple[Creator, ...] = ()
    publisher: str = ""
    rights: str = ""
    description: str = ""
    subjects: tuple[str, ...] = ()
    published: date | None = None
    modified: str = "2000-01-01T00:00:00Z"
    """ISO 8601 in UTC; from the configuration or ``SOURCE_DATE_EPOCH``, never from the clock."""
    cover_image: str = ""
    colophon: str = ""
    isbn: str = ""
    edition_statement: str = ""
    """Which edition this is, in words for the title page: ``Large print``."""
    source: str = ""
    """The URN of the complete book of which this one is an edition or a part; empty if it is that book."""
    part_of: PartOf | None = None
    """The work of which this book is a chapter, or None if it stands for itself."""
    address: str = ""
    """The web address at which the complete book is available."""

    @property
    def urn(self) -> str:
        """The project's identifier, or one that is derived from slug, title and creators (UUID version 5, RFC 9562)."""
        facts = (self.slug, self.title, *(creator.name for creator in self.creators))
        return self.identifier or uuid.uuid5(uuid.NAMESPACE_URL, "bookbuild:" + "\n".join(facts)).urn

    @property
    def full_title(self) -> str:
        """The title with the edition statement in brackets, if there is one."""
        return f"{self.title} ({self.edition_statement})" if self.edition_statement else self.title
