"""The record of references: CITATION.cff, Citation File Format 1.2.0 (https://citation-file-format.github.io/)."""

import json
from collections.abc import Iterator

from bookbuild.model import Creator, Identity, isbn13
from bookbuild.records.languages import three_letters

_MESSAGE = "If you cite this book, please cite it as below."


def citation_file(identity: Identity) -> str:
    """Return the file that GitHub, Zenodo and reference managers read: how the book wants to be cited."""
    authors = [person for person in identity.creators if person.role == "aut"] or list(identity.creators)
    lines = [
        "cff-version: 1.2.0",
        f"message: {_quoted(_MESSAGE)}",
        *_entry(identity, authors),
        *_fact("abstract", identity.description),
        *_list("keywords", identity.subjects),
        *_fact("license-url", identity.license),
        *_fact("date-released", identity.published.isoformat() if identity.published else ""),
        "preferred-citation:",
        *(f"  {line}" for line in ("type: book", *_entry(identity, authors), *_book(identity))),
    ]
    return "\n".join(lines) + "\n"


def _entry(identity: Identity, authors: list[Creator]) -> Iterator[str]:
    title = f"{identity.title}: {identity.subtitle}" if identity.subtitle else identity.title
    yield from _fact("title", title)
    yield from _people("authors", authors or [Creator(identity.publisher or identity.title)])
    yield from _fact("doi", identity.doi)
    yield from _fact("url", identity.address)


def _book(identity: Identity) -> Iterator[str]:
    isbns = (identity.isbn, *(number for _, number in identity.isbns))
    yield from _fact("isbn", next((isbn13(number) for number in isbns if number), ""))
    yield from _fact("edition", identity.edition)
    yield from _list("languages", [three_letters(tag) for tag in (identity.language, *identity.other_languages)])
    if identity.published:
        yield f"year: {identity.published.year}"
    if identity.publisher:
        yield "publisher:"
        yield f"  name: {_quoted(identity.publisher)}"
    if identity.series:
        yield from _fact("collection-title", identity.series.title)
    for name, role in (("editors", "edt"), ("translators", "trl")):
        yield from _people(name, [person for person in identity.contributors if person.role == role])


def _people(name: str, people: list[Creator]) -> Iterator[str]:
    if people:
        yield f"{name}:"
    for person in people:
        family, _, given = person.file_as.partition(", ")
        if given:
            yield f"  - family-names: {_quoted(family)}"
            yield f"    given-names: {_quoted(given)}"
        else:
            yield f"  - name: {_quoted(person.name)}"


def _list(name: str, values: list[str] | tuple[str, ...]) -> Iterator[str]:
    if values:
        yield f"{name}:"
        yield from (f"  - {_quoted(value)}" for value in values)


def _fact(name: str, value: str) -> Iterator[str]:
    if value:
        yield f"{name}: {_quoted(value)}"


def _quoted(text: str) -> str:
    """Return a text as YAML: a string of JSON is one."""
    return json.dumps(text, ensure_ascii=False)
