"""The record of the book trade: an ONIX 3.0 message with reference names (https://www.editeur.org/93/)."""

from collections.abc import Iterable, Iterator
from html import escape
from typing import NamedTuple

from bookbuild import __version__
from bookbuild.model import Creator, Identity, isbn13
from bookbuild.records.copyright_notice import copyright_of
from bookbuild.records.languages import three_letters
from bookbuild.records.roles import onix_role

_NAMESPACE = "http://ns.editeur.org/onix/3.0/reference"
_ACCESSIBLE = ("10", "11", "13", "29")
"""What every EPUB of ours has (list 196): nothing disabled, contents, one order of reading, structural navigation."""
_SCHEMES = {"BISAC": "10", "Thema": "93"}
_KEYWORDS = "20"


class _Product(NamedTuple):
    """A form of the book: its name, its ISBN, its form (list 150) and the detail of that (list 175)."""

    name: str
    isbn: str
    form: str
    detail: str


def onix_message(identity: Identity) -> str:
    """Return a message with a product for each form of the book that has an ISBN, or one for the EPUB without.

    It is dated by the last change of the book. What a sender adds who sells the book, such as prices, is not in it.
    """
    stamp = identity.modified.replace("-", "").replace(":", "")
    head = _all("Header", _all("Sender", _one("SenderName", _publisher(identity))), _one("SentDateTime", stamp))
    products = list(_products(identity))
    bodies = "\n".join(_product(identity, product, products) for product in products)
    note = f"<!-- bookbuild {__version__} -->"
    root = f'<ONIXMessage release="3.0" xmlns="{_NAMESPACE}">'
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{note}\n{root}\n{head}\n{bodies}\n</ONIXMessage>\n'


def _publisher(identity: Identity) -> str:
    """Return who publishes the book, which a record must name: without a publisher, its first author."""
    return identity.publisher or next((person.name for person in identity.creators), identity.title)


def _products(identity: Identity) -> Iterator[_Product]:
    if identity.isbn:
        yield _Product("print", isbn13(identity.isbn), "BA", "")
    details = {"epub": "E101", "pdf": "E107", "html": "E105"}
    for name, number in identity.isbns or (() if identity.isbn else (("epub", ""),)):
        yield _Product(name, isbn13(number) if number else "", "ED", details[name])


def _product(identity: Identity, product: _Product, products: Iterable[_Product]) -> str:
    others = [other for other in products if other is not product]
    return _all(
        "Product",
        _one("RecordReference", f"{identity.urn}#{product.name}"),
        _one("NotificationType", "03"),
        _identifier(identity, product),
        _all("DescriptiveDetail", *_description(identity, product)),
        _collateral(identity),
        _all("PublishingDetail", *_publishing(identity)),
        _related(identity, others),
    )


def _identifier(identity: Identity, product: _Product) -> str:
    kind, value = ("15", product.isbn) if product.isbn else ("22", identity.urn)
    return _all("ProductIdentifier", _one("ProductIDType", kind), _one("IDValue", value))


def _description(identity: Identity, product: _Product) -> Iterator[str]:
    yield _one("ProductComposition", "00")
    yield _one("ProductForm", product.form)
    yield _one("ProductFormDetail", product.detail)
    for feature in _ACCESSIBLE if product.name == "epub" else ():
        kind = _one("ProductFormFeatureType", "09")
        yield _all("ProductFormFeature", kind, _one("ProductFormFeatureValue", feature))
    if identity.license and product.form == "ED":
        link = _one("EpubLicenseExpressionType", "02") + _one("EpubLicenseExpressionLink", identity.license)
        yield _all("EpubLicense", _one("EpubLicenseName", identity.license), _all("EpubLicenseExpression", link))
    yield _collection(identity)
    title = _one("TitleElementLevel", "01") + _one("TitleText", identity.title) + _one("Subtitle", identity.subtitle)
    yield _title(title)
    for number, person in enumerate((*identity.creators, *identity.contributors), 1):
        yield _contributor(number, person)
    name = "EditionNumber" if identity.edition.isdecimal() else "EditionStatement"
    yield _one(name, identity.edition)
    for language in (identity.language, *identity.other_languages):
        yield _all("Language", _one("LanguageRole", "01"), _one("LanguageCode", three_letters(language)))
    yield from _subjects(identity)


def _collection(identity: Identity) -> str:
    series = identity.series
    if series is None:
        return ""
    issn = series.issn.replace("-", "")
    known = _all("CollectionIdentifier", _one("CollectionIDType", "02"), _one("IDValue", issn)) if issn else ""
    element = _one("TitleElementLevel", "02") + _one("PartNumber", series.position) + _one("TitleText", series.title)
    return _all("Collection", _one("CollectionType", "10"), known, _title(element))


def _title(element: str) -> str:
    return _all("TitleDetail", _one("TitleType", "01"), _all("TitleElement", element))


def _contributor(number: int, person: Creator) -> str:
    names = _one("PersonName", person.name) + _one("PersonNameInverted", person.file_as)
    return _all("Contributor", _one("SequenceNumber", str(number)), _one("ContributorRole", onix_role(person)), names)


def _subjects(identity: Identity) -> Iterator[str]:
    for heading in identity.headings:
        code, words = _one("SubjectCode", heading.code), _one("SubjectHeadingText", heading.term)
        yield _all("Subject", _one("SubjectSchemeIdentifier", _SCHEMES[heading.scheme]), code, words)
    if identity.subjects:
        words = _one("SubjectHeadingText", "; ".join(identity.subjects))
        yield _all("Subject", _one("SubjectSchemeIdentifier", _KEYWORDS), words)


def _collateral(identity: Identity) -> str:
    if not identity.description:
        return ""
    text = _one("TextType", "03") + _one("ContentAudience", "00") + _one("Text", identity.description)
    return _all("CollateralDetail", _all("TextContent", text))


def _publishing(identity: Identity) -> Iterator[str]:
    yield _all("Publisher", _one("PublishingRole", "01"), _one("PublisherName", _publisher(identity)))
    yield _one("PublishingStatus", "04")
    if identity.published:
        day = f'<Date dateformat="00">{identity.published:%Y%m%d}</Date>'
        yield _all("PublishingDate", _one("PublishingDateRole", "01"), day)
    yield _copyright(identity)


def _copyright(identity: Identity) -> str:
    """Return the years and the owner that the copyright notice names, or an empty text if it names none."""
    found = copyright_of(identity.rights)
    if found is None:
        return ""
    years = [_one("CopyrightYear", year) for year in found.years]
    people = {person.name for person in (*identity.creators, *identity.contributors)}
    kind = "PersonName" if found.owner in people else "CorporateName"
    owner = _all("CopyrightOwner", _one(kind, found.owner)) if found.owner else ""
    return _all("CopyrightStatement", *years, owner)


def _related(identity: Identity, others: Iterable[_Product]) -> str:
    """Return the other forms of the book, and the work of which it is one."""
    work = _all("WorkIdentifier", _one("WorkIDType", "06"), _one("IDValue", identity.doi))
    works = [_all("RelatedWork", _one("WorkRelationCode", "01"), work)] if identity.doi else []
    products = [
        _all("RelatedProduct", _one("ProductRelationCode", "06"), _identifier(identity, other)) for other in others
    ]
    return _all("RelatedMaterial", *works, *products) if works or products else ""


def _one(name: str, value: str) -> str:
    return f"<{name}>{escape(value, quote=False)}</{name}>" if value else ""


def _all(name: str, *parts: str) -> str:
    return "\n".join((f"<{name}>", *filter(None, parts), f"</{name}>"))
