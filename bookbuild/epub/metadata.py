"""Metadata of the package document: Dublin Core, and schema.org's accessibility terms."""

from collections.abc import Iterator

from ebooklib import epub

from bookbuild import __version__
from bookbuild.model import Creator, EpubRendition, Identity, Resource

_CONFORMANCE = "EPUB Accessibility 1.1 - WCAG 2.1 Level AA"
_FEATURES = ("tableOfContents", "structuralNavigation", "readingOrder", "displayTransformability", "ARIA", "unlocked")


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
    _add_people(book, "creator", identity.creators)
    _add_people(book, "contributor", identity.contributors)
    for name, value in _plain_elements(identity):
        if value:
            book.add_metadata("DC", name, value)
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


def _plain_elements(identity: Identity) -> Iterator[tuple[str, str]]:
    yield "publisher", identity.publisher
    yield "rights", identity.rights
    yield "description", identity.description
    yield "date", identity.published.isoformat() if identity.published else ""
    yield "source", f"urn:isbn:{identity.isbn.replace('-', '').replace(' ', '')}" if identity.isbn else identity.source
    yield "relation", identity.address
    for subject in identity.subjects:
        yield "subject", subject


def _add_accessibility(book: epub.EpubBook, rendition: EpubRendition) -> None:
    """Add the metadata of EPUB Accessibility 1.1. Conformance is claimed only if every image has a text alternative."""
    shows = any(_is_illustration(resource) for resource in rendition.resources)
    has_all_alternatives = not any(b'alt=""' in document.data for document in rendition.documents)
    for mode in ("textual", "visual") if shows else ("textual",):
        _add_property(book, "schema:accessMode", mode)
    _add_property(book, "schema:accessModeSufficient", "textual" if has_all_alternatives else "textual,visual")
    for feature in (*_FEATURES, "alternativeText") if shows and has_all_alternatives else _FEATURES:
        _add_property(book, "schema:accessibilityFeature", feature)
    _add_property(book, "schema:accessibilityHazard", "none")
    _add_property(book, "schema:accessibilitySummary", _summary(shows=shows, has_all_alternatives=has_all_alternatives))
    if has_all_alternatives:
        book.add_metadata(None, "meta", _CONFORMANCE, {"property": "dcterms:conformsTo", "id": "conformance"})
        _add_property(book, "a11y:certifiedBy", f"bookbuild {__version__}", "conformance")


def _is_illustration(resource: Resource) -> bool:
    return resource.media_type.startswith("image/") and "cover-image" not in resource.properties


def _summary(*, shows: bool, has_all_alternatives: bool) -> str:
    images = (
        ("; images have text alternatives" if has_all_alternatives else "; some images have no text alternative")
        if shows
        else ""
    )
    return f"A book of real text in reading order, with headings, a table of contents and links to every part{images}."


def _add_property(book: epub.EpubBook, name: str, value: str, refines: str = "", scheme: str = "") -> None:
    attributes = {"refines": f"#{refines}"} if refines else {}
    attributes |= {"property": name}
    attributes |= {"scheme": scheme} if scheme else {}
    book.add_metadata(None, "meta", value, attributes)
