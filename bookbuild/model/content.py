"""What is read: sources, and the articles made of them."""

from dataclasses import dataclass
from decimal import Decimal
from enum import Enum


@dataclass(frozen=True, slots=True)
class Source:
    """A Markdown file as it stands on disk. `path` is relative to the project, in POSIX form."""

    path: str
    data: bytes


@dataclass(frozen=True, slots=True, order=True)
class Number:
    """The number of an article or a chapter: whole, decimal, or whole with one letter after it (``53a``)."""

    value: Decimal
    suffix: str = ""

    def __str__(self) -> str:
        return f"{self.value}{self.suffix}"

    @property
    def token(self) -> str:
        """The number as a part of an id or a file name: ``53``, ``53a``, ``53-5``."""
        return str(self).replace(".", "-")


class Role(Enum):
    """What a file is in the book: an article of a chapter, a chapter's opening, or front or back matter."""

    ARTICLE = "article"
    OPENING = "opening"
    FRONT = "front"
    BACK = "back"


@dataclass(frozen=True, slots=True)
class Heading:
    """A subheading. `level` counts from 2, since the article's title is 1; `id` is unique within the article."""

    level: int
    id: str
    text: str
    line: int


@dataclass(frozen=True, slots=True)
class Link:
    """A link in the author's own form (``other.md#part``, ``article:53``, an address)."""

    target: str
    line: int


@dataclass(frozen=True, slots=True)
class ImageUse:
    """An image in the author's own form, without any query (``?resize=…``). `alt` is `None` where none is given."""

    target: str
    line: int
    alt: str | None


@dataclass(frozen=True, slots=True)
class Article:
    """One file of the book, parsed.

    `body` is a well-formed XHTML fragment without namespaces: headings from ``h2``, links and image sources as the
    author wrote them, footnote marks as ``<sup class="noteref" data-note="N"/>`` with note N at ``notes[N - 1]``;
    parts of worksheets are ``div`` and ``section`` elements whose ``data-work`` says what they are (``lines 6``,
    ``box 40`` in millimetres, ``scale 1 5``, ``fields``, ``checklist``, ``fill``, ``answer``); notes hold none.
    `key` is empty until the book is assembled; it is unique in the book and safe in ids and file names.
    """

    path: str
    role: Role
    title: str
    body: str
    number: Number | None = None
    chapter: Number | None = None
    order: Number = Number(Decimal(0))
    subtitle: str = ""
    tags: tuple[str, ...] = ()
    background: str = ""
    highlight: str = ""
    language: str = ""
    notes: tuple[str, ...] = ()
    headings: tuple[Heading, ...] = ()
    links: tuple[Link, ...] = ()
    images: tuple[ImageUse, ...] = ()
    words: int = 0
    """Those of the text and its notes, without the model answers: what readers of the book read."""
    answer_words: int = 0
    """Those that come to them where an edition lets the answers in."""
    key_lines: tuple[tuple[str, int], ...] = ()
    """Where each metadata key that has a meaning stands: ``("number", 6)``, lines counted from 1."""
    extras: tuple[tuple[str, str], ...] = ()
    """Metadata keys without a meaning here, dotted (``routes.default``), with their plain text."""
    link_names: tuple[str, ...] = ()
    """Further addresses by which links may call it: ``/guide/offer``."""
    key: str = ""

    def line_of(self, meaning: str) -> int | None:
        """Return the line on which the metadata key of that meaning stands, or `None`."""
        return dict(self.key_lines).get(meaning)
