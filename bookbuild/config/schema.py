"""The schema of bookbuild.toml: every table and key, with type, default, meaning and an example."""

from typing import Annotated, Literal, TypeAlias

from msgspec import field

from bookbuild.config.book_schema import BookTable
from bookbuild.config.callouts import CalloutTables
from bookbuild.config.division_schema import ChapterTable, NumberingTable, PartTable
from bookbuild.config.documentation import Doc
from bookbuild.config.edition_schema import EditionTable
from bookbuild.config.editions import predefined_tables
from bookbuild.config.page_schema import BookPageTable
from bookbuild.config.tables import Colour, DiagramKind, NumberText, Site, Slug, Table, among
from bookbuild.config.value_types import Command, Names, Variables
from bookbuild.diagnostics import CODES, Severity
from bookbuild.model import DEFAULT_KEYS

ListName: TypeAlias = Literal["figures", "tables", "listings", "worksheets", "abbreviations"]
BackListName: TypeAlias = Literal["figures", "tables", "listings", "worksheets", "abbreviations", "answers"]


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


class ListsTable(Table, frozen=True):
    """Lists of what the book holds, with pages. One of nothing is left out."""

    front: Annotated[
        tuple[ListName, ...], Doc("Lists behind the contents, in order.", '["figures", "tables"]', default="none")
    ] = ()
    back: Annotated[
        tuple[BackListName, ...],
        Doc("Lists behind the back matter, in order; the index follows.", '["worksheets", "answers"]', default="none"),
    ] = ()


class GlossaryTable(Table, frozen=True):
    """The glossary: see [back-matter.md](back-matter.md#the-glossary)."""

    file: Annotated[
        str,
        Doc(
            "The file with its terms, relative to bookbuild.toml.",
            '"content/back/terms.md"',
            default="`glossary.md` beside bookbuild.toml, if it is there and is no article",
        ),
    ] = ""
    first_use: Annotated[
        Literal["chapter", "article", "book", "every", "none"],
        Doc(
            "Where a term is linked to its meaning: at its first use in each chapter, article or in the book; at "
            "`every` use; or at `none` but those that are marked by hand.",
            '"article"',
        ),
    ] = "chapter"
    expand: Annotated[bool, Doc("Print what an abbreviation stands for behind its first use, in brackets.", "true")] = (
        False
    )
    pages: Annotated[bool, Doc("Print in each entry on which pages its term is used.", "false")] = True
    handouts: Annotated[bool, Doc("Explain in each handout the terms that are used in it.", "false")] = True


class SourcesTable(Table, frozen=True):
    """The works that articles cite with `[@key]`: see [citations.md](citations.md)."""

    files: Annotated[
        Names,
        Doc(
            "Files of works, BibTeX (`.bib`) or CSL-JSON (`.json`), relative to the project.",
            '["works.bib"]',
            default="`references.bib`, `references.json`, `bibliography.bib` and `bibliography.json`, if there are any",
        ),
    ] = Names([])
    style: Annotated[
        str,
        Doc("The style: its name, or a file of the project.", '"apa"', default="`harvard-cite-them-right`"),
    ] = ""
    list: Annotated[
        Literal["book", "chapter"],
        Doc("Where works are listed: at the end of the book, or of each chapter.", '"chapter"'),
    ] = "book"
    pages: Annotated[bool, Doc("Whether the list says in print on which pages each work is cited.", "true")] = False


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
    pdf_standard: Annotated[
        Literal["a-3a", "a-2a", "ua-1", "ua-2"],
        Doc(
            "What PDFs claim to be, beside accessible (PDF/UA-1), where they are: `a-3a` and `a-2a` for archives "
            "(PDF/A-3a, PDF/A-2a), `ua-1` for nothing else; `ua-2` is PDF/UA-2 in its place, in PDF 2.0, which is for "
            "no archive. See [accessibility.md](accessibility.md#pdf).",
            '"a-2a"',
        ),
    ] = "a-3a"


class BookFile(Table, frozen=True):
    """The tables of bookbuild.toml. All are optional."""

    book: Annotated[BookTable, Doc("What the book is.", '{ title = "Bread" }')] = BookTable()
    content: Annotated[ContentTable, Doc("Where the articles are.", '{ folder = "articles" }')] = ContentTable()
    chapters: Annotated[
        dict[NumberText, ChapterTable], Doc("Titles of chapters, by number.", '{ 7 = { title = "The interview" } }')
    ] = field(default_factory=dict)
    parts: Annotated[
        dict[NumberText, PartTable],
        Doc("Parts of the book, by number.", '{ 1 = { title = "Before you apply", chapters = "1-3" } }'),
    ] = field(default_factory=dict)
    numbering: Annotated[NumberingTable, Doc("How numbers are printed.", '{ chapters = "I" }')] = NumberingTable()
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
    callouts: CalloutTables = field(default_factory=dict)
    glossary: Annotated[GlossaryTable, Doc("The glossary.", '{ first-use = "article" }')] = GlossaryTable()
    sources: Annotated[SourcesTable, Doc("Works that articles cite.", '{ style = "apa" }')] = SourcesTable()
    diagrams: Annotated[
        dict[DiagramKind, Command],
        Doc(
            "The program that draws each kind of diagram: see [diagrams.md](diagrams.md). It is run for each one that "
            "has changed.",
            '{ dot = "dot -Tsvg", mermaid = "mmdc -i {input} -o {output}" }',
            default="none: diagrams are printed as code",
        ),
    ] = field(default_factory=dict)
    variables: Annotated[
        Variables | None,
        Doc(
            "Words that texts call by name, `{{ price }}`: see [divisions.md](divisions.md#variables).",
            '{ price = "£12", office = { room = "B 204" } }',
            default="none, and nothing is replaced",
        ),
    ] = None
    check: Annotated[
        dict[Annotated[str, among(CODES)], Severity],
        Doc(
            "The severity of a diagnostic, by its code: see [diagnostics.md](diagnostics.md).",
            '{ broken-link = "warning", number-gap = "off" }',
            default="the severity on that page",
        ),
    ] = field(default_factory=dict)
    build: Annotated[BuildTable, Doc("How the book is made.", '{ engine = "plain" }')] = BuildTable()
