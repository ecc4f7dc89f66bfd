"""Records of a book for others, made of what its configuration says."""

import json
from dataclasses import replace

import pytest
import yaml
from lxml import etree

from bookbuild.model import Creator, isbn13
from bookbuild.records import RECORDS
from bookbuild.records.languages import three_letters
from tests.epub.small_book import IDENTITY, RICH

BARE = replace(
    IDENTITY, isbn="", creators=(), contributors=(), publisher="", published=None, description="", subjects=()
)


def onix(identity: object = RICH) -> etree._Element:
    return etree.fromstring(RECORDS["onix"](identity).encode())  # type: ignore[arg-type]  # a test's shorthand


def texts(root: etree._Element, name: str) -> list[str]:
    return [str(element.text) for element in root.iter(f"{{*}}{name}")]


def test_onix_has_a_product_for_each_form() -> None:
    """Print, EPUB and PDF are products, each with its own ISBN of thirteen digits, and each names the others."""
    root = onix()
    products = list(root.iter("{*}Product"))
    assert texts(root, "ProductForm") == ["BA", "ED", "ED"]
    assert [texts(one, "IDValue")[0] for one in products] == ["9783161484100", "9780306406157", "9780306406157"]
    assert [len(list(one.iter("{*}RelatedProduct"))) for one in products] == [2, 2, 2]


def test_onix_has_what_the_book_trade_sorts_by() -> None:
    """Roles, series, edition, languages of three letters, BISAC and Thema codes are those of the code lists."""
    (first, *_) = onix().iter("{*}Product")
    assert texts(first, "ContributorRole") == ["A01", "A12", "B01"]
    assert texts(first, "PersonNameInverted") == ["Vale, Ada"]
    assert (texts(first, "PartNumber"), texts(first, "EditionNumber")) == (["3"], ["2"])
    assert texts(first, "LanguageCode") == ["eng", "fre"]
    assert texts(first, "SubjectCode") == ["CKB009000", "WBVQ"]


def test_onix_of_a_bare_book() -> None:
    """A book without ISBN and people is one product, known by its URN, with a publisher, which ONIX demands."""
    root = onix(BARE)
    assert texts(root, "IDValue") == [BARE.urn]
    assert texts(root, "PublisherName") == [BARE.title]


def test_json_ld_is_a_book_of_schema_org() -> None:
    """Search engines find people by what they did, the series, and each file with its ISBN; nothing empty."""
    record = json.loads(RECORDS["json-ld"](RICH))
    assert (record["@type"], record["@id"], record["isbn"]) == ("Book", RICH.urn, "9783161484100")
    assert record["author"][0]["familyName"] == "Vale"
    assert (record["illustrator"][0]["name"], record["editor"][0]["name"]) == ("Noor Ilić", "Tom Reed")
    assert [form["encodingFormat"] for form in record["workExample"]] == ["application/epub+zip", "application/pdf"]
    assert "" not in json.loads(RECORDS["json-ld"](BARE)).values()


def test_the_citation_is_yaml() -> None:
    """CITATION.cff has what its format demands, and the book as what is to be cited."""
    read = yaml.safe_load(RECORDS["citation"](RICH))
    assert (read["cff-version"], read["title"]) == ("1.2.0", "Bread & Work: A guide in two questions")
    assert read["authors"] == [{"family-names": "Vale", "given-names": "Ada"}]
    assert (read["preferred-citation"]["type"], read["preferred-citation"]["isbn"]) == ("book", "9783161484100")
    assert yaml.safe_load(RECORDS["citation"](BARE))["authors"] == [{"name": BARE.title}]


def test_plain_text_names_what_is_not_set() -> None:
    """For the eye, each key is a line, those that are not set too."""
    lines = RECORDS["plain"](replace(BARE, creators=(Creator("Ada Vale"),))).splitlines()
    assert "authors        Ada Vale (aut)" in lines
    assert "publisher      not set" in lines


@pytest.mark.parametrize(("tag", "code"), [("de-CH", "ger"), ("pt-BR", "por"), ("gsw", "gsw"), ("x-own", "und")])
def test_languages_have_three_letters(tag: str, code: str) -> None:
    """Libraries write a language in three letters, whatever follows it in its tag."""
    assert three_letters(tag) == code


@pytest.mark.parametrize(
    ("typed", "digits"),
    [("978-3-16-148410-0", "9783161484100"), ("0-306-40615-2", "9780306406157"), ("ISBN 080442957x", "9780804429573"),
     ("979\u201110\u201190636\u201107\u20111", "9791090636071")],
)  # fmt: skip
def test_isbns_have_thirteen_digits(typed: str, digits: str) -> None:
    """An ISBN of ten digits becomes one of thirteen; hyphens of every kind are left out."""
    assert isbn13(typed) == digits


@pytest.mark.parametrize(
    ("typed", "why"), [("978-3-16-148410-1", "would be 0"), ("0306406153", "would be 2"), ("12345", "13 digits")]
)
def test_a_wrong_isbn_is_refused(typed: str, why: str) -> None:
    """A digit that was mistyped is found by the last one, and the message says what that would be."""
    with pytest.raises(ValueError, match=why):
        isbn13(typed)
