"""Metadata of the package document: Dublin Core, and schema.org's accessibility terms."""

from ebooklib import epub

from bookbuild import __version__
from bookbuild.epub.accessibility import CONFORMANCE, Accessibility
from bookbuild.model import Creator, EpubRendition, Identity


def describe(book: epub.EpubBook, rendition: EpubRendition) -> None:
    """Add the book's metadata, each refined property with an id of its own (EPUB 3.3, 5.5)."""
    identity = rendition.identity
    book.set_unique_metadata("OPF", "generator", "", {"name": "generator", "content": f"bookbuild {__version__}"})
    book.set_identifier(identity.urn)
    book.title, book.language = identity.title, identity.language
    book.set_direction(rendition.direction)
    _add_titles(book, identity)
    _add_collection(book, identity)
    book.add_metadata("DC", "language", identity.language)
    for language in identity.other_languages:
        book.add_metadata("DC", "language", language)
    _add_identifiers(book, identity)
    _add_people(book, "creator", identity.creators)
    _add_people(book, "contributor", identity.contributors)
    for name, value in identity.dublin_core():
        if value and name not in {"language", "subject"}:
            book.add_metadata("DC", name, value)
    _add_subjects(book, identity)
    _add_series(book, identity)
    _add_work(book, identity)
    _add_accessibility(book, rendition)


def _add_titles(book: epub.EpubBook, identity: Identity) -> None:
    titles = [("main", identity.title), ("subtitle", identity.subtitle), ("edition", identity.edition_statement)]
    for sequence, (kind, title) in enumerate(titles, 1):
        if title:
            book.add_metadata("DC", "title", title, {"id": f"title-{kind}"})
            _add_property(book, "title-type", kind, f"title-{kind}")
            _add_property(book, "display-seq", str(sequence), f"title-{kind}")


def _add_collection(book: epub.EpubBook, identity: Identity) -> None:
    """Add the collection that a part belongs to (EPUB 3.3, D.4: a set is issued together as a whole)."""
    if whole := identity.part_of:
        book.add_metadata(None, "meta", whole.title, {"property": "belongs-to-collection", "id": "collection"})
        _add_property(book, "collection-type", "set", "collection")
        _add_property(book, "group-position", whole.number, "collection")
        _add_property(book, "dcterms:identifier", whole.urn, "collection")


def _add_people(book: epub.EpubBook, element: str, people: tuple[Creator, ...]) -> None:
    for sequence, person in enumerate(people, 1):
        uid = f"{element}-{sequence}"
        book.add_metadata("DC", element, person.name, {"id": uid})
        _add_property(book, "role", person.role, uid, scheme="marc:relators")
        _add_property(book, "display-seq", str(sequence), uid)
        if person.file_as:
            _add_property(book, "file-as", person.file_as, uid)


def _add_identifiers(book: epub.EpubBook, identity: Identity) -> None:
    """Add the file's own ISBN and the DOI of the work, each with its kind (ONIX code list 5)."""
    isbn = identity.isbn_of("epub")
    for name, value, code in (("isbn", isbn and f"urn:isbn:{isbn}", "15"), ("doi", identity.doi, "06")):
        if value:
            book.add_metadata("DC", "identifier", value, {"id": name})
            _add_property(book, "identifier-type", code, name, scheme="onix:codelist5")


def _add_subjects(book: epub.EpubBook, identity: Identity) -> None:
    """Add subjects: those of a list of the book trade with its name and their codes (EPUB 3.3, D.3)."""
    for subject in identity.subjects:
        book.add_metadata("DC", "subject", subject)
    for number, heading in enumerate(identity.headings, 1):
        book.add_metadata("DC", "subject", heading.term, {"id": f"subject-{number}"})
        _add_property(book, "authority", heading.scheme, f"subject-{number}")
        _add_property(book, "term", heading.code, f"subject-{number}")


def _add_series(book: epub.EpubBook, identity: Identity) -> None:
    if series := identity.series:
        book.add_metadata(None, "meta", series.title, {"property": "belongs-to-collection", "id": "series"})
        _add_property(book, "collection-type", "series", "series")
        if series.position:
            _add_property(book, "group-position", series.position, "series")
        if series.issn:
            _add_property(book, "dcterms:identifier", f"urn:issn:{series.issn}", "series")


def _add_work(book: epub.EpubBook, identity: Identity) -> None:
    """Add which edition of the work this is, and its licence."""
    if identity.edition:
        _add_property(book, "schema:bookEdition", identity.edition)
    if identity.license:
        book.add_metadata(None, "link", "", {"rel": "dcterms:license", "href": identity.license})


def _add_accessibility(book: epub.EpubBook, rendition: EpubRendition) -> None:
    """Add the metadata of EPUB Accessibility 1.1. Conformance is claimed only in the name of who certifies it."""
    facts, certification = Accessibility(rendition), rendition.identity.certification
    for mode in facts.modes():
        _add_property(book, "schema:accessMode", mode)
    _add_property(book, "schema:accessModeSufficient", facts.sufficient_modes())
    for feature in facts.features:
        _add_property(book, "schema:accessibilityFeature", feature)
    _add_property(book, "schema:accessibilityHazard", facts.hazards())
    if summary := facts.summary():
        _add_property(book, "schema:accessibilitySummary", summary)
    if certification.by:
        book.add_metadata(None, "meta", CONFORMANCE, {"property": "dcterms:conformsTo", "id": "conformance"})
        _add_property(book, "a11y:certifiedBy", certification.by, "conformance")
        _add_linked(book, "a11y:certifierReport", certification.report)
        _add_linked(book, "a11y:certifierCredential", certification.credential)


def _add_linked(book: epub.EpubBook, name: str, value: str) -> None:
    """Add a property about the conformance, as a link if it is an address (EPUB Accessibility 1.1, 4.3)."""
    if value.startswith(("https://", "http://")):
        book.add_metadata(None, "link", "", {"refines": "#conformance", "rel": name, "href": value})
    elif value:
        _add_property(book, name, value, "conformance")


def _add_property(book: epub.EpubBook, name: str, value: str, refines: str = "", scheme: str = "") -> None:
    attributes = {"refines": f"#{refines}"} if refines else {}
    attributes |= {"property": name}
    attributes |= {"scheme": scheme} if scheme else {}
    book.add_metadata(None, "meta", value, attributes)
