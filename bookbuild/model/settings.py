"""What a project says of its book: the configuration, checked and complete."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from bookbuild.diagnostics import Severity


@dataclass(frozen=True, slots=True)
class Creator:
    """A person or body behind the book. `role` is a MARC relator code (``aut``, ``ill``, ``edt``)."""

    name: str
    role: str = "aut"
    file_as: str = ""


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

    @property
    def urn(self) -> str:
        """The project's identifier, or one that slug, title and creators always give (UUID version 5, RFC 9562)."""
        facts = (self.slug, self.title, *(creator.name for creator in self.creators))
        return self.identifier or uuid.uuid5(uuid.NAMESPACE_URL, "bookbuild:" + "\n".join(facts)).urn


DEFAULT_KEYS: Mapping[str, tuple[str, ...]] = {
    "title": ("article.title", "title"),
    "number": ("article.number",),
    "subtitle": ("article.subtitle", "chapter.subtitle", "subtitle"),
    "chapter": ("chapter.number",),
    "chapter_title": ("chapter.title",),
    "tags": ("taxonomy.tag",),
    "background": ("background",),
    "highlight": ("highlight",),
    "matter": ("matter",),
    "order": ("order",),
    "published": ("published",),
    "language": ("language",),
}


@dataclass(frozen=True, slots=True)
class ContentSettings:
    """Where the articles are, and which metadata keys mean what (`keys`: meaning to dotted keys, first found wins)."""

    folder: str = "content"
    exclude: tuple[str, ...] = ()
    keys: Mapping[str, tuple[str, ...]] = field(default_factory=lambda: DEFAULT_KEYS)


@dataclass(frozen=True, slots=True)
class ChapterSettings:
    """What ``[chapters.7]`` says."""

    title: str = ""
    subtitle: str = ""
    highlight: str = ""


@dataclass(frozen=True, slots=True)
class Geometry:
    """A page, in millimetres, and its text size in points."""

    width: float
    height: float
    inner: float
    outer: float
    top: float
    bottom: float
    text_size: float
    leading: float

    @property
    def shift(self) -> float:
        """How far a text block laid out between equal side margins moves towards the fold, in millimetres."""
        return (self.outer - self.inner) / 2


@dataclass(frozen=True, slots=True)
class PageSettings:
    """How the PDF is laid out. `articles` is ``new-page`` or ``run-on``."""

    geometry: Geometry
    articles: str = "new-page"
    cover: bool = True
    page_references: bool = True
    """Print the page number behind a link to another part of the book."""


@dataclass(frozen=True, slots=True)
class Selection:
    """Which articles a build holds. Empty tuples select everything; the kinds are united, not intersected."""

    chapters: tuple[str, ...] = ()
    articles: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.chapters or self.articles or self.tags)


@dataclass(frozen=True, slots=True)
class Edition:
    """One form of the book: what it holds and in which formats it comes."""

    name: str = "book"
    selection: Selection = Selection()
    formats: tuple[str, ...] = ("epub", "pdf")
    default: bool = True


@dataclass(frozen=True, slots=True)
class Config:
    """Everything that ``bookbuild.toml`` may say, with defaults filled in."""

    identity: Identity
    page: PageSettings
    content: ContentSettings = ContentSettings()
    chapters: Mapping[str, ChapterSettings] = field(default_factory=dict)
    editions: Mapping[str, Edition] = field(default_factory=lambda: {"book": Edition()})
    palette: Mapping[str, str] = field(default_factory=dict)
    labels: Mapping[str, str] = field(default_factory=dict)
    check: Mapping[str, Severity] = field(default_factory=dict)
