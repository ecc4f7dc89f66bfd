"""What a PDF claims to be, and the XMP that says it."""

import io
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from html import escape

import pytest
from ebooklib import epub
from lxml import etree
from PIL import Image, ImageCms

from bookbuild.bind.claims import Claims, claims_of
from bookbuild.bind.colour_profile import srgb_profile
from bookbuild.bind.xmp import packet
from bookbuild.epub.metadata import describe
from bookbuild.model import Creator, LaidOutRun, PartOf, Series, Stylesheet, SubjectHeading
from tests.bind.small_book import IDENTITY, doctored, run, small_parts, small_rendition
from tests.epub.small_book import RICH, small_book

RDF, PDFA = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}", "{http://www.aiim.org/pdfa/ns/property#}"
DC, PRISM = "{http://purl.org/dc/elements/1.1/}", "{http://prismstandard.org/namespaces/basic/3.0/}"
TECHNICAL = {"generator", "title-type", "display-seq", "role", "file-as", "identifier-type", "authority", "term",
             "collection-type", "cover"}  # fmt: skip
"""Metadata of an EPUB about other metadata, or about the file."""


def text_of(root: etree._Element, path: str) -> str | None:
    return next((str(one.text) for one in root.iterfind(path)), None)


def with_texts(text: str) -> list[LaidOutRun]:
    runs, _ = small_parts()
    font = replace(runs[5].fonts[0], texts=((3, text),))
    return doctored(5, fonts=(font,))[0]


@pytest.mark.parametrize(
    ("standard", "claims"),
    [("a-3a", Claims(accessible=True, part=3, level="A")), ("a-2a", Claims(accessible=True, part=2, level="A")),
     ("ua-1", Claims(accessible=True))],
)  # fmt: skip
def test_the_standard_asked_for_is_claimed(standard: str, claims: Claims) -> None:
    """A sound book claims PDF/UA-1 and the part of PDF/A that is asked for, or none."""
    assert claims_of(replace(small_rendition(), pdf_standard=standard), small_parts()[0]) == (claims, ())


def test_signs_for_private_use_lower_the_level() -> None:
    """Text that means something to one font alone can be kept, but not read by everybody: level U, not A."""
    claims, notes = claims_of(small_rendition(), with_texts("\ue001"))
    assert (claims.level, notes) == ("U", ())


@pytest.mark.parametrize(
    "change",
    [
        {"stylesheets": (Stylesheet("own.css", "b { color: Device-CMYK(0 0 0 1) }"),)},
        {"runs": (run("a", '<p style="color: device-cmyk(0 0 0 1)">black</p>'),)},
        {"files": {"p.svg": b'<svg xmlns="http://www.w3.org/2000/svg">' + 30 * b"<g>" + 30 * b"</g>" + b"</svg>"}},
    ],
)
def test_what_archives_refuse_is_said(change: dict[str, object]) -> None:
    """Inks and deep drawings keep a book from PDF/A but not from PDF/UA, and a note says which of them."""
    claims, (note,) = claims_of(replace(small_rendition(), **change), ())  # type: ignore[arg-type]  # a test's shorthand
    assert (claims, note.code) == (Claims(accessible=True), "unclaimed-standard")


def test_words_about_inks_are_no_inks() -> None:
    """Text that mentions `device-cmyk()` takes no claim away."""
    rendition = replace(small_rendition(), runs=(run("a", "<p>Write device-cmyk(0 0 0 1)</p>"),))
    assert claims_of(rendition, ())[0].part == 3


def test_xmp_describes_what_archives_do_not_know() -> None:
    """Every property outside the schemas of PDF/A is described in the file, and none that is not used."""
    identity = replace(
        IDENTITY,
        doi="10.5555/12345678",
        series=Series("Work & rest", "3", "2049-3630"),
        isbns=(("pdf", "316148410X"),),
        part_of=PartOf("Work", "Chapter 1", "1", "urn:uuid:1"),
    )
    root = etree.fromstring(packet(identity, Claims(accessible=True, part=3, level="A"), "maker", "producer"))
    described = {str(element.text) for element in root.iter(f"{PDFA}name")}
    assert described == {"part", "isbn", "doi", "seriesTitle", "seriesNumber", "issn", "isPartOf"}
    assert text_of(root, f".//{PRISM}isbn") == "9783161484100"
    plain = packet(IDENTITY, Claims(accessible=True), "maker", "producer")
    assert "pdfaid" not in plain
    assert "pdfaExtension" not in plain


def test_xmp_says_what_the_epub_says() -> None:
    """People by role, languages, dates, sources and headings of the book's identity all stand in the XMP."""
    identity = replace(
        IDENTITY,
        contributors=(Creator("E. Editor", "edt"),),
        other_languages=("fr",),
        published=date(2024, 5, 1),
        source="urn:uuid:1",
        address="https://example.org/",
        headings=(SubjectHeading("BISAC", "BUS037020", "BUSINESS / Job Hunting"),),
        license="https://creativecommons.org/licenses/by/4.0/",
    )
    root = etree.fromstring(packet(identity, Claims(), "maker", "producer"))

    def items(name: str) -> list[str | None]:
        return [item.text for item in root.iterfind(f".//{DC}{name}//{RDF}li")]

    assert (items("contributor"), items("language"), items("date")) == (["E. Editor"], ["en", "fr"], ["2024-05-01"])
    assert items("subject") == ["work", "rest", "BUSINESS / Job Hunting"]
    assert (text_of(root, f".//{DC}source"), items("relation")) == ("urn:uuid:1", ["https://example.org/"])
    assert "by/4.0/</xmpRights:WebStatement>" in packet(identity, Claims(), "maker", "producer")


def test_nothing_that_an_epub_says_of_the_book_is_missing() -> None:
    """Every fact of the book in the package of its EPUB is in the XMP of its PDF: titles, people, subjects, series with
    its place and ISSN, edition, licence, what it is a part of. Each file has its own ISBN; codes of subjects, roles and
    sort names of people have no place in XMP.
    """
    identity = replace(
        RICH, isbns=(), part_of=PartOf("All of it", "Chapter 1", "1", "urn:uuid:1"), address="https://example.org/"
    )
    book = epub.EpubBook()
    describe(book, replace(small_book(), identity=identity))
    facts = [
        str(value or attributes.get("href")).removeprefix("urn:issn:")
        for elements in book.metadata.values()
        for name, values in elements.items()
        for value, attributes in values
        if not _is_technical(name, attributes or {})
    ]
    said = packet(identity, Claims(accessible=True), "maker", "producer")
    assert len(facts) > 20
    assert [fact for fact in facts if f">{escape(fact, quote=False)}<" not in said] == []


def _is_technical(name: str, attributes: Mapping[str, str]) -> bool:
    """Return whether metadata of an EPUB is about the file, or about other metadata."""
    kind = attributes.get("property", attributes.get("rel", name))
    is_about_the_whole = "collection" in {attributes.get("id"), attributes.get("refines", "").lstrip("#")}
    return (
        kind in TECHNICAL
        or kind.startswith(("schema:access", "a11y:", "dcterms:conformsTo"))
        or (is_about_the_whole and kind != "dcterms:identifier")
    )


def test_the_profile_is_srgb() -> None:
    """A colour management system takes the profile of the output intent for sRGB: no colour changes by one step."""
    ramp = Image.linear_gradient("L").resize((64, 64))
    image = Image.merge("RGB", (ramp, ramp.rotate(90), ramp.rotate(180)))
    profile = ImageCms.ImageCmsProfile(io.BytesIO(srgb_profile()))
    changed = ImageCms.profileToProfile(image, profile, ImageCms.createProfile("sRGB"))
    assert changed is not None
    assert max(abs(one - other) for one, other in zip(image.tobytes(), changed.tobytes(), strict=True)) <= 1
