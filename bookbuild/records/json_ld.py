"""The record of search engines: JSON-LD with schema.org's Book (https://schema.org/Book)."""

import json
from collections.abc import Iterator

from bookbuild.model import Creator, Identity, isbn13
from bookbuild.records.roles import schema_role

_FORMS = {"epub": "application/epub+zip", "pdf": "application/pdf", "html": "text/html"}


def json_ld(identity: Identity) -> str:
    """Return the JSON-LD of a book, for ``<script type="application/ld+json">`` on a website."""
    known = {name: value for name, value in _properties(identity) if value}
    record = {"@context": "https://schema.org", "@type": "Book", "@id": identity.urn, **known}
    return json.dumps(record, ensure_ascii=False, indent=2) + "\n"


def _properties(identity: Identity) -> Iterator[tuple[str, object]]:
    yield "name", identity.title
    yield "alternativeHeadline", identity.subtitle
    yield from _people(identity)
    yield "publisher", identity.publisher and {"@type": "Organization", "name": identity.publisher}
    yield "datePublished", identity.published and identity.published.isoformat()
    yield "dateModified", identity.modified
    yield (
        "inLanguage",
        [identity.language, *identity.other_languages] if identity.other_languages else identity.language,
    )
    yield "description", identity.description
    yield "keywords", list(identity.subjects)
    yield "about", [_term(heading.scheme, heading.code, heading.term) for heading in identity.headings]
    yield "bookEdition", identity.edition
    yield "isPartOf", _series(identity)
    yield "copyrightNotice", identity.rights
    yield "license", identity.license
    yield "url", identity.address
    yield "isbn", isbn13(identity.isbn) if identity.isbn else ""
    yield "identifier", identity.doi and _term("DOI", identity.doi, "") | {"url": f"https://doi.org/{identity.doi}"}
    yield "workExample", [_form(form, identity.isbn_of(form)) for form, _ in identity.isbns]


def _people(identity: Identity) -> Iterator[tuple[str, object]]:
    by_role: dict[str, list[object]] = {}
    for person in (*identity.creators, *identity.contributors):
        by_role.setdefault(schema_role(person), []).append(_person(person))
    yield from by_role.items()


def _person(person: Creator) -> dict[str, str]:
    family, _, given = person.file_as.partition(", ")
    names = {"familyName": family, "givenName": given} if given else {}
    return {"@type": "Person", "name": person.name, **names}


def _term(scheme: str, code: str, name: str) -> dict[str, str]:
    if not name:
        return {"@type": "PropertyValue", "propertyID": scheme, "value": code}
    return {"@type": "DefinedTerm", "inDefinedTermSet": scheme, "termCode": code, "name": name}


def _series(identity: Identity) -> dict[str, str] | None:
    if identity.series is None:
        return None
    facts = {"name": identity.series.title, "issn": identity.series.issn, "position": identity.series.position}
    return {"@type": "BookSeries", **{name: value for name, value in facts.items() if value}}


def _form(form: str, isbn: str) -> dict[str, str]:
    return {"@type": "Book", "bookFormat": "https://schema.org/EBook", "encodingFormat": _FORMS[form], "isbn": isbn}
