"""Fields and remarks of which a PDF does not define the appearance."""

from collections.abc import Callable, Mapping

import pypdfium2
import pytest
from pikepdf import Array, Dictionary, Name, Object, Pdf, Stream, String

from bookbuild.diagnostics import Outcome
from bookbuild.imposition import impose
from bookbuild.model import ImposedSheets, SheetSettings
from tests.imposition.documents import Leaf, colour_at, document

RIGHT_PAGE = 841.89 / 2
"""Where page 1 begins on a sheet of A4, in points."""
RED, GREEN, WHITE = (255, 0, 0), (0, 255, 0), (255, 255, 255)
Marks = list[dict[str, object]]


def imposed(marks: Marks, form: dict[str, object] | None = None) -> Outcome[ImposedSheets]:
    """Impose two pages of A5 with these annotations on the first."""

    def mark(pdf: Pdf) -> None:
        made = [pdf.make_indirect(_dictionary({"Type": Name.Annot, "F": 4, **one})) for one in marks]
        pdf.pages[0].obj.Annots = Array(made)
        if form is not None:
            pdf.Root.AcroForm = _dictionary({"Fields": Array(made), **form})

    return impose(document([Leaf()] * 2, mark), SheetSettings(paper=(210, 297)), name="form.pdf")


def colours(outcome: Outcome[ImposedSheets], *points: tuple[float, float]) -> list[tuple[int, ...]]:
    return [colour_at(outcome.value.pdf, 0, RIGHT_PAGE + x, y) for x, y in points]


def _dictionary(values: Mapping[str, object]) -> Dictionary:
    return Dictionary({f"/{key}": value for key, value in values.items()})


def field(kind: Object, **more: object) -> dict[str, object]:
    look = Dictionary(BC=[1, 0, 0], BG=[0, 1, 0])
    return {"Subtype": Name.Widget, "FT": kind, "T": String("f"), "Rect": [10, 10, 90, 30], "MK": look, **more}


def test_boxes_of_fields_are_drawn() -> None:
    """Background and border of a field are on the sheet, though the file has no appearance of it."""
    outcome = imposed([field(Name.Tx, BS=Dictionary(W=4))], {})
    assert colours(outcome, (11.5, 20), (50, 20), (95, 20)) == [RED, GREEN, WHITE]
    assert outcome.diagnostics == ()


def test_a_field_without_the_flag_to_print_is_printed() -> None:
    """A field is printed though its maker forgot the flag for it; a button that starts something is not."""
    assert colours(imposed([field(Name.Tx, F=0)], {}), (50, 20)) == [GREEN]
    assert colours(imposed([field(Name.Btn, F=0, Ff=1 << 16)], {}), (50, 20)) == [WHITE]


def test_hidden_fields_are_not_drawn() -> None:
    """What a form hides stays hidden."""
    assert colours(imposed([field(Name.Tx, F=2)], {}), (50, 20)) == [WHITE]


@pytest.mark.parametrize(("state", "colour"), [("/Yes", (0, 0, 255)), ("/Off", GREEN)])
def test_a_box_is_ticked_if_it_is_on(state: str, colour: tuple[int, ...]) -> None:
    """A check box shows its mark only in its state that is on."""
    box = field(Name.Btn, V=Name(state), DA=String("/ZaDb 0 Tf 0 0 1 rg"), Rect=[10, 10, 40, 40])
    box["MK"] = Dictionary(BG=[0, 1, 0], CA=String("n"))
    assert colours(imposed([box], {}), (25, 25)) == [colour]


def words_on(outcome: Outcome[ImposedSheets]) -> str:
    with pypdfium2.PdfDocument(outcome.value.pdf) as sheets:
        return " ".join(sheets[0].get_textpage().get_text_range().split())


def test_values_of_fields_are_drawn() -> None:
    """The words that somebody filled in are on the sheet: in lines, chosen from a list, or inherited from a parent."""
    lines = field(Name.Tx, V=String("Müller\rand 5 €"), Ff=1 << 12, DA=String("/Helv 0 Tf 0 g"))
    choice = field(Name.Ch, V=String("de"), Opt=Array([Array([String("de"), String("German")])]))
    child = {"Subtype": Name.Widget, "Rect": [10, 50, 90, 70], "Parent": Dictionary(FT=Name.Tx, V=String("inherited"))}
    words = words_on(imposed([lines, choice, child], {"DA": String("/Helv 9 Tf 0 g")}))
    assert all(word in words for word in ("Müller", "and 5 €", "German", "inherited"))


def test_a_stale_appearance_is_drawn_again() -> None:
    """A form with NeedAppearances shows its values, and not what was there before."""
    assert "fresh" in words_on(imposed([field(Name.Tx, V=String("fresh"))], {"NeedAppearances": True}))


def test_letters_that_cannot_be_drawn_are_reported() -> None:
    """A value in a script that a form's fonts lack is left out, and the page is named."""
    (found,) = imposed([field(Name.Tx, V=String("Ελλάδα"))], {}).diagnostics
    assert (found.code, found.message) == (
        "not-on-sheets",
        "the file does not say how to draw a field of the form (page 1), so the sheets lack it",
    )


QUAD = [10, 40, 90, 40, 10, 10, 90, 10]


@pytest.mark.parametrize(
    ("mark", "point"),
    [
        ({"Subtype": Name.Highlight, "QuadPoints": QUAD}, (50, 25)),
        ({"Subtype": Name.Underline, "QuadPoints": QUAD}, (50, 12)),
        ({"Subtype": Name.StrikeOut, "QuadPoints": QUAD}, (50, 23.5)),
        ({"Subtype": Name.Ink, "InkList": [[10, 25, 90, 25]]}, (50, 25)),
        ({"Subtype": Name.Line, "L": [10, 25, 90, 25], "LE": [Name.OpenArrow, Name.OpenArrow]}, (50, 25)),
        ({"Subtype": Name.Square, "IC": [1, 0, 0]}, (50, 25)),
        ({"Subtype": Name.Circle, "IC": [1, 0, 0]}, (50, 25)),
        ({"Subtype": Name.Polygon, "Vertices": [10, 10, 90, 10, 50, 40], "IC": [1, 0, 0]}, (50, 25)),
        ({"Subtype": Name.PolyLine, "Vertices": [10, 25, 90, 25]}, (50, 25)),
        ({"Subtype": Name.FreeText, "Contents": String("A"), "DA": String("/Helv 9 Tf")}, (70, 15)),
    ],
)
def test_remarks_are_drawn(mark: dict[str, object], point: tuple[float, float]) -> None:
    """Whatever is marked in a PDF is on the sheet, though the file does not define its appearance."""
    outcome = imposed([{"Rect": [10, 10, 90, 40], "C": [1, 0, 0], "BS": Dictionary(W=4), **mark}])
    ((red, green, _),) = colours(outcome, point)
    assert (red, green < red / 2, outcome.diagnostics) == (255, True, ())


def test_what_cannot_be_drawn_is_reported_once() -> None:
    """All stamps and notes that the file does not draw are named in one message, with their pages."""
    mark: dict[str, object] = {"Rect": [10, 10, 90, 40]}
    stamp, note = mark | {"Subtype": Name.Stamp}, mark | {"Subtype": Name.Text}
    (found,) = imposed([stamp, note, stamp, mark | {"Subtype": Name.Popup}]).diagnostics
    assert "a stamp (page 1) and a note (page 1)" in found.message


def test_remarks_that_are_not_to_be_printed_are_reported() -> None:
    """A highlight that is seen on the screen and not meant for paper is left out with a message."""
    mark = {"Subtype": Name.Highlight, "QuadPoints": QUAD, "Rect": [10, 10, 90, 40], "F": 0}
    outcome = imposed([mark])
    assert colours(outcome, (50, 25)) == [WHITE]
    assert [found.code for found in outcome.diagnostics] == ["not-on-sheets"]


def of_another_kind(add: Callable[[Pdf], None]) -> list[str]:
    outcome = impose(document([Leaf()], add), SheetSettings(), name="file.pdf")
    return [found.message.partition(":")[0] for found in outcome.diagnostics]


def test_what_is_no_page_is_reported() -> None:
    """Of a dynamic form and of a portfolio, the sheets show less than a viewer does, with a warning."""

    def portfolio(pdf: Pdf) -> None:
        pdf.attachments["letter.txt"] = b"Dear reader"
        pdf.Root.Collection = Dictionary(View=Name.T)

    def dynamic(pdf: Pdf) -> None:
        pdf.Root.AcroForm = Dictionary(Fields=[], XFA=Stream(pdf, b"<xdp/>"))

    assert of_another_kind(portfolio) == ["it is a portfolio"]
    assert of_another_kind(dynamic) == [
        "it is a dynamic form (XFA), whose pages only Adobe Reader can make; the sheets show what it holds instead"
    ]
