"""What may be in a PDF, and what of it is printed."""

from io import BytesIO

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, Pdf, Stream, String

from bookbuild.diagnostics import BookError
from bookbuild.imposition import impose
from bookbuild.model import SheetSettings
from tests.imposition.documents import A5, Leaf, colour_at, document, numbered

A4, A3 = (841.89, 595.28), (1190.55, 841.89)


def imposed(pdf: bytes, paper: tuple[float, float] = (210, 297)) -> bytes:
    return impose(pdf, SheetSettings(paper=paper)).value.pdf


def test_what_is_trimmed_off_is_not_printed() -> None:
    """Of a page with bleed, nothing is seen outside of its trim box."""

    def blacken(pdf: Pdf) -> None:
        for page in pdf.pages:
            page.Contents = pdf.make_indirect(Stream(pdf, b"-50 -50 1000 1000 re f"))

    sheets = imposed(document([Leaf(bleed=20)] * 4, blacken), (297, 420))
    left = (A3[0] / 2 - A5[0], (A3[1] - A5[1]) / 2)
    assert colour_at(sheets, 0, left[0] + 3, left[1] + 3) == (0, 0, 0)
    assert colour_at(sheets, 0, left[0] - 3, left[1] + 3) == (255, 255, 255)
    assert colour_at(sheets, 0, left[0] + 3, left[1] - 3) == (255, 255, 255)


def test_hidden_layers_stay_hidden() -> None:
    """A layer that the document does not show is not printed either."""

    def hide(pdf: Pdf) -> None:
        layer = pdf.make_indirect(Dictionary(Type=Name.OCG, Name=String("Draft")))
        pdf.Root.OCProperties = Dictionary(OCGs=[layer], D=Dictionary(OFF=[layer], Order=[layer]))
        pdf.pages[0].obj.Resources.Properties = Dictionary(L=layer)
        pdf.pages[0].Contents = pdf.make_indirect(Stream(pdf, b"/OC /L BDC 0 0 1000 1000 re f EMC"))

    assert colour_at(imposed(document([Leaf()] * 2, hide)), 0, 600, 300) == (255, 255, 255)


def test_filled_fields_are_printed() -> None:
    """What a form's field shows becomes part of its page, and no field is left."""

    def fill(pdf: Pdf) -> None:
        shown = Stream(pdf, b"1 0 0 rg 0 0 40 40 re f")
        shown.Type, shown.Subtype, shown.BBox = Name.XObject, Name.Form, Array([0, 0, 40, 40])
        widget = Dictionary(
            Type=Name.Annot, Subtype=Name.Widget, FT=Name.Tx, T=String("name"), F=4, Rect=[10, 10, 50, 50]
        )
        widget.AP = Dictionary(N=pdf.make_indirect(shown))
        field = pdf.make_indirect(widget)
        pdf.pages[0].obj.Annots = Array([field])
        pdf.Root.AcroForm = Dictionary(Fields=[field])

    sheets = imposed(document([Leaf()] * 2, fill))
    assert colour_at(sheets, 0, A4[0] / 2 + 30, 30) == (255, 0, 0)
    with Pdf.open(BytesIO(sheets)) as pdf:
        assert "/AcroForm" not in pdf.Root
        assert all("/Annots" not in page for page in pdf.pages)


def broken_page(pdf: Pdf) -> None:
    content = Stream(pdf, b"no deflated data at all")
    content.Filter = Name.FlateDecode
    pdf.pages[0].Contents = pdf.make_indirect(content)


@pytest.mark.parametrize(
    ("pdf", "why"),
    [
        (b"", "damaged or not a PDF"),
        (b"GIF89a", "damaged or not a PDF"),
        (numbered(4)[:-200], "damaged or not a PDF"),
        (numbered(4)[:700] + numbered(4)[760:], "damaged or not a PDF"),
        (numbered(4, encryption=pikepdf.Encryption(owner="o", user="u")), "locked with a password"),
        (numbered(0), "no pages"),
        (document([Leaf(size=(0.2, 300))]), "page 1 has no size"),
    ],
)
def test_what_cannot_be_imposed_is_reported(pdf: bytes, why: str) -> None:
    """A file that is not a PDF, damaged, locked, or without pages is an error with the reason."""
    with pytest.raises(BookError) as caught:
        impose(pdf, SheetSettings(), name="file.pdf")
    (found,) = caught.value.diagnostics
    assert (found.code, str(found.location)) == ("unreadable-pdf", "file.pdf")
    assert why in found.message


def test_a_damaged_page_is_reported() -> None:
    """A page whose content cannot be unpacked is found before it is printed empty."""
    with pytest.raises(BookError, match="damaged"):
        impose(document([Leaf()] * 2, broken_page), SheetSettings())


def test_a_file_that_opens_without_a_password_is_read() -> None:
    """A password that is needed only to change a file is not needed to impose it."""
    locked = numbered(2, encryption=pikepdf.Encryption(owner="o", user=""))
    with Pdf.open(BytesIO(imposed(locked))) as sheets:
        assert not sheets.is_encrypted


def size_of(**boxes: object) -> tuple[float, float]:
    """Return the size of a page with these keys on its sheet, in points."""
    pdf = document([Leaf(size=(300, 400), more=boxes)])
    with Pdf.open(BytesIO(imposed(pdf))) as sheets:
        form = next(form for page in sheets.pages for form in page.Resources.get("/XObject", {}).values())
        left, bottom, right, top = map(float, form.BBox)
        return right - left, top - bottom


@pytest.mark.parametrize(
    ("boxes", "size"),
    [
        ({"CropBox": Array([-100, -100, 900, 900])}, (300, 400)),
        ({"TrimBox": Array([-100, 20, 900, 900])}, (300, 380)),
        ({"CropBox": Array([40, 60, 240, 360]), "TrimBox": Array([0, 0, 300, 400])}, (200, 300)),
        ({"CropBox": Array([40, 60, 240, 360]), "TrimBox": Array([50, 70, 230, 350])}, (180, 280)),
        ({"CropBox": Array([240, 360, 40, 60])}, (200, 300)),
        ({"CropBox": Array([1000, 1000, 1200, 1200])}, (300, 400)),
        ({"CropBox": Array([]), "TrimBox": Array([0, 0, 0, 0])}, (300, 400)),
    ],
)
def test_boxes_count_within_those_around_them(boxes: dict[str, object], size: tuple[float, float]) -> None:
    """A page is trimmed within its crop within its medium; a box apart from them, or empty, does not count."""
    assert size_of(**boxes) == size


def test_what_is_appended_to_a_file_does_not_matter() -> None:
    """A file is read though a server or a mail program appended something to it."""
    assert imposed(numbered(2) + b"\0" * 3000) == imposed(numbered(2))
