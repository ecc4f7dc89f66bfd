"""A whole small book, bound and read back by two independent readers."""

import importlib.resources
from collections.abc import Iterator
from dataclasses import replace
from hashlib import sha256
from io import BytesIO

import pikepdf
import pypdfium2
import pytest
from pikepdf import Name, Pdf

from bookbuild.bind.identity import catalog_entries
from bookbuild.diagnostics import BookError
from bookbuild.model import Stylesheet
from bookbuild.typefaces import load_typefaces
from tests.bind.small_book import (
    GEOMETRY,
    bound,
    bound_of,
    doctored,
    pages,
    parts_of,
    run,
    small_parts,
    small_rendition,
)
from tests.layout.jobs import typefaces

POINTS = 72 / 25.4
LABELS = ["Cover", "", "i", "ii", "iii", "iv", "v", "vi", "1", "2", "3", "4", "5", "6"]


@pytest.fixture(scope="module")
def data() -> bytes:
    outcome = bound_of(small_rendition(), *small_parts())
    assert outcome.diagnostics == ()
    return outcome.value


@pytest.fixture
def book(data: bytes) -> Iterator[Pdf]:
    with Pdf.open(BytesIO(data)) as pdf:
        yield pdf


@pytest.fixture
def reader(data: bytes) -> Iterator[pypdfium2.PdfDocument]:
    document = pypdfium2.PdfDocument(data)
    yield document
    document.close()


def text_of(reader: pypdfium2.PdfDocument, place: int) -> list[str]:
    text: str = reader[place].get_textpage().get_text_bounded()
    return text.split()


def test_pages_carry_text_and_furniture(reader: pypdfium2.PdfDocument) -> None:
    """Each page has its run's text, running head and folio, and openings, bare pages and blanks have less."""
    texts = [" ".join(sorted(text_of(reader, place))) for place in range(len(reader))]
    assert texts[1] == ""
    assert texts[2] == "By an author title"
    assert texts[4].startswith("1 2 6 a1 a2.1 c1 contents iii")
    assert texts[6] == "Preface two v"
    assert texts[7] == ""
    assert texts[8] == "c1"
    assert texts[10] == "3 Article One middle"
    assert texts[11] == "4 Chapter One end"
    assert texts[13] == "6 Chapter One second words"


def test_page_labels(book: Pdf, reader: pypdfium2.PdfDocument) -> None:
    """The cover is called so, front pages are roman, the body begins at 1 on a recto; two readers agree."""
    assert [str(page.label) for page in book.pages] == LABELS
    assert [reader.get_page_label(place) for place in range(len(reader))] == LABELS


def test_outline(reader: pypdfium2.PdfDocument) -> None:
    """The outline is nested as the contents, folded below its first level, and leads to the right pages."""
    entries = [(one.level, one.get_title(), one.get_count(), one.get_dest().get_index()) for one in reader.get_toc()]
    assert entries == [(0, "Preface", 0, 5), (0, "7 One", -1, 8), (1, "A1", 0, 9)]


def test_links_lead_to_their_pages(book: Pdf) -> None:
    """Links within the book lead to named destinations, others out of it, and all of them have a description."""
    names = list(book.Root.Names.Dests.Names)
    places = {
        str(name): book.pages.index(pikepdf.Page(place[0])) for name, place in zip(names[::2], names[1::2], strict=True)
    }
    assert places == {"preface": 5, "c1": 8, "a1": 9, "a2.1": 13}
    annotations = list(book.pages[9].obj.Annots)
    assert [str(one.Contents) for one in annotations] == ["to the second", "out", "1"]
    assert [str(one.get("/Dest", "")) for one in annotations] == ["a2.1", "", "c1"]
    assert str(annotations[1].A.URI) == "https://example.org/"


def test_text_block_moves_towards_the_fold(book: Pdf, reader: pypdfium2.PdfDocument) -> None:
    """Laid out between equal margins, text begins at the inner margin of a recto and at the outer of a verso, and
    destinations, links and pictures' boxes move along; the cover stays.
    """
    lefts = {place: reader[place].get_textpage().get_charbox(0)[0] / POINTS for place in (0, 8, 9, 10)}
    assert lefts[0] == pytest.approx(15, abs=0.5)
    assert lefts[8] == pytest.approx(GEOMETRY.inner, abs=0.5)
    assert lefts[9] == pytest.approx(GEOMETRY.outer, abs=0.5)
    names = list(book.Root.Names.Dests.Names)
    places = {str(name): round(float(place[2]) / POINTS) for name, place in zip(names[::2], names[1::2], strict=True)}
    assert places == {"preface": GEOMETRY.outer, "c1": GEOMETRY.inner, "a1": GEOMETRY.outer, "a2.1": GEOMETRY.outer}
    (figure,) = [one for one in _elements(book.Root.StructTreeRoot) if one.S == "/Figure"]
    assert float(figure.A.BBox[0]) / POINTS == pytest.approx(GEOMETRY.inner, abs=0.01)
    assert float(book.pages[9].obj.Annots[0].Rect[0]) / POINTS > GEOMETRY.outer


def test_boxes(book: Pdf) -> None:
    """Every page, blanks too, has the size of the geometry and its trim box."""
    for page in book.pages:
        size = [0, 0, GEOMETRY.width * POINTS, GEOMETRY.height * POINTS]
        assert [float(side) for side in page.obj.MediaBox] == pytest.approx(size, abs=0.01)
        assert [float(side) for side in page.obj.TrimBox] == pytest.approx(size, abs=0.01)


def test_fonts_are_embedded_once(book: Pdf) -> None:
    """Each typeface is one subset program in the file, whatever number of runs used it, and its text can be copied."""
    dictionaries = [page.obj.Resources.Font for page in book.pages if "/Contents" in page.obj]
    fonts = {font.objgen: font for dictionary in dictionaries for font in dictionary.values()}
    programs = {_descriptor(font).FontFile2.objgen for font in fonts.values()}
    assert len(fonts) == len(programs) == 3
    for font in fonts.values():
        name = str(font.BaseFont)[1:]
        assert name[:6].isupper()
        assert name[6] == "+"
        assert font.ToUnicode.read_bytes().count(b"beginbfchar") >= 1
        assert _descriptor(font).FontName == font.BaseFont
    assert sum(Name.FontFile2 in one for one in book.objects if isinstance(one, pikepdf.Dictionary)) == 3


def _descriptor(font: pikepdf.Object) -> pikepdf.Object:
    return font.DescendantFonts[0].FontDescriptor


def _elements(element: pikepdf.Object) -> Iterator[pikepdf.Object]:
    for kid in element.get("/K", ()):
        if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
            yield kid
            yield from _elements(kid)


@pytest.mark.parametrize(
    ("family", "kind"), [("Source Code Pro", ("/CIDFontType2", "/FontFile2")), ("Own", ("/CIDFontType0", "/FontFile3"))]
)
def test_outlines_are_embedded_as_they_are(family: str, kind: tuple[str, str]) -> None:
    """A TrueType face is embedded as TrueType, its glyphs found by their ids, one with CFF outlines as that."""
    cff = (importlib.resources.files("font_source_serif_pro") / "files" / "SourceSerifPro-Regular.otf").read_bytes()
    own = replace(typefaces()[0], family="Own", data=cff, digest=sha256(cff).hexdigest())
    code = next(face for face in (*load_typefaces(), own) if face.family == family)
    css = Stylesheet("code.css", f'p {{ font-family: "{code.family}" }}')
    rendition = replace(small_rendition(), runs=(run("a1", pages("a1", "spoken words")),), outline=())
    outcome = bound(replace(rendition, stylesheets=(*rendition.stylesheets, css), typefaces=(*typefaces(), code)))
    assert text_of(pypdfium2.PdfDocument(outcome.value), 0)[:3] == ["a1", "spoken", "words"]
    with Pdf.open(BytesIO(outcome.value)) as pdf:
        fonts = {str(font.BaseFont)[8:]: font.DescendantFonts[0] for font in pdf.pages[0].obj.Resources.Font.values()}
        font = fonts[family.replace(" ", "-")]
        assert (str(font.Subtype), "/CIDToGIDMap" in font) == (kind[0], kind[1] == "/FontFile2")
        assert len(font.FontDescriptor[kind[1]].read_bytes()) < len(code.data) / 4


def test_one_structure_tree(book: Pdf) -> None:
    """All runs hang under one document, and every key leads from its page or link into the tree."""
    root = book.Root.StructTreeRoot
    (document,) = root.K
    assert document.S == "/Document"
    elements = {one.objgen: one for one in _elements(root)}
    kids = dict(pikepdf.NumberTree(root.ParentTree).items())
    assert list(kids) == list(range(int(root.ParentTreeNextKey)))
    for page in book.pages:
        if "/StructParents" in page.obj:
            marks = kids[int(page.obj.StructParents)]
            assert all(mark is None or elements[mark.objgen].Pg.objgen == page.obj.objgen for mark in marks)
        for annotation in page.obj.get("/Annots", ()):
            link = kids[int(annotation.StructParent)]
            assert link.S == "/Link"
            assert any(kid.Obj.objgen == annotation.objgen for kid in link.K if isinstance(kid, pikepdf.Dictionary))
    assert [str(name) for name in root.IDTree.Names][::2] == ["a1.note-1"]


def test_furniture_is_an_artifact(book: Pdf) -> None:
    """Furniture is drawn last, within an artifact of pagination, and the text's own content is untouched."""
    contents = book.pages[10].obj.Contents
    assert contents[0].read_bytes().startswith(b"q 1 0 0 1 -14.17")
    assert contents[2].read_bytes() == b"\nQ\n/Artifact <</Type /Pagination>> BDC\nq /Furniture Do Q\nEMC"
    runs, _ = small_parts()
    assert contents[1].read_raw_bytes() == runs[5].objects.streams[1]


def test_metadata_of_the_file(book: Pdf) -> None:
    """Title, creators, dates and language come from the identity, in the information, the XMP and the catalog."""
    info = {key: str(value) for key, value in book.docinfo.items()}
    assert info["/Title"] == "Small & whole"
    assert info["/Author"] == "A. Author, B. <Author>"
    assert info["/Keywords"] == "work, rest"
    assert info["/CreationDate"] == info["/ModDate"] == "D:20240506070809Z"
    with book.open_metadata() as xmp:
        assert xmp["dc:title"] == "Small & whole"
        assert xmp["dc:creator"] == ["A. Author", "B. <Author>"]
        assert xmp["xmp:ModifyDate"] == "2024-05-06T07:08:09Z"
        assert xmp["{http://www.aiim.org/pdfua/ns/id/}part"] == "1"
    root = book.Root
    assert (str(root.Lang), str(root.PageMode), str(root.PageLayout)) == ("en", "/UseOutlines", "/TwoPageRight")
    assert root.ViewerPreferences.DisplayDocTitle
    assert root.MarkInfo.Marked


def test_same_bytes(data: bytes) -> None:
    """Laid out and bound a second time, the book is the same, byte for byte."""
    assert bound(small_rendition()).value == data


def test_right_to_left() -> None:
    """A book read from right to left has its fold on the other side of each page, in its viewer preferences too."""
    rendition = replace(small_rendition(), direction="rtl")
    outcome = bound_of(rendition, *parts_of(rendition))
    with Pdf.open(BytesIO(outcome.value)) as pdf:
        assert pdf.Root.ViewerPreferences.Direction == "/R2L"
        assert pdf.pages[10].obj.Contents[0].read_bytes().startswith(b"q 1 0 0 1 14.17")


def test_a_missing_glyph_takes_the_claim_away() -> None:
    """A file with a glyph that stands for none is not said to conform to PDF/UA, which allows no such glyph."""
    runs, _ = small_parts()
    font = runs[5].fonts[0]
    lacking = replace(font, missing=(font.texts[0][0],))
    fonts = tuple(lacking if one is font else one for one in runs[5].fonts)
    claims = []
    for data in (bound(small_rendition()).value, bound_of(small_rendition(), *doctored(5, fonts=fonts)).value):
        with Pdf.open(BytesIO(data)) as pdf, pdf.open_metadata() as xmp:
            claims.append(xmp.get("{http://www.aiim.org/pdfua/ns/id/}part"))
    assert claims == ["1", None]


def test_code_keeps_its_order() -> None:
    """A book with listings is not said to run from the right: viewers would copy their lines in the wrong order. Code
    within lines has their direction.
    """
    rendition = replace(small_rendition(), direction="rtl")
    texts = ("<pre><code>f()</code></pre>", "<p>م <code dir='ltr'>f()</code></p>", "<p>م</p>")
    books = [replace(rendition, runs=(replace(rendition.runs[0], xhtml=text),)) for text in texts]
    assert ["Direction" in catalog_entries(book)["ViewerPreferences"] for book in books] == [False, True, True]


def test_fonts_must_agree() -> None:
    """One name of a font for two typefaces stops the binding, since page contents cannot distinguish them."""
    runs, _ = small_parts()
    shared = {font.key for font in runs[6].fonts}
    font = next(one for one in runs[5].fonts if one.key in shared)
    other = next(one.digest for one in runs[5].fonts if one.key != font.key)
    with pytest.raises(BookError, match=r"error\[malformed-output\]: the font 'Source Serif 4'"):
        bound_of(small_rendition(), *doctored(5, fonts=(replace(font, digest=other),)))


def test_missing_characters_stay_apart() -> None:
    """Characters that no font has can be copied rightly, though each run counts its own."""
    runs = (run("a1", pages("a1", "one ⚓")), run("a2", pages("a2", "two 日")))
    reader = pypdfium2.PdfDocument(bound(replace(small_rendition(), runs=runs, outline=())).value)
    assert [text_of(reader, place)[:3] for place in range(2)] == [["a1", "one", "⚓"], ["a2", "two", "日"]]


def test_furniture_takes_nothing_from_a_page() -> None:
    """Where a run draws something of its own, its pages keep that beside their furniture."""
    faded = run("a1", pages("a1", '<span style="opacity: 0.5">faint</span>', "plain"), heads=("One", "Two"))
    with Pdf.open(BytesIO(bound(replace(small_rendition(), runs=(faded,), outline=())).value)) as pdf:
        pictures = [page.obj.Resources.XObject for page in pdf.pages]
        assert all(len(one) == 2 for one in pictures)
        assert all(one.Furniture.Subtype == "/Form" for one in pictures)
        assert pictures[0].Furniture.objgen != pictures[1].Furniture.objgen


def test_furniture_that_lacks_pages_is_reported() -> None:
    """A stylesheet of the project may hide what its pages are made of: there is no book without page numbers then."""
    with pytest.raises(BookError, match="running heads and page numbers fill 0 pages of 14"):
        bound_of(small_rendition(), small_parts()[0], [])
