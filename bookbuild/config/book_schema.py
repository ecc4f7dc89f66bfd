"""The table [book]: what the book is, with type, default, meaning and an example of every key."""

from datetime import date
from typing import Annotated

from msgspec import field

from bookbuild.config.documentation import Doc
from bookbuild.config.tables import (
    BisacCode,
    Doi,
    Issn,
    Language,
    Relator,
    Slug,
    Table,
    ThemaCode,
    WebAddress,
)
from bookbuild.config.value_types import Isbns, Names


class CreatorTable(Table, frozen=True):
    """A person or body, where the name alone is not enough."""

    name: Annotated[str, Doc("The name as it is printed.", '"Noor Ilić"')]
    role: Annotated[
        Relator, Doc("What the person did, as a MARC relator code: `aut`, `edt`, `ill`, `trl` …", '"ill"')
    ] = "aut"
    file_as: Annotated[
        str, Doc("The name as libraries sort it.", '"Ilić, Noor"', default="not set: reading systems sort by `name`")
    ] = ""


class SeriesTable(Table, frozen=True):
    """The series that a book is in."""

    title: Annotated[str, Doc("The title of the series.", '"Work and life"')]
    position: Annotated[str | int, Doc("The place of the book in the series.", "3", default="not set")] = ""
    issn: Annotated[Issn, Doc("The ISSN of the series.", '"2049-3630"')] = ""


class AccessibilityTable(Table, frozen=True):
    """Who examined the book and says that it is accessible. Only where somebody does, the EPUB claims it."""

    certified_by: Annotated[
        str,
        Doc(
            "The name of those who say that the book keeps EPUB Accessibility 1.1 and WCAG 2.2 AA. "
            "See [accessibility.md](accessibility.md).",
            '"Readable Books e.V."',
        ),
    ] = ""
    report: Annotated[WebAddress, Doc("The web address of their report.", '"https://example.org/report"')] = ""
    credential: Annotated[str, Doc("What entitles them to: a name or an address.", '"Benetech GCA"')] = ""


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
    other_languages: Annotated[
        tuple[Language, ...],
        Doc("Other languages in which long parts of the text are, for the metadata.", '["fr", "ar"]'),
    ] = ()
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
    isbn: Annotated[
        Isbns,
        Doc(
            "The ISBN of the printed book, or one for each form of it: `print`, `epub`, `pdf`, `html`. Ten or thirteen "
            "digits; the last one is checked.",
            '{ print = "978-3-16-148410-0", epub = "978-0-306-40615-7" }',
        ),
    ] = Isbns({})
    doi: Annotated[Doi, Doc("The digital object identifier, without the address.", '"10.5555/12345678"')] = ""
    series: Annotated[
        SeriesTable | None, Doc("The series that the book is in.", '{ title = "Work", position = 3 }')
    ] = None
    edition: Annotated[
        str | int, Doc("Which edition of the book this is: a number, or words.", "2", default="not set")
    ] = ""
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
    license: Annotated[
        WebAddress,
        Doc("The web address of the licence.", '"https://creativecommons.org/licenses/by-sa/4.0/"'),
    ] = ""
    description: Annotated[str, Doc("What the book is about, for the metadata.", '"A guide in questions."')] = ""
    subjects: Annotated[Names, Doc("Subject headings, for the metadata.", '["Job hunting", "Résumés"]')] = Names([])
    bisac: Annotated[
        dict[BisacCode, str],
        Doc(
            "Subject headings of the BISAC list, for shops: the code and its words.",
            '{ BUS037020 = "BUSINESS & ECONOMICS / Careers / Job Hunting" }',
        ),
    ] = field(default_factory=dict)
    thema: Annotated[
        dict[ThemaCode, str],
        Doc("Subject headings of the Thema list, likewise.", '{ VSC = "Advice on careers and achieving success" }'),
    ] = field(default_factory=dict)
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
    pages_of: Annotated[
        str,
        Doc(
            "Whose page numbers other editions and the EPUB refer to: an edition, which is then laid out whatever is "
            "made, or a file with the pages of an older printing (`bookbuild build -f pages` writes one). "
            "See [pages.md](pages.md).",
            '"pages-2024.json"',
            default='`"book"`, where the same command lays out its pages',
        ),
    ] = ""
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
    accessibility: Annotated[
        AccessibilityTable,
        Doc("Who says that the book is accessible: see below.", '{ certified-by = "Readable Books e.V." }'),
    ] = AccessibilityTable()
