"""What identifies a book: its title, the people behind it, and the whole of which it is a part."""

import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from bookbuild.model.isbn import isbn13


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
class Series:
    """The series that a book appears in, and its place there."""

    title: str
    position: str = ""
    issn: str = ""


@dataclass(frozen=True, slots=True)
class SubjectHeading:
    """A heading of a list that the book trade sorts by: `scheme` is ``BISAC`` or ``Thema``."""

    scheme: str
    code: str
    term: str


@dataclass(frozen=True, slots=True)
class Certification:
    """Who says that a book is accessible; nothing else leads to a claim of conformance (EPUB Accessibility 1.1, 4)."""

    by: str = ""
    report: str = ""
    """The web address of the report of the examination."""
    credential: str = ""
    """What entitles them to say so: a name or a web address."""


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
    """The ISBN of the printed book, as it is typed."""
    isbns: tuple[tuple[str, str], ...] = ()
    """Those of the files, each with its format: ``("epub", "978-3-16-148410-0")``."""
    doi: str = ""
    series: Series | None = None
    edition: str = ""
    """Which edition of the work this is: a number, or words."""
    headings: tuple[SubjectHeading, ...] = ()
    other_languages: tuple[str, ...] = ()
    """The languages of parts of the text."""
    license: str = ""
    """The web address of the licence."""
    certification: Certification = Certification()
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
    def source_urn(self) -> str:
        """The URN of what this book was made from: the printed book, or the complete one."""
        return f"urn:isbn:{isbn13(self.isbn)}" if self.isbn else self.source

    def isbn_of(self, form: str) -> str:
        """Return the ISBN of the file in a format, of thirteen digits, or an empty text."""
        return next((isbn13(number) for kind, number in self.isbns if kind == form), "")

    def dublin_core(self) -> Iterator[tuple[str, str]]:
        """Yield the elements of Dublin Core that every file has, without title, people and identifiers."""
        for language in (self.language, *self.other_languages):
            yield "language", language
        yield "publisher", self.publisher
        yield "rights", self.rights
        yield "description", self.description
        yield "date", self.published.isoformat() if self.published else ""
        yield "source", self.source_urn
        yield "relation", self.address
        for subject in (*self.subjects, *(heading.term for heading in self.headings)):
            yield "subject", subject

    @property
    def full_title(self) -> str:
        """The title with the edition statement in brackets, if there is one."""
        return f"{self.title} ({self.edition_statement})" if self.edition_statement else self.title
