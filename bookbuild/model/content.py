"""Content: sources, and the articles made from them."""

import functools
import re
import string
from dataclasses import dataclass
from datetime import date
from enum import Enum

from bookbuild.model.diagrams import DiagramUse
from bookbuild.model.titled import Titled

_NUMBER = re.compile(r"([0-9]{1,9})((?:\.[0-9]{1,9}){0,5}|[A-Za-z])")


@dataclass(frozen=True, slots=True)
class Source:
    """A Markdown file as read from disk. `path` is relative to the project, in POSIX form.

    If the data were changed after that, so that lines moved, `lines` has for each line the file (its path) and the
    line there that it comes from.
    """

    path: str
    data: bytes
    lines: tuple[tuple[str, int], ...] = ()


@functools.total_ordering
@dataclass(frozen=True, slots=True)
class Number:
    """The number of an article or a chapter, as it is printed: whole, of several parts (``53.5``, ``1.10``, ``1.2.3``),
    or whole with one letter after it (``53a``).

    Numbers are ordered by their parts, each a whole number: 1.9, 1.10, 2; 53, 53a, 53.5, 53.10, 54.
    """

    written: str

    @classmethod
    def read(cls, text: str) -> "Number | None":
        """Return the number in a text, without zeros before it and with a small letter; None if there is none."""
        match = _NUMBER.fullmatch(text)
        return cls(f"{int(match[1])}{match[2].lower()}") if match else None

    def __str__(self) -> str:
        return self.written

    def __lt__(self, other: "Number") -> bool:
        return self._place < other._place

    @property
    def parts(self) -> tuple[int, ...]:
        """Return its whole numbers: ``(1, 10)`` for ``1.10``."""
        return tuple(int(part) for part in self.written.rstrip(string.ascii_lowercase).split("."))

    @property
    def token(self) -> str:
        """Return the number as a part of an id or a file name: ``53``, ``53a``, ``53-5``."""
        return self.written.replace(".", "-")

    @property
    def _place(self) -> tuple[tuple[int, ...], str]:
        return self.parts, self.written


class Role(Enum):
    """Role of a file in the book: an article of a chapter, the opening of a chapter or a part, an appendix, matter."""

    ARTICLE = "article"
    OPENING = "opening"
    PART = "part"
    APPENDIX = "appendix"
    FRONT = "front"
    BACK = "back"


@dataclass(frozen=True, slots=True)
class Heading:
    """A subheading. `level` counts from 2, since the article's title is 1; `id` is unique within the article."""

    level: int
    id: str
    text: str
    line: int
    is_numbered: bool = True
    """Whether it has a number where headings have numbers."""


@dataclass(frozen=True, slots=True)
class Link:
    """A link in the author's own form (``other.md#part``, ``article:53``, an address)."""

    target: str
    line: int


@dataclass(frozen=True, slots=True)
class ImageUse:
    """An image in the author's own form, without any query (``?resize=…``). `alt` is None if none is given, and empty
    if it is decoration; `caption` is what is printed below it, and `lacking` the id of a long description that it names
    and the article lacks.
    """

    target: str
    line: int
    alt: str | None
    caption: str = ""
    lacking: str = ""


@dataclass(frozen=True, slots=True)
class Article(Titled):
    """One file of the book, parsed.

    `body` is a well-formed XHTML fragment without namespaces: headings from ``h2``, links and image sources as the
    author wrote them, footnote marks as ``<sup class="noteref" data-note="N"/>`` with note N at ``notes[N - 1]``;
    parts of worksheets are ``div`` and ``section`` elements with their type in ``data-work`` (``lines 6``,
    ``box 40`` in millimetres, ``scale 1 5``, ``fields``, ``checklist``, ``fill``, ``answer``); notes contain none.
    `key` is empty until the book is assembled; it is unique in the book and safe in ids and file names.
    """

    path: str
    role: Role
    title: str
    body: str
    number: Number | None = None
    chapter: Number | None = None
    order: float = 0.0
    subtitle: str = ""
    tags: tuple[str, ...] = ()
    background: str = ""
    highlight: str = ""
    language: str = ""
    notes: tuple[str, ...] = ()
    headings: tuple[Heading, ...] = ()
    links: tuple[Link, ...] = ()
    images: tuple[ImageUse, ...] = ()
    citations: tuple[Link, ...] = ()
    """Citations as they were typed, in the order of the text and its notes."""
    diagrams: tuple[DiagramUse, ...] = ()
    """Diagrams that a program draws, in the order of the text and its notes."""
    terms: tuple[Link, ...] = ()
    """Words that are marked as terms of the glossary: what each is called there."""
    words: int = 0
    """Number of words of the text and its notes, without model answers."""
    answer_words: int = 0
    """Number of words of the model answers, in editions that include them."""
    key_lines: tuple[tuple[str, int], ...] = ()
    """The line of each metadata key that has a meaning, counted from 1: ``("number", 6)``."""
    title_markup: str = ""
    """The title as inline XHTML, if it has markup: ``Reading the <em>Odyssey</em>``."""
    subtitle_markup: str = ""
    extras: tuple[tuple[str, str], ...] = ()
    """Other metadata keys, dotted (``routes.default``), with their plain text."""
    publish_date: date | None = None
    """The first day on which the article is published."""
    unpublish_date: date | None = None
    """The day from which it is no longer published."""
    link_names: tuple[str, ...] = ()
    """Other addresses that links may use for the article: ``/guide/offer``."""
    versions: tuple[str, ...] = ()
    """The paths of its files in other languages: links to them lead to it."""
    position: int = 0
    """The place among the articles of the book, from 1, if none of them has a number; otherwise 0."""
    after: Number | None = None
    """The chapter behind which an article without a chapter stands; None for one before all chapters."""
    names: tuple[tuple[str, str], ...] = ()
    """What links may call a place of the article besides its id: the name and the id, empty for the beginning."""
    mark_lines: tuple[int, ...] = ()
    """The lines of the marks for the index, those in notes behind those in the body."""
    key: str = ""
    part: Number | None = None
    """The number of the part that it opens, or that begins with it or its chapter."""
    part_title: str = ""
    """The title of that part."""
    chapter_title: str = ""
    """The title of its chapter, if its own metadata block says that, though it does not open the chapter."""
    chapter_title_markup: str = ""
    """The same as inline XHTML, if it has markup."""
    matter: str = ""
    """What kind of front or back matter it is, of `MATTERS`; empty if its metadata block does not say so."""
    is_numbered: bool = True
    """Whether it has a number where such articles or chapters have one."""
    readers: tuple[tuple[str, int], ...] = ()
    """The blocks of its body that only some editions have, as their ``data-readers`` says (``only teacher``, ``except
    sample handout``), each with its line.
    """
    numeral: str = ""
    """The number that is printed instead of `number`: that of an appendix (``A``), or of a section (``7.2``)."""

    @property
    def shown_number(self) -> str:
        """Return the number that is printed, or an empty string."""
        return self.numeral or str(self.number or "")

    @property
    def chosen_by(self) -> str:
        """Return the number by which a selection names the article: its own, or its position; else an empty string."""
        return str(self.number or self.position or "")

    @property
    def is_part_page(self) -> bool:
        """Return whether it is the page on which a part of the book begins."""
        return self.role is Role.PART

    def line_of(self, meaning: str) -> int | None:
        """Return the line of the metadata key with that meaning, or None."""
        return dict(self.key_lines).get(meaning)
