"""Real PDFs onto sheets, read back by an independent reader."""

from io import BytesIO

import pytest
from pikepdf import Dictionary, Name, Pdf, String

from bookbuild.diagnostics import BookError
from bookbuild.imposition import impose
from bookbuild.imposition.labels import ENGLISH
from bookbuild.model import SCHEMES, ImposedSheets, SheetSettings
from tests.imposition.documents import A5, Leaf, document, numbered, sides_of
from tests.imposition.paper import folded, folded_zine, leafed_through, lying, printed
from tests.layout.jobs import typefaces

A4, A3 = (841.89, 595.28), (1190.55, 841.89)
POINTS = 72 / 25.4
ODD_LEAVES = [
    Leaf(),
    Leaf(origin=(-50, -70)),
    Leaf(rotate=90),
    Leaf(rotate=180, origin=(-8.5, -8.5), bleed=8.5),
    Leaf(rotate=270),
    Leaf(unit=2),
    Leaf(size=(300, 400)),
    Leaf(size=(300, 400), rotate=90, bleed=20),
]
"""Pages with every peculiarity that their boxes can have."""


def imposed(pdf: bytes, **settings: object) -> ImposedSheets:
    outcome = impose(pdf, SheetSettings(**settings), typefaces())  # type: ignore[arg-type]  # a test's shorthand
    assert outcome.diagnostics == ()
    return outcome.value


@pytest.mark.parametrize("flip", ["short", "long"])
@pytest.mark.parametrize(("direction", "spine"), [("ltr", "left"), ("rtl", "right")])
def test_the_printed_and_folded_sheets_are_the_book(flip: str, direction: str, spine: str) -> None:
    """Rotated, shifted, scaled and small pages all stand upright, in order, in the middle of their leaf."""
    sheets = imposed(document(ODD_LEAVES * 3), thickness=0.2, flip=flip, direction=direction)
    papers = printed(*A4, sides_of(sheets.pdf), sheets.flip)
    read = list(leafed_through(folded(papers, 0.2 * POINTS, spine=spine), spine=spine))
    assert [one.page for one in read] == list(range(24))
    assert all(one.upright and one.recto == (one.page % 2 == 0) for one in read)
    assert all(one.from_spine == pytest.approx(A5[0] / 2, abs=0.05) for one in read)
    assert all(one.from_foot == pytest.approx(A5[1] / 2, abs=0.05) for one in read)


def test_a_zine_is_folded_from_one_side() -> None:
    """Eight pages on one side of a sheet, folded with one cut, read as the document does."""
    sheets = imposed(document([Leaf(size=(209, 296))] * 8), scheme="zine")
    (paper,) = printed(*A4, sides_of(sheets.pdf), sheets.flip)
    read = list(leafed_through(folded_zine(paper)))
    assert [one.page for one in read] == list(range(8))
    assert all(one.upright for one in read)


@pytest.mark.parametrize("scheme", SCHEMES)
def test_every_page_is_there_once(scheme: str) -> None:
    """Whatever the scheme, each page of the document is on one side of one sheet."""
    sides = sides_of(imposed(document(ODD_LEAVES), scheme=scheme, fit=True).pdf)
    assert sorted(ink.page for side in sides for ink in side) == list(range(8))


def test_pages_keep_their_size() -> None:
    """A page is as large on the sheet as it was, unless it is to fill the paper; then its shape stays."""
    assert imposed(numbered(4)).scale == 1
    assert imposed(numbered(4), paper=(297, 420)).scale == 1
    assert imposed(numbered(4), paper=(297, 420), fit=True).scale == pytest.approx(2**0.5, rel=0.01)


@pytest.mark.parametrize(
    ("size", "scheme", "paper"),
    [
        ((148, 210), "saddle", "A4"),
        ((105, 148), "saddle", "A4"),
        ((139.7, 215.9), "saddle", "Letter"),
        ((127, 203.2), "saddle", "Letter"),
        ((152.4, 228.6), "saddle", "Tabloid"),
        ((210, 297), "saddle", "A3"),
        ((215.9, 279.4), "perfect", "Tabloid"),
        ((148, 210), "4up", "A3"),
        ((210, 148), "2up", "A4"),
        ((85, 55), "cards", "A4"),
        ((74, 105), "zine", "A4"),
    ],
)
def test_the_usual_paper_is_found(size: tuple[float, float], scheme: str, paper: str) -> None:
    """Without a word of paper, pages go onto the smallest usual one of their part of the world that they fit."""
    leaf = Leaf(size=(size[0] * POINTS, size[1] * POINTS))
    assert imposed(document([leaf] * 8), scheme=scheme).paper == paper


@pytest.mark.parametrize(
    ("settings", "hint"),
    [
        ({"paper": (210, 297), "gutter": 5}, "take A3 or Legal or Tabloid, or scale the pages to 98 % (fit)"),
        ({"paper": (148, 210)}, "take A4 or A3 or Legal or Tabloid, or scale the pages to 70 % (fit)"),
        ({"scheme": "zine"}, "take 592 x 420 mm, or scale the pages to 49 % (fit)"),
    ],
)
def test_too_small_a_paper_is_reported_with_what_fits(settings: dict[str, object], hint: str) -> None:
    """Where the pages do not fit, the error names papers that would do, and the scale at which this one would."""
    with pytest.raises(BookError) as caught:
        imposed(numbered(4), **settings)
    (found,) = caught.value.diagnostics
    assert (found.code, found.hint) == ("paper-too-small", hint)


def test_a_zine_has_no_ninth_page() -> None:
    """More pages than a zine has are an error."""
    with pytest.raises(BookError, match="too-many-pages"):
        imposed(numbered(9), scheme="zine", fit=True)


def test_the_file_describes_what_it_is_and_how_to_print_it() -> None:
    """Title and language are the document's; printers are reported size, scale and edge."""

    def name(pdf: Pdf) -> None:
        pdf.Root.Lang = String("de")

    with Pdf.open(BytesIO(imposed(document([Leaf()] * 4, name)).pdf)) as pdf:
        assert str(pdf.docinfo.Title) == "A numbered document"
        assert str(pdf.Root.Lang) == "de"
        assert dict(pdf.Root.ViewerPreferences) == {
            "/DisplayDocTitle": True,
            "/Duplex": Name.DuplexFlipShortEdge,
            "/PickTrayByPDFSize": True,
            "/PrintScaling": Name("/None"),
        }
        assert [list(map(float, page.mediabox)) for page in pdf.pages] == [pytest.approx([0, 0, *A4], abs=0.01)] * 2


def test_a_document_that_reads_from_the_right_has_its_spine_there() -> None:
    """Without a setting, the document decides: its first page is then on the left half of the first sheet."""

    def turn(pdf: Pdf) -> None:
        pdf.Root.ViewerPreferences = Dictionary(Direction=Name.R2L)

    sides = sides_of(imposed(document([Leaf()] * 4, turn)).pdf)
    assert [ink.page for ink in lying(sides[0])] == [0, 3]


def test_a_document_in_a_language_from_the_right_has_its_spine_there() -> None:
    """The language of the document decides where nothing else says it."""

    def name(pdf: Pdf) -> None:
        pdf.Root.Lang = String("ar-EG")

    sides = sides_of(imposed(document([Leaf()] * 4, name)).pdf)
    assert [ink.page for ink in lying(sides[0])] == [0, 3]


@pytest.mark.parametrize(("scheme", "count", "before"), [("saddle", 8, 2), ("zine", 8, 1)])
def test_instructions_come_first(scheme: str, count: int, before: int) -> None:
    """Instructions are a sheet of their own: fronts stay fronts. The others are as without it."""
    pdf = document([Leaf(size=(200, 290))] * count)
    plain, instructed = (sides_of(imposed(pdf, scheme=scheme, instructions=on).pdf) for on in (False, True))
    assert instructed[before:] == plain
    assert instructed[:before] == [()] * before


def test_instructions_have_the_language_of_their_words() -> None:
    """Other words make another sheet; and without a typeface there is none."""
    settings = SheetSettings(instructions=True)
    said = {key: text.upper() for key, text in ENGLISH.items() if "{" not in text}
    english, loud = (impose(numbered(4), settings, typefaces(), words).value.pdf for words in (None, said))
    assert english != loud
    with pytest.raises(ValueError, match="typeface"):
        impose(numbered(4), settings)


def test_marks_without_room_are_reported() -> None:
    """Crop marks that would fall off the paper or into pages are left out, with a warning; on larger paper they are
    there.
    """
    settings = SheetSettings(marks=("crop",))
    assert [found.code for found in impose(numbered(4), settings).diagnostics] == ["no-room-for-marks"]
    assert imposed(numbered(4), marks=("crop",), paper=(297, 420)).paper == "A3"


def test_the_same_input_gives_the_same_bytes() -> None:
    """Imposing twice gives one and the same file."""
    settings = {"instructions": True, "marks": ("fold", "staple"), "sheets_per_signature": 2}
    pdf = document(ODD_LEAVES * 2)
    assert imposed(pdf, **settings).pdf == imposed(pdf, **settings).pdf
