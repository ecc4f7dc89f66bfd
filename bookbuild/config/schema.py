"""The shape of bookbuild.toml: every table and key that it may hold, and of what type."""

import re
from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING, Annotated, Any, Literal

from msgspec import Meta, Struct
from msgspec.structs import asdict

from bookbuild.config.geometry import TRIM_SIZES, fit
from bookbuild.config.values import Length, Names, PageLimit, Paper, Size, Trim, TypeSize, Written
from bookbuild.diagnostics import CODES, Severity
from bookbuild.model import DEFAULT_KEYS, FORMATS, SCHEMES, Geometry


def _like(pattern: str, what: str) -> Meta:
    """Accept texts of a pattern; a wrong one is told what it should be."""
    return Meta(pattern=rf"\A(?:{pattern})\Z", description=what)


def _among(known: Iterable[str]) -> Meta:
    """Accept known keys only; an unknown one is told the nearest of them."""
    known = tuple(known)
    return Meta(pattern=rf"\A(?:{'|'.join(map(re.escape, known))})\Z", extra={"known": known})


Colour = Annotated[str, _like("#[0-9a-fA-F]{6}", "colour such as #1f4e5f")]
Slug = Annotated[str, _like("[a-z0-9][a-z0-9._-]*", "name of small letters, digits and hyphens")]
Language = Annotated[str, _like("[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*", "language tag such as en or pt-BR")]
Relator = Annotated[str, _like("[a-z]{3}", "MARC relator code such as aut, ill or trl")]
WebAddress = Annotated[str, _like(r"(https?://[^\s/]\S*)?", "address such as https://example.org/guide")]
NumberText = Annotated[str, _like(r"(0|[1-9]\d*)([a-z]|\.\d+)?", "number such as 7, 7a or 7.5")]
Scheme = Annotated[str, _like("|".join(SCHEMES), f"scheme; known are {', '.join(SCHEMES)}")]
if TYPE_CHECKING:
    FormatName = str
else:
    FormatName = Literal[tuple(FORMATS)]
SheetCount = Annotated[int, Meta(ge=1, le=100, description="number of sheets from 1 to 100")]


class Table(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, rename="kebab"):
    """A table that refuses keys nobody reads. Keys have hyphens. ``None``, which TOML lacks, is what is not said."""

    def written(self) -> dict[str, Any]:
        """Return what is said, by the model's names."""
        return {key: value for key, value in asdict(self).items() if value is not None}

    def said(self) -> dict[str, Any]:
        """Return what is said, by the model's names and as the model keeps it."""
        return {key: value.kept if isinstance(value, Written) else value for key, value in self.written().items()}


class CreatorTable(Table, frozen=True):
    """An author or another contributor."""

    name: str
    role: Relator = "aut"
    file_as: str = ""


class BookTable(Table, frozen=True):
    """``[book]``: what the book is."""

    title: str | None = None
    subtitle: str = ""
    language: Language | None = None
    slug: Slug | None = None
    identifier: str = ""
    isbn: str = ""
    authors: tuple[str | CreatorTable, ...] = ()
    contributors: tuple[str | CreatorTable, ...] = ()
    publisher: str = ""
    rights: str = ""
    description: str = ""
    subjects: Names = Names([])
    published: date | None = None
    modified: date | None = None
    cover: str = ""
    colophon: str = ""
    address: WebAddress = ""


class ContentTable(Table, frozen=True):
    """``[content]``: where the articles are and what their metadata keys mean."""

    folder: str | None = None
    exclude: Names = Names([])
    keys: dict[Annotated[str, _among(DEFAULT_KEYS)], Names] = {}


class ChapterTable(Table, frozen=True):
    """``[chapters.7]``: a chapter's title and colour."""

    title: str = ""
    subtitle: str = ""
    highlight: str = ""


class MarginsTable(Table, frozen=True):
    """``[page.margins]``."""

    inner: Length | None = None
    outer: Length | None = None
    top: Length | None = None
    bottom: Length | None = None


class PageTable(Table, frozen=True):
    """``[editions.NAME.page]``: what differs from the page of the edition it extends."""

    trim: Trim | None = None
    margins: MarginsTable | None = None
    text_size: TypeSize | None = None
    leading: TypeSize | None = None
    articles: Literal["new-page", "run-on"] | None = None
    cover: bool | None = None
    page_references: bool | None = None

    @property
    def size(self) -> Size:
        """Width and height in millimetres; A5 if it is not said."""
        return self.trim.kept if self.trim else TRIM_SIZES["a5"]

    def geometry(self) -> Geometry:
        """Place the text block on the page. Raises ValueError when it has no room there."""
        said, margins = self.said(), self.margins.said() if self.margins else {}
        return fit(self.size, margins, said.get("text_size"), said.get("leading"))


class BookPageTable(PageTable, frozen=True):
    """``[page]``: the PDF's page, which has to do by itself."""

    def __post_init__(self) -> None:
        self.geometry()


class HandoutTable(Table, frozen=True):
    """``[editions.NAME.handout]``: what differs from the handouts of the edition it extends."""

    fit: PageLimit | None = None
    smallest: TypeSize | None = None
    largest: TypeSize | None = None
    monochrome: bool | None = None
    notes: bool | None = None
    address: str | None = None


class SheetsTable(Table, frozen=True):
    """``[editions.NAME.sheets]``: what differs from the sheets of the edition it extends."""

    scheme: Scheme | None = None
    paper: Paper | None = None
    fit: bool | None = None
    sheets_per_signature: SheetCount | None = None
    marks: tuple[Literal["fold", "staple", "crop"], ...] | None = None
    gutter: Length | None = None
    margin: Length | None = None
    flip: Literal["auto", "short", "long"] | None = None
    instructions: bool | None = None


class EditionTable(Table, frozen=True):
    """``[editions.NAME]``: what differs from the edition it extends."""

    extends: str | None = None
    chapters: Names | None = None
    articles: Names | None = None
    tags: Names | None = None
    matter: tuple[Literal["front", "back"], ...] | None = None
    taste: bool | None = None
    each: Literal["", "chapter", "article"] | None = None
    layout: Literal["book", "handout"] | None = None
    formats: tuple[FormatName, ...] | None = None
    default: bool | None = None
    statement: str | None = None
    page: PageTable | None = None
    stylesheets: Names | None = None
    palette: dict[str, Colour] | None = None
    answers: bool | None = None
    handout: HandoutTable | None = None
    sheets: SheetsTable | None = None


class BuildTable(Table, frozen=True):
    """``[build]``: how the book is made."""

    engine: Literal["auto", "plain"] = "auto"


class BookFile(Table, frozen=True):
    """The whole of bookbuild.toml."""

    book: BookTable = BookTable()
    content: ContentTable = ContentTable()
    chapters: dict[NumberText, ChapterTable] = {}
    page: BookPageTable = BookPageTable()
    palette: dict[str, Colour] = {}
    labels: dict[str, str] = {}
    editions: dict[Slug, EditionTable] = {}
    check: dict[Annotated[str, _among(CODES)], Severity] = {}
    build: BuildTable = BuildTable()
