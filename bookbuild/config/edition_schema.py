"""The keys of an edition: ``[editions.NAME]``."""

from typing import TYPE_CHECKING, Annotated, Literal

from bookbuild.config.documentation import Doc
from bookbuild.config.page_schema import PageTable
from bookbuild.config.tables import Colour, Scheme, SheetCount, Table
from bookbuild.config.value_types import Length, Names, PageLimit, Paper, TypeSize
from bookbuild.model import FORMATS

if TYPE_CHECKING:
    FormatName = str
else:
    FormatName = Literal[tuple(FORMATS)]


class HandoutTable(Table, frozen=True):
    """The handouts of an edition whose `layout` is `handout`."""

    fit: Annotated[PageLimit | None, Doc("The most pages of a handout.", "1", default="`2`")] = None
    smallest: Annotated[
        TypeSize | None, Doc("The smallest type that may be used to keep to that.", '"8.5pt"', default='`"9pt"`')
    ] = None
    largest: Annotated[TypeSize | None, Doc("The largest type, used where it fits.", '"14pt"', default='`"12pt"`')] = (
        None
    )
    monochrome: Annotated[bool | None, Doc("Whether all is black and grey.", "true", default="`false`")] = None
    notes: Annotated[bool | None, Doc("Whether a wide margin is left for notes.", "true", default="`false`")] = None
    address: Annotated[
        str | None,
        Doc(
            "Where an article stands online; `{slug}`, `{number}` and `{chapter}` are filled in.",
            '"https://example.org/guide/{slug}"',
            default="not set",
        ),
    ] = None


class SheetsTable(Table, frozen=True):
    """The sheets of an edition that has the format `sheets`: pages put onto paper to print and fold."""

    scheme: Annotated[Scheme | None, Doc("How pages stand on the sheets.", '"perfect"', default='`"saddle"`')] = None
    paper: Annotated[
        Paper | None,
        Doc("Size of the paper, its weight, or both.", '"A4 80gsm"', default='`"auto 80gsm"`: what the pages fit'),
    ] = None
    fit: Annotated[bool | None, Doc("Whether pages are scaled to fill the paper.", "true", default="`false`")] = None
    sheets_per_signature: Annotated[
        SheetCount | None,
        Doc("The most sheets inside each other.", "4", default="all; four where the scheme is `perfect`"),
    ] = None
    marks: Annotated[
        tuple[Literal["fold", "staple", "crop"], ...] | None,
        Doc("The marks that are printed.", '["fold", "staple"]', default="`[]`"),
    ] = None
    gutter: Annotated[Length | None, Doc("The space between neighbouring pages.", '"4mm"', default='`"0mm"`')] = None
    margin: Annotated[
        Length | None, Doc("The least distance of a page from the edge of the paper.", '"5mm"', default='`"0mm"`')
    ] = None
    flip: Annotated[
        Literal["auto", "short", "long"] | None,
        Doc(
            "The edge over which the printer turns the sheet.",
            '"long"',
            default='`"auto"`: the edge with which no page is upside down',
        ),
    ] = None
    instructions: Annotated[
        bool | None, Doc("Whether a first sheet explains how to print and fold.", "true", default="`false`")
    ] = None


class EditionTable(Table, frozen=True):
    """An edition: what differs from the edition that it extends. A key that is not set has that edition's value;
    stylesheets and colours are added to its own. The defaults given here are those of `book`.
    """

    extends: Annotated[
        str | None, Doc("The edition from which all keys come that are not set.", '"handout"', default='`"book"`')
    ] = None
    chapters: Annotated[Names | None, Doc("The chapters in it: numbers, or ranges.", '[1, "3-5"]', default="all")] = (
        None
    )
    articles: Annotated[Names | None, Doc("The articles in it: numbers, or ranges.", '[53, "7-9"]', default="all")] = (
        None
    )
    tags: Annotated[Names | None, Doc("The tags whose articles are in it.", '["handout"]', default="all articles")] = (
        None
    )
    sample: Annotated[
        bool | None,
        Doc(
            "Whether it holds the first chapter, and the first article of each other one.",
            "true",
            default="`false`; `true` in `sample`",
        ),
    ] = None
    matter: Annotated[
        tuple[Literal["front", "back"], ...] | None,
        Doc(
            "Whether frontmatter and backmatter are in it.",
            '["front"]',
            default="both with the whole book, neither with a part",
        ),
    ] = None
    split_by: Annotated[
        Literal["", "chapter", "article"] | None,
        Doc("Makes a book of its own of each chapter or article.", '"chapter"', default='`""`: one book'),
    ] = None
    layout: Annotated[
        Literal["book", "handout"] | None,
        Doc("How the PDF is laid out.", '"handout"', default='`"book"`; `"handout"` in `handout`'),
    ] = None
    formats: Annotated[
        tuple[FormatName, ...] | None,
        Doc("The formats in which it is made.", '["pdf", "sheets"]', default='`["epub", "pdf"]`'),
    ] = None
    default: Annotated[
        bool | None,
        Doc(
            "Whether `bookbuild build` makes it where no edition is named.",
            "true",
            default="`true` in `book`, `false` in others",
        ),
    ] = None
    statement: Annotated[
        str | None,
        Doc("The edition statement on the title page: plain words, or a label.", '"Workshop edition"', default="none"),
    ] = None
    page: Annotated[PageTable | None, Doc("Its page.", '{ trim = "a4" }', default="that of `[page]`")] = None
    stylesheets: Annotated[
        Names | None,
        Doc("Stylesheets in `styles/editions/`, used after all others.", '["workshop.css"]', default="none"),
    ] = None
    palette: Annotated[
        dict[str, Colour] | None, Doc("Colours by name, over those of the book.", '{ ch1 = "#205080" }', default="none")
    ] = None
    answers: Annotated[
        bool | None, Doc("Whether it has the answers of worksheets.", "true", default="`false`; `true` in `answers`")
    ] = None
    printed_pages: Annotated[
        bool | None,
        Doc(
            "Whether the page numbers of the printed book stand in the margin, where its pages begin. "
            "See [pages.md](pages.md).",
            "true",
            default="`false`; `true` in `large-print`, `easy-reading` and `answers`",
        ),
    ] = None
    handout: Annotated[HandoutTable | None, Doc("Its handouts.", "{ fit = 1 }", default="see below")] = None
    sheets: Annotated[SheetsTable | None, Doc("Its sheets.", '{ marks = ["fold"] }', default="see below")] = None
