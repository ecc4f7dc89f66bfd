"""Records of a book for others, made of what its configuration says."""

import json
from dataclasses import replace
from importlib.util import find_spec
from pathlib import Path

import pytest
import yaml
from lxml import etree

from bookbuild.config.reading import load
from bookbuild.config.reference import tables
from bookbuild.model import Creator, Identity, isbn13
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


def schema() -> etree.XMLSchema:
    """Return the schema of ONIX 3.0 with reference names, as its publisher issues it."""
    spec = find_spec("onixcheck")
    assert spec is not None
    assert spec.origin is not None
    return etree.XMLSchema(etree.parse(Path(spec.origin).parent / "schema/xsd3.0/ONIX_BookProduct_3.0_reference.xsd"))


def identity_of(config: str, folder: Path) -> Identity:
    (folder / "bookbuild.toml").write_text(config)
    return load(folder, {}).value.identity


def test_onix_is_valid_by_its_schema(tmp_path: Path) -> None:
    """A message is valid whatever is known of the book: all, as little as may be, or the example of every key."""
    book = next(table for table in tables() if table.heads == ("book",))
    keys = "".join(f"{key.name} = {key.example}\n" for key in book.keys if key.name not in {"cover", "pages-of"})
    every = identity_of(f"[book]\n{keys}", tmp_path)
    assert every.series
    assert every.headings
    judge = schema()
    for identity in (RICH, BARE, every):
        judge.assertValid(onix(identity).getroottree())


@pytest.mark.parametrize(
    ("rights", "years", "owner"),
    [
        ("© 2026 The Careers Office. Text may be shared.", ["2026"], "The Careers Office"),
        ("Copyright © 2019–2021, 2024 by J. R. Smith", ["2019", "2020", "2021", "2024"], "J. R. Smith"),  # noqa: RUF001 - a range
        ("(c) Ada Vale, 2020. All rights reserved.", ["2020"], "Ada Vale"),
        ("Copyright 2020 Vale Ltd. All rights reserved", ["2020"], "Vale Ltd."),
        ("© Readable Books e.V.", [], "Readable Books e.V."),
        ("© 2020", ["2020"], ""),
    ],
)
def test_onix_has_years_and_owner_of_the_copyright(rights: str, years: list[str], owner: str) -> None:
    """They are read from the notice as people write it; a person of the book is one, any other owner a body."""
    root = onix(replace(RICH, rights=rights))
    (statement, *_) = root.iter("{*}CopyrightStatement")
    assert texts(statement, "CopyrightYear") == years
    assert [str(name.text) for one in statement.iter("{*}CopyrightOwner") for name in one] == [owner][: bool(owner)]
    assert texts(statement, "PersonName") == [owner][: owner == "Ada Vale"]


@pytest.mark.parametrize("rights", ["", "In the public domain", "The copyright is held by many", "2020"])
def test_what_is_no_notice_is_no_copyright(rights: str) -> None:
    """Without a sign or a year a sentence names no owner."""
    assert texts(onix(replace(RICH, rights=rights)), "CopyrightStatement") == []


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
