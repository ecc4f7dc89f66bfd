"""The table [book] -> Identity: what the book is, with a site's facts where the table has none."""

from collections.abc import Iterator

from bookbuild.config.book_schema import BookTable, CreatorTable
from bookbuild.config.faults import FILE_NAME, line_of
from bookbuild.config.slugs import slug_of
from bookbuild.diagnostics import Diagnostic, diagnose
from bookbuild.model import Certification, Creator, Facts, Identity, Series, SubjectHeading

_LONGEST_TITLE = 400


def identity_of(table: BookTable, facts: Facts, title: str, language: str, modified: str) -> Identity:
    """Return the identity of a book of this title and language, last changed at a moment (ISO 8601)."""
    isbns = dict(table.isbn.value)
    marks = table.accessibility
    return Identity(
        title=title,
        language=language,
        slug=table.slug or slug_of(title),
        identifier=table.identifier,
        subtitle=table.subtitle or facts.subtitle,
        creators=tuple(map(_creator, table.authors)) or facts.creators,
        contributors=tuple(map(_creator, table.contributors)),
        publisher=table.publisher or facts.publisher,
        rights=table.rights or facts.rights,
        description=table.description or facts.description,
        subjects=table.subjects.value or facts.subjects,
        published=table.published,
        modified=modified,
        cover_image=table.cover,
        colophon=table.colophon,
        address=table.address or facts.address,
        isbn=isbns.pop("print", ""),
        isbns=tuple(isbns.items()),
        doi=table.doi,
        series=_series(table),
        edition=str(table.edition),
        headings=tuple(_headings(table)),
        other_languages=table.other_languages,
        license=table.license,
        certification=Certification(marks.certified_by, marks.report, marks.credential),
    )


def long_title(title: str, text: str) -> Iterator[Diagnostic]:
    """Yield a warning if no cover has room for a title, with its line in the configuration's text."""
    if len(title) > _LONGEST_TITLE:
        message = f"the title has {len(title):,} letters: on the cover they are too small to be read"
        hint = f"give the book a title of at most {_LONGEST_TITLE} letters; a subtitle or description may say more"
        yield diagnose("long-title", message, FILE_NAME, line_of(("book", "title"), text), hint)


def _creator(creator: str | CreatorTable) -> Creator:
    if isinstance(creator, str):
        return Creator(creator)
    return Creator(creator.name, creator.role, creator.file_as)


def _series(table: BookTable) -> Series | None:
    series = table.series
    return Series(series.title, str(series.position), series.issn) if series else None


def _headings(table: BookTable) -> Iterator[SubjectHeading]:
    for scheme, headings in (("BISAC", table.bisac), ("Thema", table.thema)):
        for code, term in headings.items():
            yield SubjectHeading(scheme, code, term or code)
