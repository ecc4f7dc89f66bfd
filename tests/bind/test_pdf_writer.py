"""Files written as they come, read back by two readers that had no part in it."""

from io import BytesIO

import pikepdf
import pydyf
import pypdf

from bookbuild.bind.pdf_writer import PAGES, STRUCTURE, PdfFile, array, extended, reference

MANY = 300  # more than one object stream holds


def written(*, note: str = "a note") -> bytes:
    """A file of a page, a stream, and many objects of both kinds, put in an order that is not that of their numbers."""
    book = PdfFile()
    numbers, (tree, page) = book.reserve(MANY), book.reserve(2)
    for number in reversed(numbers):
        book.put(number, b"<</Place %d>>" % (number - numbers.start), STRUCTURE if number % 2 else PAGES)
    contents = book.add_stream(b"q Q", Note=pydyf.String(note))
    leaf = {"Type": "/Page", "Parent": reference(tree), "MediaBox": pydyf.Array([0, 0, 90, 60]), "Contents": contents}
    book.put(page, extended(pydyf.Dictionary(leaf).data, b"/Resources<<>>"))
    book.put(tree, b"<</Type/Pages/Count 1/Kids%b>>" % array([page]))
    catalog = {"Type": "/Catalog", "Pages": reference(tree), "All": array(numbers)}
    return book.finish(book.add(catalog), book.add({"Title": pydyf.String("Büro (1)")}))


def test_every_object_is_found() -> None:
    """Two readers find each object under its number, whenever it was put, and streams as they were."""
    with pikepdf.Pdf.open(BytesIO(written()), attempt_recovery=False) as pdf:
        assert pdf.check_pdf_syntax() == []
        assert [int(one.Place) for one in pdf.Root.All] == list(range(MANY))
        assert pdf.pages[0].Contents.read_bytes() == b"q Q"
        assert str(pdf.docinfo.Title) == "Büro (1)"
    reader = pypdf.PdfReader(BytesIO(written()), strict=True)
    everything = reader.root_object["/All"]
    assert isinstance(everything, pypdf.generic.ArrayObject)
    assert [one.get_object()["/Place"] for one in everything] == list(range(MANY))


def test_the_structure_stands_apart() -> None:
    """Reading the pages alone does not read what the structure is made of."""
    with pikepdf.Pdf.open(BytesIO(written())) as pdf:
        streams = [one for one in pdf.objects if isinstance(one, pikepdf.Stream) and one.get("/Type") == "/ObjStm"]
        for stream in streams:
            numbers = list(map(int, stream.read_bytes()[: int(stream.First)].split()))[::2]
            assert len({number % 2 for number in numbers if number <= MANY}) <= 1


def test_a_file_is_identified_by_what_is_in_it() -> None:
    """The same objects make the same bytes; others make another identifier."""
    assert written() == written()
    identities = {str(pypdf.PdfReader(BytesIO(written(note=note))).trailer["/ID"]) for note in ("a note", "another")}
    assert len(identities) == 2


def test_a_stream_that_ends_in_a_carriage_return_has_its_length() -> None:
    """Of the line end before `endstream` no reader counts a byte to the stream, or one of the stream to it."""
    book = PdfFile()
    (number,) = book.reserve(1)
    book.put_stream(number, b"<</Length 4>>", b"abc\r")
    assert b"stream\nabc\r\r\nendstream" in book.finish(reference(number), reference(number))
