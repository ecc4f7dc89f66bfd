"""The form of a bound book, filled and read back by readers that had no part in making it."""

from dataclasses import replace
from functools import cache
from io import BytesIO

import pikepdf
import pypdf
import pypdfium2
import pytest
from pikepdf import Pdf

from bookbuild.model import Artifact, Stylesheet
from bookbuild.verify.pdf import verify_pdf
from tests.bind.small_book import bound, run, small_rendition

CSS = """
.lines > div { height: 6mm; box-sizing: border-box; border-bottom: 0.5pt solid }
.box, .tick { border: 0.5pt solid; height: 8mm }
.tick { display: inline-block; width: 3mm; height: 3mm }
"""
STEPS = "".join(f'<span class="tick" data-option="{n}" data-label="Ready? {n}"></span>' for n in (1, 2, 3))


def sheet(name: str) -> str:
    return (
        f'<h1 id="{name}">{name}</h1><p>Why?</p>'
        f'<div class="lines" data-field="text" data-name="{name}_why" data-label="Why?"><div></div><div></div></div>'
        f'<p>Name <span class="tick" data-field="line" data-name="{name}_name" data-label="Name"></span></p>'
        f'<p><span class="tick" data-field="tick" data-name="{name}_seen" data-label="Seen"></span> Seen</p>'
        f'<div data-field="choice" data-name="{name}_ready" data-label="Ready?">{STEPS}</div>'
    )


@cache
def workbook() -> bytes:
    """A book of two runs with fields, on a verso and on a recto."""
    runs = tuple(run(name, sheet(name), opens="next") for name in ("a1", "a2"))
    rendition = small_rendition()
    sheets = (*rendition.stylesheets, Stylesheet("work.css", CSS))
    outcome = bound(replace(rendition, runs=runs, outline=(), stylesheets=sheets))
    assert outcome.diagnostics == ()
    return outcome.value


NAMES = [f"{name}_{field}" for name in ("a1", "a2") for field in ("why", "name", "seen", "ready")]
LABELS = ["Why?", "Name", "Seen", "Ready?"] * 2
FILLED = {"a1_why": "Für “Öre”: 5 €", "a2_name": "Ada", "a1_seen": "/Yes", "a2_ready": "/2"}


def test_an_independent_reader_finds_every_field() -> None:
    """The fields of all runs are in one form, in order, by names of their own, each with its label and still empty."""
    fields = pypdf.PdfReader(BytesIO(workbook())).get_fields() or {}
    assert list(fields) == NAMES
    assert [field["/TU"] for field in fields.values()] == LABELS
    assert {field.get("/V", "") for field in fields.values()} == {"", "/Off"}


def test_a_form_is_filled_and_read_back() -> None:
    """What another program writes into the fields is there for the next one that opens the file."""
    writer = pypdf.PdfWriter(clone_from=BytesIO(workbook()))
    for page in writer.pages:
        writer.update_page_form_field_values(page, FILLED, auto_regenerate=False)
    written = BytesIO()
    writer.write(written)
    with Pdf.open(written) as pdf:
        values = {str(field.T): str(field.V) for field in pdf.Root.AcroForm.Fields if "/V" in field}
    assert {name: value for name, value in values.items() if value != "/Off"} == FILLED


def test_empty_fields_print_nothing() -> None:
    """With its empty fields a page looks as it does without them."""
    document = pypdfium2.PdfDocument(workbook())
    document.init_forms()
    for page in document:
        shown, plain = (page.render(may_draw_forms=drawn, draw_annots=drawn) for drawn in (True, False))
        assert shown.to_pil().tobytes() == plain.to_pil().tobytes()


def test_filled_fields_are_seen() -> None:
    """What is filled in stands on the page, in the book's own font."""
    writer = pypdf.PdfWriter(clone_from=BytesIO(workbook()))
    writer.update_page_form_field_values(writer.pages[0], {"a1_name": "i", "a1_seen": "/Yes"}, auto_regenerate=False)
    written = BytesIO()
    writer.write(written)
    empty, filled = (pypdfium2.PdfDocument(data) for data in (workbook(), written.getvalue()))
    for document in (empty, filled):
        document.init_forms()
    before, after = (document[0].render(may_draw_forms=True).to_pil().tobytes() for document in (empty, filled))
    assert before != after


def test_the_tab_key_follows_the_structure() -> None:
    """Pages take their tab order from the structure, which has each field where it stands in the text."""
    with Pdf.open(BytesIO(workbook())) as pdf:
        assert {str(page.obj.Tabs) for page in pdf.pages} == {"/S"}
        annotations = [one.objgen for page in pdf.pages for one in page.obj.Annots]
        assert list(_forms(pdf.Root.StructTreeRoot)) == annotations


def _forms(element: pikepdf.Object) -> list[tuple[int, int]]:
    found: list[tuple[int, int]] = []
    for kid in element.get("/K", ()):
        if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
            found += [kid.K[0].Obj.objgen] if str(kid.S) == "/Form" else _forms(kid)
    return found


def test_the_font_of_the_form_can_write_what_people_type() -> None:
    """It is embedded with all of Windows-1252, and on lines it has a line's height for its own."""
    with Pdf.open(BytesIO(workbook())) as pdf:
        fonts = pdf.Root.AcroForm.DR.Font
        leaded = round(6 * 72 / 25.4 / 10 * 1000)
        assert set(fonts.keys()) == {"/Field", f"/Field{leaded}"}
        assert len({font.FontDescriptor.FontFile2.objgen for _, font in fonts.items()}) == 1
        descriptor = fonts[f"/Field{leaded}"].FontDescriptor
        assert float(descriptor.Ascent) - float(descriptor.Descent) == leaded
        assert [float(width) for width in fonts.Field.Widths if float(width) <= 0] == []
        assert "/NeedAppearances" not in pdf.Root.AcroForm


def test_a_workbook_passes_its_own_examination() -> None:
    """Nothing is wrong with a book that has fields."""
    assert verify_pdf(Artifact("book.pdf", "pdf", "book", workbook(), 2)) == ()


def test_a_book_without_fields_has_no_form() -> None:
    """Nobody is offered a form where there is nothing to fill in."""
    with Pdf.open(BytesIO(bound(small_rendition()).value)) as pdf:
        assert "/AcroForm" not in pdf.Root


@pytest.mark.parametrize("name", NAMES)
def test_fields_stay_on_their_page(name: str) -> None:
    """A field is moved towards the fold with the text around it, and stays inside its page."""
    with Pdf.open(BytesIO(workbook())) as pdf:
        for page in pdf.pages:
            for one in page.obj.Annots:
                if name in {str(one.get("/T", "")), str(one.get("/Parent", one).get("/T", ""))}:
                    left, bottom, right, top = map(float, one.Rect)
                    assert 0 < left < right < float(page.mediabox[2])
                    assert 0 < bottom < top < float(page.mediabox[3])
