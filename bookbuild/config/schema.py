"""The schema of bookbuild.toml: every table and key, with type, default, meaning and an example."""

from datetime import date
from typing import Annotated, Literal, TypeAlias

from msgspec import field

from bookbuild.config.documentation import Doc
from bookbuild.config.edition_schema import EditionTable
from bookbuild.config.editions import predefined_tables
from bookbuild.config.page_schema import BookPageTable
from bookbuild.config.tables import Colour, Language, NumberText, Relator, Site, Slug, Table, WebAddress, among
from bookbuild.config.values import Names
from bookbuild.diagnostics import CODES, Severity
from bookbuild.model import DEFAULT_KEYS

ListName: TypeAlias = Literal["figures", "tables", "listings", "worksheets"]


class CreatorTable(Table, frozen=True):
    """A person or body, where the name alone is not enough."""

    name: Annotated[str, Doc("The name as it is printed.", '"Noor Ilić"')]
    role: Annotated[
        Relator, Doc("What the person did, as a MARC relator code: `aut`, `edt`, `ill`, `trl` …", '"ill"')
    ] = "aut"
    file_as: Annotated[
        str, Doc("The name as libraries sort it.", '"Ilić, Noor"', default="not set: reading systems sort by `name`")
    ] = ""


class BookTable(Table, frozen=True):
    """What the book is: for the title page, the copyright page and the metadata of the files."""

    title: Annotated[
        str | None, Doc("The title.", '"The Career Guide"', default="the folder's name, with a note that says so")
    ] = None
    subtitle: Annotated[str, Doc("The subtitle.", '"Straight answers"')] = ""
    language: Annotated[
        Language | None,
        Doc(
            "The language of the text: quotation marks, hyphens and the program's own words follow it.",
            '"en-GB"',
            default='that of the words if it can be told, or `"en"`, with a note that says so',
        ),
    ] = None
    slug: Annotated[
        Slug | None, Doc("The name of the files that are made.", '"career-guide"', default="made from the title")
    ] = None
    identifier: Annotated[
        str,
        Doc(
            "A URN or an address that identifies the book for good.",
            '"urn:isbn:9783161484100"',
            default="a UUID made from slug, title and authors",
        ),
    ] = ""
    isbn: Annotated[str, Doc("The ISBN, for the copyright page and the metadata.", '"978-3-16-148410-0"')] = ""
    authors: Annotated[
        tuple[str | CreatorTable, ...],
        Doc("The authors: names, or tables with the keys below.", '["Ada Vale", { name = "Noor Ilić", role = "ill" }]'),
    ] = ()
    contributors: Annotated[
        tuple[str | CreatorTable, ...],
        Doc("Others who took part, like `authors`.", '[{ name = "Tom Reed", role = "edt" }]'),
    ] = ()
    publisher: Annotated[str, Doc("The publisher.", '"Harbour Press"')] = ""
    rights: Annotated[str, Doc("The copyright notice.", '"© 2026 The Careers Office"')] = ""
    description: Annotated[str, Doc("What the book is about, for the metadata.", '"A guide in questions."')] = ""
    subjects: Annotated[Names, Doc("Subject headings, for the metadata.", '["Job hunting", "Résumés"]')] = Names([])
    published: Annotated[date | None, Doc("The date of publication.", "2026-11-23", default="not set")] = None
    modified: Annotated[
        date | None,
        Doc(
            "The date of the last change, for the metadata, and the day by which "
            "[dates of articles](metadata.md#dates) are judged. `SOURCE_DATE_EPOCH` overrides it.",
            "2026-12-01",
            default="`published`, or else 2000-01-01",
        ),
    ] = None
    cover: Annotated[
        str, Doc("A cover image of the project: SVG, PNG, JPEG or WebP.", '"images/cover.png"', default="drawn")
    ] = ""
    colophon: Annotated[str, Doc("A sentence for the copyright page.", '"Set by hand in Harbourtown."')] = ""
    address: Annotated[
        WebAddress,
        Doc(
            "Where the whole book can be found on the web. Links to files beside the articles lead below it.",
            '"https://example.org/guide"',
        ),
    ] = ""


class ContentTable(Table, frozen=True):
    """Where the articles are, and what their metadata keys are called."""

    folder: Annotated[
        str | None,
        Doc("The folder of the articles.", '"articles"', default="`content` if there is one, or else the project"),
    ] = None
    site: Annotated[
        Site | None,
        Doc(
            "What the folder is, if it is not recognised: see [folders.md](folders.md). `none` if metadata blocks "
            "alone say the order and the chapters.",
            '"grav"',
            default="what its files show",
        ),
    ] = None
    exclude: Annotated[
        Names, Doc("Patterns of files that are no articles, relative to that folder.", '["drafts/*", "notes.md"]')
    ] = Names([])
    keys: Annotated[
        dict[Annotated[str, among(DEFAULT_KEYS)], Names],
        Doc(
            "For each meaning, the metadata keys that may have it, dotted; the first one found counts. "
            "See [metadata.md](metadata.md).",
            '{ number = ["article.number", "weight"] }',
            default="the keys of [metadata.md](metadata.md)",
        ),
    ] = field(default_factory=dict)


class ChapterTable(Table, frozen=True):
    """A chapter, by its number. The metadata of the chapter's opening file has precedence."""

    title: Annotated[str, Doc("The chapter's title.", '"The interview"')] = ""
    subtitle: Annotated[str, Doc("Its subtitle.", '"And after"')] = ""
    highlight: Annotated[
        str, Doc("Its accent: the name of a colour of the palette.", '"ch7"', default="that of its first article")
    ] = ""


class ListsTable(Table, frozen=True):
    """Lists of what the book holds, with pages. One of nothing is left out."""

    front: Annotated[
        tuple[ListName, ...], Doc("Lists behind the contents, in order.", '["figures", "tables"]', default="none")
    ] = ()
    back: Annotated[
        tuple[ListName, ...],
        Doc("Lists behind the back matter, in order; the index follows.", '["worksheets"]', default="none"),
    ] = ()


class BuildTable(Table, frozen=True):
    """How the book is made."""

    engine: Annotated[
        Literal["auto", "plain"],
        Doc(
            "The layout engine: with accelerators where they fit its version, or `plain` without any. Pages are the "
            "same, but `plain` always breaks lines one by one.",
            '"plain"',
        ),
    ] = "auto"


class BookFile(Table, frozen=True):
    """The tables of bookbuild.toml. All are optional."""

    book: Annotated[BookTable, Doc("What the book is.", '{ title = "Bread" }')] = BookTable()
    content: Annotated[ContentTable, Doc("Where the articles are.", '{ folder = "articles" }')] = ContentTable()
    chapters: Annotated[
        dict[NumberText, ChapterTable], Doc("Titles of chapters, by number.", '{ 7 = { title = "The interview" } }')
    ] = field(default_factory=dict)
    page: Annotated[BookPageTable, Doc("The page of the PDF.", '{ trim = "6x9in" }')] = BookPageTable()
    palette: Annotated[
        dict[str, Colour],
        Doc(
            "Colours by name, beside `my_grey`, `my_sand`, `my_sky`, `my_sage`, `my_rose` and `ch1` to `ch12`, or "
            "instead of them.",
            '{ harbour = "#205080" }',
        ),
    ] = field(default_factory=dict)
    labels: Annotated[
        dict[str, str],
        Doc(
            "The program's own words in the book, by label; they are listed below.",
            '{ chapter = "Part", full-book = "full guide" }',
            default="words in the book's language",
        ),
    ] = field(default_factory=dict)
    editions: Annotated[
        dict[Slug, EditionTable],
        Doc(
            f"Editions by name: {', '.join(f'`{name}`' for name in predefined_tables('a4'))}, or your own.",
            '{ workshop = { extends = "handout", tags = ["handout"] } }',
        ),
    ] = field(default_factory=dict)
    lists: Annotated[
        ListsTable, Doc("Lists of figures, tables, listings and worksheets.", '{ front = ["figures"] }')
    ] = ListsTable()
    check: Annotated[
        dict[Annotated[str, among(CODES)], Severity],
        Doc(
            "The severity of a diagnostic, by its code: see [diagnostics.md](diagnostics.md).",
            '{ broken-link = "warning", number-gap = "off" }',
            default="the severity on that page",
        ),
    ] = field(default_factory=dict)
    build: Annotated[BuildTable, Doc("How the book is made.", '{ engine = "plain" }')] = BuildTable()
