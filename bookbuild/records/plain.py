"""The record for the eye: what is known of a book, and which keys of the table [book] are not set."""

from collections.abc import Iterator

from bookbuild.model import Creator, Identity

_NOT_SET = "not set"


def plain(identity: Identity) -> str:
    """Return a line for each key of the table ``[book]`` that describes the book."""
    facts = list(_facts(identity))
    width = max(len(name) for name, _ in facts)
    return "".join(f"{name:<{width}}  {value or _NOT_SET}\n" for name, value in facts)


def _facts(identity: Identity) -> Iterator[tuple[str, str]]:
    series = identity.series
    numbers = [("print", identity.isbn), *identity.isbns]
    yield "title", identity.title
    yield "subtitle", identity.subtitle
    yield "language", ", ".join((identity.language, *identity.other_languages))
    yield "authors", _people(identity.creators)
    yield "contributors", _people(identity.contributors)
    yield "publisher", identity.publisher
    yield "published", identity.published.isoformat() if identity.published else ""
    yield "modified", identity.modified
    yield "identifier", identity.urn
    yield "isbn", ", ".join(f"{number} ({form})" for form, number in numbers if number)
    yield "doi", identity.doi
    yield "series", " ".join(filter(None, (series.title, series.position, series.issn))) if series else ""
    yield "edition", identity.edition
    yield "subjects", ", ".join(identity.subjects)
    for scheme in ("BISAC", "Thema"):
        headings = (heading for heading in identity.headings if heading.scheme == scheme)
        yield scheme.lower(), ", ".join(f"{heading.code} {heading.term}" for heading in headings)
    yield "description", identity.description
    yield "rights", identity.rights
    yield "license", identity.license
    yield "address", identity.address
    yield "accessibility", identity.certification.by


def _people(people: tuple[Creator, ...]) -> str:
    return ", ".join(f"{person.name} ({person.role})" for person in people)
