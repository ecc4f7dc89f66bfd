"""What shops and libraries refuse, by the rules that they publish."""

import io
import re
from dataclasses import replace

import pytest
from PIL import Image

from bookbuild.epub import package
from bookbuild.model import SHOPS, ContentDocument, EpubRendition, Resource
from bookbuild.verify.image_sizes import image_size
from bookbuild.verify.shops import RULES, refusals, rulings
from tests.epub.small_book import IDENTITY, RICH, png, small_book

COVER = Resource("cover.png", "image/png", png("navy", 1600, 2560))


def asked(rendition: EpubRendition, *shops: str, cover: Resource | None = COVER) -> dict[tuple[str, str], str]:
    """Return what is against the rules of shops, by shop and rule."""
    found = rulings(shops or SHOPS, "book.epub", package(rendition, "book", "book.epub", cover).data)
    return {(one.rule.shop, one.rule.what): one.found for one in found if one.found}


def test_a_whole_book_is_taken_everywhere() -> None:
    """A book with a cover of the right size and whole metadata has nothing against it, but for advice about a name."""
    assert asked(replace(small_book(), identity=RICH)) == {("kobo", "names of files"): "EPUB/text/heiß.xhtml"}


def test_covers_are_measured() -> None:
    """A cover too small for a shop is refused by it, with its size; an EPUB without one by all that want it."""
    small = asked(small_book(), cover=replace(COVER, data=png("navy", 600, 900)))
    assert small["kdp", "cover, least size"].startswith("cover.png: 600 x 900 px")
    assert "kdp" not in {shop for shop, _ in asked(small_book())}
    none = asked(small_book(), cover=None)
    assert none["library", "cover"] == none["google", "cover, least size"] == "there is no cover image"


def test_kinds_and_colours_of_covers_are_looked_at() -> None:
    """Shops want a cover of pixels: a drawing is refused for its kind, not for a size that it has not; so are inks."""
    drawn = asked(
        small_book(), cover=Resource("cover.svg", "image/svg+xml", b'<svg xmlns="http://www.w3.org/2000/svg"/>')
    )
    assert drawn["kdp", "kind of cover"] == drawn["google", "kind of cover"] == "cover.svg: 0.0 MB"
    assert not any("size" in what for _, what in drawn)
    written = io.BytesIO()
    Image.new("CMYK", (1600, 2560)).save(written, "JPEG")
    inks = asked(small_book(), cover=Resource("cover.jpg", "image/jpeg", written.getvalue()))
    assert {shop for shop, what in inks if "colours" in what} == {"kdp", "apple", "kobo"}


def test_metadata_and_links_are_looked_at() -> None:
    """A library wants a publisher and a description, and no links to sellers of books."""
    link = ContentDocument(
        "text/buy.xhtml", "Buy", b'<html><body><a href="https://www.amazon.co.uk/dp/1">x</a></body></html>'
    )
    book = replace(small_book(), identity=replace(IDENTITY, publisher="", description=""))
    found = asked(replace(book, documents=(*book.documents, link)), "library")
    assert found["library", "metadata"] == "no publisher"
    assert found["library", "description"] == "no description"
    assert found["library", "links"] == "https://www.amazon.co.uk/dp/1"


def test_advice_is_no_refusal() -> None:
    """Only rules by which a shop refuses a file become diagnostics; what it advises stands in the table."""
    data = package(replace(small_book(), identity=replace(IDENTITY, isbn="")), "book", "book.epub", COVER).data
    found = rulings(("kobo", "library"), "book.epub", data)
    assert {one.rule.what for one in found if one.found} == {"ISBN", "names of files", "source edition"}
    assert list(refusals(found)) == []


def test_every_rule_has_a_source() -> None:
    """Each rule is of a known shop, and names the page on which it is published, and as of when."""
    assert {rule.shop for rule in RULES} == set(SHOPS)
    assert all(rule.page.address.startswith("https://") for rule in RULES)
    assert all(re.fullmatch(r"20\d\d-\d\d|revision [0-9a-f]{7}", rule.page.as_of) for rule in RULES)


@pytest.mark.parametrize(
    ("form", "mode", "inks"),
    [
        ("PNG", "RGB", 3),
        ("GIF", "P", 3),
        ("JPEG", "RGB", 3),
        ("JPEG", "CMYK", 4),
        ("WEBP", "RGB", 3),
        ("WEBP", "RGBA", 3),
    ],
)
def test_sizes_are_read_from_the_first_bytes(form: str, mode: str, inks: int) -> None:
    """Width, height and inks of each kind of image are those that its decoder finds."""
    for lossless in (False, True):
        written = io.BytesIO()
        Image.new(mode, (37, 21)).save(written, form, lossless=lossless)
        assert image_size(f"image/{form.lower()}", written.getvalue()) == (37, 21, inks)
    assert image_size(f"image/{form.lower()}", b"\xff\xd8") == (0, 0, 3)
