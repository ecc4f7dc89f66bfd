"""The shape of bookbuild.toml: every table and key that it may hold, and of what type."""

import re
from collections.abc import Iterable
from datetime import date
from typing import Annotated, Literal, Self

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints, model_validator
from pydantic_core import PydanticCustomError

from bookbuild.config.geometry import fit, millimetres, points, trim_size
from bookbuild.config.papers import paper_of
from bookbuild.diagnostics import CODES, Severity
from bookbuild.model import DEFAULT_KEYS, SCHEMES, Geometry

UNKNOWN = "unknown_key"
"""The type of pydantic's error for a key that is not among those known, which stand in its context."""


def _like(pattern: str, what: str) -> AfterValidator:
    """Accept texts of a pattern; a wrong one is told what it should be."""

    def check(text: str) -> str:
        if not re.fullmatch(pattern, text):
            msg = f"{text!r} is no {what}"
            raise ValueError(msg)
        return text

    return AfterValidator(check)


def _among(known: Iterable[str]) -> AfterValidator:
    """Accept known keys only."""
    known = tuple(known)

    def check(key: str) -> str:
        if key not in known:
            raise PydanticCustomError(UNKNOWN, "nothing reads it", {"known": known})
        return key

    return AfterValidator(check)


def _listed(value: object) -> object:
    return value if isinstance(value, list) else [value]


def _worded(value: object) -> object:
    return str(value) if isinstance(value, int | float) and not isinstance(value, bool) else value


Text = Annotated[str, StringConstraints(strip_whitespace=True)]
Colour = Annotated[str, StringConstraints(to_lower=True), _like("#[0-9a-f]{6}", "colour such as #1f4e5f")]
Slug = Annotated[str, _like("[a-z0-9][a-z0-9._-]*", "name of small letters, digits and hyphens")]
Language = Annotated[str, _like("[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*", "language tag such as en or pt-BR")]
Relator = Annotated[str, _like("[a-z]{3}", "MARC relator code such as aut, ill or trl")]
WebAddress = Annotated[Text, _like(r"(https?://[^\s/]\S*)?", "address such as https://example.org/guide")]
NumberText = Annotated[str, _like(r"(0|[1-9]\d*)([a-z]|\.\d+)?", "number such as 7, 7a or 7.5")]
PointSize = Annotated[float, BeforeValidator(points), Field(ge=5, le=72)]
Trim = Annotated[tuple[float, float], BeforeValidator(trim_size)]
Length = Annotated[float, BeforeValidator(millimetres), Field(ge=0, le=500)]
Paper = Annotated[tuple[tuple[float, float] | None, float | None], BeforeValidator(paper_of)]
"""Size and thickness, either left open."""
Names = Annotated[list[Annotated[str, BeforeValidator(_worded)]], BeforeValidator(_listed)]
"""A list of names or numbers; a single one may stand without brackets."""


class Table(BaseModel):
    """A table that refuses keys nobody reads. Keys are written with hyphens."""

    model_config = ConfigDict(extra="forbid", alias_generator=lambda name: name.replace("_", "-"), frozen=True)


class CreatorTable(Table):
    """An author or another contributor."""

    name: Text
    role: Relator = "aut"
    file_as: Text = ""


def _named(value: object) -> object:
    return {"name": value} if isinstance(value, str) else value


Person = Annotated[CreatorTable, BeforeValidator(_named)]


class BookTable(Table):
    """``[book]``: what the book is."""

    title: Text | None = None
    subtitle: Text = ""
    language: Language | None = None
    slug: Slug | None = None
    identifier: Text = ""
    isbn: Text = ""
    authors: list[Person] = []
    contributors: list[Person] = []
    publisher: Text = ""
    rights: Text = ""
    description: Text = ""
    subjects: Names = []
    published: date | None = None
    modified: date | None = None
    cover: Text = ""
    colophon: Text = ""
    address: WebAddress = ""


class ContentTable(Table):
    """``[content]``: where the articles are and what their metadata keys mean."""

    folder: Text | None = None
    exclude: Names = []
    keys: dict[Annotated[str, _among(DEFAULT_KEYS)], Names] = {}


class ChapterTable(Table):
    """``[chapters.7]``: a chapter's title and colour."""

    title: Text = ""
    subtitle: Text = ""
    highlight: Text = ""


class MarginsTable(Table):
    """``[page.margins]``."""

    inner: Length | None = None
    outer: Length | None = None
    top: Length | None = None
    bottom: Length | None = None


class PageTable(Table):
    """``[page]``: the PDF's page."""

    trim: Trim = (148.0, 210.0)
    margins: MarginsTable = MarginsTable()
    text_size: PointSize | None = None
    leading: PointSize | None = None
    articles: Literal["new-page", "run-on"] = "new-page"
    cover: bool = True
    page_references: bool = True

    @model_validator(mode="after")
    def _fits(self) -> Self:
        self.geometry()
        return self

    def geometry(self) -> Geometry:
        """Place the text block on the page. Raises ValueError when it has no room there."""
        margins = {side: value for side, value in self.margins if value is not None}
        return fit(self.trim, margins, self.text_size, self.leading)


class HandoutTable(Table):
    """``[editions.NAME.handout]``: what differs from the handouts of the edition it extends."""

    fit: Annotated[int, Field(ge=1, le=40)] | Literal[False] | None = None
    smallest: PointSize | None = None
    largest: PointSize | None = None
    monochrome: bool | None = None
    notes: bool | None = None
    address: Text | None = None


class SheetsTable(Table):
    """``[editions.NAME.sheets]``: what differs from the sheets of the edition it extends."""

    scheme: Annotated[str, _among(SCHEMES)] | None = None
    paper: Paper | None = None
    fit: bool | None = None
    sheets_per_signature: Annotated[int, Field(ge=1, le=100)] | None = None
    marks: list[Literal["fold", "staple", "crop"]] | None = None
    gutter: Length | None = None
    margin: Length | None = None
    flip: Literal["auto", "short", "long"] | None = None
    instructions: bool | None = None


class EditionTable(Table):
    """``[editions.NAME]``: what differs from the edition it extends."""

    extends: Text | None = None
    chapters: Names | None = None
    articles: Names | None = None
    tags: Names | None = None
    matter: list[Literal["front", "back"]] | None = None
    taste: bool | None = None
    each: Literal["", "chapter", "article"] | None = None
    layout: Literal["book", "handout"] | None = None
    formats: list[Literal["epub", "pdf", "sheets"]] | None = None
    default: bool | None = None
    statement: Text | None = None
    page: PageTable | None = None
    stylesheets: Names | None = None
    palette: dict[str, Colour] | None = None
    answers: bool | None = None
    handout: HandoutTable | None = None
    sheets: SheetsTable | None = None


class BookFile(Table):
    """The whole of bookbuild.toml."""

    book: BookTable = BookTable()
    content: ContentTable = ContentTable()
    chapters: dict[NumberText, ChapterTable] = {}
    page: PageTable = PageTable()
    palette: dict[str, Colour] = {}
    labels: dict[str, Text] = {}
    editions: dict[Slug, EditionTable] = {}
    check: dict[Annotated[str, _among(CODES)], Severity] = {}
