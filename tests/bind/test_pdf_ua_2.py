"""A book for PDF/UA-2: its namespaces, destinations and fields. veraPDF judges the whole, outside the tests."""

from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO

import pikepdf
import pypdfium2
import pytest
from pikepdf import Pdf

from bookbuild.bind.pdf_ua_2 import Namespaces, describe_fields
from bookbuild.bind.pdf_writer import PdfFile
from bookbuild.verify.pdf import verify_pdf
from tests.bind.small_book import bound_of, small_parts, small_rendition


@pytest.fixture(scope="module")
def data() -> bytes:
    outcome = bound_of(replace(small_rendition(), pdf_standard="ua-2"), *small_parts())
    assert outcome.diagnostics == ()
    return outcome.value


@pytest.fixture(scope="module")
def book(data: bytes) -> Iterator[Pdf]:
    with Pdf.open(BytesIO(data)) as pdf:
        yield pdf


def elements(book: Pdf) -> list[pikepdf.Object]:
    return [one for one in book.objects if isinstance(one, pikepdf.Dictionary) and one.get("/Type") == "/StructElem"]


def test_the_file_says_what_it_is(book: Pdf) -> None:
    """It is PDF 2.0, and claims the second part of PDF/UA in its revision of 2024, and no PDF/A."""
    xmp = book.Root.Metadata.read_bytes().decode()
    assert book.pdf_version == "2.0"
    assert "<pdfuaid:part>2</pdfuaid:part>" in xmp
    assert "<pdfuaid:rev>2024</pdfuaid:rev>" in xmp
    assert "pdfaid" not in xmp


def test_every_element_has_a_namespace(book: Pdf) -> None:
    """Elements are of PDF 2.0; those of types that it lacks are of PDF 1.7. Both are listed; notes have their type."""
    listed = [str(one.NS) for one in book.Root.StructTreeRoot.Namespaces]
    by_type = {str(one.S): str(one.NS.NS) for one in elements(book)}
    assert listed == ["http://iso.org/pdf2/ssn", "http://iso.org/pdf/ssn"]
    assert by_type.pop("/Reference") == listed[1]
    assert set(by_type.values()) == {listed[0]}
    assert {"/Document", "/FENote", "/H1", "/Link"} <= by_type.keys()
    assert "/Note" not in by_type


def test_a_destination_is_an_element_and_a_place(book: Pdf, data: bytes) -> None:
    """A link leads to the element with its id; viewers that know no such destinations find the place on its page."""
    names = list(book.Root.Names.Dests.Names)
    named = {str(name): to for name, to in zip(names[::2], names[1::2], strict=True)}
    for anchor, kind in (("a1", "/H1"), ("preface", "/H1"), ("a2.1", "/P")):
        element = named[anchor].SD[0]
        assert (str(element.Type), str(element.S)) == ("/StructElem", kind)
        assert element.Pg.objgen == named[anchor].D[0].objgen
        assert list(named[anchor].SD)[1:] == list(named[anchor].D)[1:]
    with pypdfium2.PdfDocument(data) as reader:
        assert [entry.get_dest().get_index() for entry in reader.get_toc()] == [5, 8, 9]


def test_the_program_s_own_proofs_read_it(data: bytes) -> None:
    """Links are found whole, as in any other book."""
    from bookbuild.model import Artifact  # noqa: PLC0415 - beside its only use

    assert verify_pdf(Artifact("book.pdf", "pdf", "book", data)) == ()


def test_lists_captions_and_notes_are_what_part_two_asks_for() -> None:
    """A list of terms says that it is one; what groups a picture and its caption is a section; others stay."""
    texts = [
        b"<</Type /StructElem/S /L/P 9 0 R/A <</O /List/ListNumbering /None>>>>",
        b"<</Type /StructElem/S /Div/P 9 0 R/K [7 0 R]>>",
        b"<</Type /StructElem/S /Caption/P 6 0 R>>",
        b"<</Type /StructElem/S /Div/P 9 0 R>>",
        b"<</Limits [0 1]/Nums []>>",
    ]
    book = PdfFile(b"2.0")
    Namespaces(book).name_elements(texts, range(5, 10), 0)
    assert b"/ListNumbering /Description" in texts[0]
    assert [text.split(b"/S /")[1].split(b"/")[0] for text in texts[:4]] == [b"L", b"Sect", b"Caption", b"Div"]
    assert texts[4] == b"<</Limits [0 1]/Nums []>>"


def test_a_field_has_its_words_as_contents() -> None:
    """So has a button, whose words are those of the choice that it belongs to."""
    texts = [
        b"<</Type /Annot/Subtype /Widget/TU (Your \\(own\\) name)>>",
        b"<</FT /Btn/TU <FEFF00E9>/Kids [7 0 R]>>",
        b"<</Subtype /Widget/Parent 6 0 R>>",
        b"<</Subtype /Link>>",
    ]
    describe_fields(texts, range(5, 9), 4)
    assert texts[0].endswith(b"/Contents (Your \\(own\\) name)>>")
    assert texts[2].endswith(b"/Contents <FEFF00E9>>>")
    assert (b"Contents" in texts[1], texts[3]) == (False, b"<</Subtype /Link>>")
