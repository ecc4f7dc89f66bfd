"""Verification of PDFs: nothing in a sound file, and every fault by its name."""

import io
from collections.abc import Callable

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, Pdf, String

from bookbuild.model import Artifact
from bookbuild.verify.pdf import verify_pdf


def unchanged(_: Pdf) -> None:
    """Leave the file as it is."""


def artifact(change: Callable[[Pdf], None] = unchanged, pages: int = 2) -> Artifact:
    """Return a sound PDF of two pages, with one thing changed."""
    with pikepdf.new() as pdf:
        descriptor = Dictionary(FontFile2=pdf.make_stream(b"program"))
        entries = {"/Subtype": Name.TrueType, "/BaseFont": Name("/Serif"), "/FontDescriptor": descriptor}
        font = pdf.make_indirect(Dictionary({"/Type": Name.Font} | entries))
        for _ in range(2):
            page = pdf.add_blank_page()
            page.obj.Resources = Dictionary(Font=Dictionary(F1=font))
        outward = Dictionary(S=Name.URI, URI=String("https://example.org/"))
        pdf.pages[0].obj.Annots = Array([link(Dest=String("there")), link(A=outward)])
        tree = pikepdf.NameTree.new(pdf)
        tree["there"] = Array([pdf.pages[1].obj, Name.Fit])
        pdf.Root.Names = Dictionary(Dests=tree.obj)
        pdf.Root.Lang = String("en")
        pdf.Root.Outlines = Dictionary(First=Dictionary(Title=String("One"), Dest=String("there")))
        pdf.docinfo.Title = String("Bread")
        change(pdf)
        written = io.BytesIO()
        pdf.save(written)
    return Artifact("book.pdf", "pdf", "book", written.getvalue(), pages)


def link(**entries: object) -> Dictionary:
    return Dictionary({"/Type": Name.Annot, "/Subtype": Name.Link, "/Rect": Array([0, 0, 9, 9])} | slashed(entries))


def slashed(entries: dict[str, object]) -> dict[str, object]:
    return {f"/{key}": value for key, value in entries.items()}


def add_link(**entries: object) -> Callable[[Pdf], None]:
    return lambda pdf: pdf.pages[0].obj.Annots.append(link(**entries))


def bare_font() -> Dictionary:
    return Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name("/Times"))


def use_bare_font(pdf: Pdf) -> None:
    pdf.pages[0].obj.Resources.Font.F2 = bare_font()


def use_bare_font_in_a_form(pdf: Pdf) -> None:
    form = pdf.make_stream(b"", Subtype=Name.Form, Resources=Dictionary(Font=Dictionary(F1=bare_font())))
    pdf.pages[1].obj.Resources.XObject = Dictionary(X1=form)


def use_composite_font(pdf: Pdf, **descriptor: object) -> None:
    inner = Dictionary(Type=Name.Font, Subtype=Name.CIDFontType0, FontDescriptor=Dictionary(slashed(descriptor)))
    font = Dictionary(Type=Name.Font, Subtype=Name.Type0, BaseFont=Name("/Wide"), DescendantFonts=Array([inner]))
    pdf.pages[1].obj.Resources = Dictionary(Font=Dictionary(F1=font))


def use_embedded_composite_font(pdf: Pdf) -> None:
    use_composite_font(pdf, FontFile3=pdf.make_stream(b"program"))


def break_outline(pdf: Pdf) -> None:
    pdf.Root.Outlines.First.Dest = String("gone")


def drop_language(pdf: Pdf) -> None:
    del pdf.Root.Lang


def drop_title(pdf: Pdf) -> None:
    del pdf.docinfo["/Title"]


def drop_page(pdf: Pdf) -> None:
    del pdf.pages[1]


def run_on_opening(pdf: Pdf) -> None:
    pdf.Root.OpenAction = Dictionary(S=Name.JavaScript)


def field(name: str, label: str = "When?") -> Dictionary:
    return Dictionary(FT=Name.Tx, T=String(name), TU=String(label))


def add_form(*fields: Dictionary, font: Callable[[], Dictionary] | None = None) -> Callable[[Pdf], None]:
    def change(pdf: Pdf) -> None:
        fonts = Dictionary({"/Field": font()}) if font else Dictionary()
        pdf.Root.AcroForm = Dictionary(Fields=Array(fields), DR=Dictionary(Font=fonts))

    return change


@pytest.mark.parametrize("change", [unchanged, use_embedded_composite_font, add_form(field("day"), field("year"))])
def test_sound_file_has_no_findings(change: Callable[[Pdf], None]) -> None:
    """In a PDF with fonts, language, title and links that lead somewhere nothing is found."""
    assert verify_pdf(artifact(change)) == ()


@pytest.mark.parametrize(
    ("change", "code", "message"),
    [
        (use_bare_font, "malformed-output", "page 1: the font Times"),
        (use_bare_font_in_a_form, "malformed-output", "page 2: the font Times"),
        (use_composite_font, "malformed-output", "page 2: the font Wide"),
        (add_link(Dest=String("nowhere")), "dead-destination", "page 1: a link leads to nowhere"),
        (add_link(A=Dictionary(S=Name.GoTo, D=String("nowhere"))), "dead-destination", "leads to nowhere"),
        (add_link(A=Dictionary(S=Name.URI, URI=String("file:///etc/x"))), "malformed-output", "file:///etc/x"),
        (add_link(A=Dictionary(S=Name.URI, URI=String("JavaScript:x()"))), "malformed-output", "JavaScript:x()"),
        (add_link(A=Dictionary(S=Name.Launch, F=String("x"))), "malformed-output", "/Launch"),
        (break_outline, "dead-destination", "outline, One"),
        (drop_language, "malformed-output", "no language"),
        (drop_title, "malformed-output", "no title"),
        (drop_page, "malformed-output", "1 pages, but 2"),
        (run_on_opening, "malformed-output", "has an action that runs"),
        (add_form(field("day"), field("day")), "malformed-output", "2 form fields have the name 'day'"),
        (add_form(field("")), "malformed-output", "1 form fields have the name ''"),
        (add_form(field("day", label="")), "malformed-output", "the form field 'day' has no label"),
        (add_form(field("day"), font=bare_font), "malformed-output", "the form's font Times"),
    ],
)
def test_fault_is_found(change: Callable[[Pdf], None], code: str, message: str) -> None:
    """Whatever a reader's device would stumble over is found, and named by its place."""
    findings = verify_pdf(artifact(change))
    assert [found.code for found in findings] == [code], findings
    assert message in findings[0].message


def test_shared_font_is_reported_once() -> None:
    """A font without its program is one finding, however many pages use it."""

    def share(pdf: Pdf) -> None:
        font = pdf.make_indirect(bare_font())
        for page in pdf.pages:
            page.obj.Resources = Dictionary(Font=Dictionary(F1=font))

    assert len(verify_pdf(artifact(share))) == 1


def test_what_is_no_pdf_is_reported() -> None:
    """A file that cannot be opened is a finding, not a crash."""
    assert [found.code for found in verify_pdf(Artifact("book.pdf", "pdf", "book", b"no"))] == ["malformed-output"]
