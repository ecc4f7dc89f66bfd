"""The page: whatever the trim size, a text block in good proportion."""

import re
from functools import cache
from pathlib import Path

import pytest
import uharfbuzz as hb
from hypothesis import given
from hypothesis import strategies as st

from bookbuild.config.geometry import LARGEST, SMALLEST, TRIM_SIZES, fit, millimetres, office_paper, trim_size
from bookbuild.model import Geometry
from bookbuild.typefaces import load_typefaces

POINT = 25.4 / 72
GUIDE = Path(__file__).parents[2] / "content"

trims = st.sampled_from(sorted(TRIM_SIZES.values())) | st.tuples(
    st.floats(SMALLEST, LARGEST).map(lambda side: round(side, 1)),
    st.floats(SMALLEST, LARGEST).map(lambda side: round(side, 1)),
)


def measure(page: Geometry) -> float:
    """Return the width of the text block in millimetres."""
    return page.width - page.inner - page.outer


@cache
def ems_a_character() -> float:
    """Measure the mean advance of a character of the guide's own paragraphs in the text face."""
    lines = [line.strip() for file in sorted(GUIDE.rglob("*.md")) for line in file.read_text("utf-8").splitlines()]
    guide = " ".join(line for line in lines if re.fullmatch(r"[A-Z][^|]*[.?!]", line))
    face = hb.Face(next(face.data for face in load_typefaces() if face.name == "SourceSerif4-Regular.ttf"))
    buffer = hb.Buffer()
    buffer.add_str(guide)
    buffer.guess_segment_properties()
    hb.shape(hb.Font(face), buffer)
    advance = sum(glyph.x_advance for glyph in buffer.glyph_positions)
    return float(advance / face.upem / len(guide))


def height(page: Geometry) -> float:
    """Return the height of the text block in millimetres."""
    return page.height - page.top - page.bottom


@given(trims)
def test_margins_follow_classical_proportions(trim: tuple[float, float]) -> None:
    """On every page the inner margin is smaller than the outer, the top smaller than the bottom; none is nothing."""
    page = fit(trim, {})
    assert 0 < page.inner < page.outer
    assert 0 < page.top < page.bottom


@given(trims)
def test_the_text_block_holds_a_whole_number_of_lines(trim: tuple[float, float]) -> None:
    """No page ends in a part of a line."""
    page = fit(trim, {})
    lines = height(page) / (page.leading * POINT)
    assert lines == pytest.approx(round(lines), abs=0.01)
    assert lines > 3


@given(trims)
def test_text_grows_with_the_page_within_bounds(trim: tuple[float, float]) -> None:
    """Text is between 9 and 12 points in half-point steps, with about 1.4 of its size from line to line."""
    page = fit(trim, {})
    assert page.text_size * 2 == round(page.text_size * 2)
    assert 9 <= page.text_size <= 12
    assert page.leading / page.text_size == pytest.approx(1.4, abs=0.01)


@pytest.mark.parametrize("name", ["a5", "half-letter", "6x9in", "b5", "a4", "letter"])
def test_a_line_has_60_to_70_characters(name: str) -> None:
    """On the trim sizes of books a full line of the text face has 60 to 70 characters."""
    page = fit(TRIM_SIZES[name], {})
    characters = measure(page) / (page.text_size * POINT) / ems_a_character()
    assert 60 <= characters <= 70


@pytest.mark.parametrize(
    ("name", "width", "height", "text_size"),
    [
        ("a4", 210, 297, 12),
        ("a5", 148, 210, 10),
        ("a6", 105, 148, 9),
        ("b5", 176, 250, 11),
        ("letter", 215.9, 279.4, 12),
        ("half-letter", 139.7, 215.9, 9.5),
        ("5x8in", 127, 203.2, 9.5),
        ("6x9in", 152.4, 228.6, 10),
    ],
)
def test_named_pages_have_their_size_and_text(name: str, width: float, height: float, text_size: float) -> None:
    """Each name is the trim size of that name, in millimetres, set in a size that suits it."""
    page = fit(trim_size(name), {})
    assert (page.width, page.height, page.text_size) == (width, height, text_size)
    assert len(TRIM_SIZES) == 8


def test_text_size_and_leading_of_ones_own_are_kept() -> None:
    """What is given is set, and the block still holds whole lines; the default leading of A5 is 14 points."""
    page = fit(TRIM_SIZES["a5"], {}, 11.5, 15)
    assert (page.text_size, page.leading) == (11.5, 15)
    assert height(page) / (15 * POINT) == pytest.approx(round(height(page) / (15 * POINT)), abs=0.01)
    assert fit(TRIM_SIZES["a5"], {}).leading == 14


@pytest.mark.parametrize("written", ["59mm x 190mm", "190mm x 59mm", "1001mm x 190mm", "190mm x 1001mm"])
def test_a_side_that_no_press_trims_is_refused(written: str) -> None:
    """Either side is between 60 and 1000 millimetres."""
    with pytest.raises(ValueError, match="is out of range"):
        trim_size(written)


@given(
    trims,
    st.dictionaries(
        st.sampled_from(["inner", "outer", "top", "bottom"]), st.floats(0, 14).map(lambda side: round(side, 1))
    ),
)
def test_margins_that_are_given_are_kept(trim: tuple[float, float], margins: dict[str, float]) -> None:
    """A margin of one's own is kept to the tenth of a millimetre, and the others still follow the page."""
    page = fit(trim, margins)
    assert {side: getattr(page, side) for side in margins} == pytest.approx(margins)
    assert measure(page) >= 29.9
    assert height(page) >= 29.9


@given(trims, st.sampled_from(["inner", "outer", "top", "bottom"]))
def test_a_page_without_room_is_refused(trim: tuple[float, float], side: str) -> None:
    """Margins that leave less than three centimetres either way are an error."""
    with pytest.raises(ValueError, match="leave no room"):
        fit(trim, {side: max(trim)})


@pytest.mark.parametrize(
    ("written", "size"),
    [
        ("a5", (148, 210)),
        ("A5", (148, 210)),
        ("6x9in", (152.4, 228.6)),
        ("6 x 9 in", (152.4, 228.6)),
        ("half-letter", (139.7, 215.9)),
        ("120mm x 190mm", (120, 190)),
        ("120mm×190mm", (120, 190)),  # noqa: RUF001 - authors do write the multiplication sign
        ("12cm x 7.5in", (120, 190.5)),
    ],
)
def test_trim_sizes_are_read_as_people_write_them(written: str, size: tuple[float, float]) -> None:
    """A trim size is a name, or width and height with their units."""
    assert trim_size(written) == pytest.approx(size)


@pytest.mark.parametrize(
    "written", ["", "a9", "120 x 190", "120mm", "1m x 2m", "120mm x 190mm x 3mm", "inf x inf", 5, None, True]
)
def test_what_is_no_trim_size_is_refused(written: object) -> None:
    """Anything else is an error, whatever its type."""
    with pytest.raises(ValueError, match=r"is not a (trim size|length)"):
        trim_size(written)


@pytest.mark.parametrize(
    ("written", "length"), [("17mm", 17), ("1.7cm", 17), ("1in", 25.4), ("72pt", 25.4), (" 3 mm ", 3)]
)
def test_lengths_have_units(written: str, length: float) -> None:
    """Lengths are read in millimetres, centimetres, inches and points."""
    assert millimetres(written) == pytest.approx(length)


@pytest.mark.parametrize(
    ("written", "size"),
    [
        ("8.5x8.5in", (215.9, 215.9)),
        ("5.25 x 8 in", (133.35, 203.2)),
        ("12 × 19 cm", (120, 190)),  # noqa: RUF001 - authors do write the multiplication sign
        ("12,5x19cm", (125, 190)),
        ("120x190 MM", (120, 190)),
        ("120mm x 19cm", (120, 190)),
        ('6"x9"', (152.4, 228.6)),
        ("7 by 10 inches", (177.8, 254)),
    ],
)
def test_a_unit_may_be_given_once(written: str, size: tuple[float, float]) -> None:
    """A unit behind the second side counts for both, and a comma may stand before decimals."""
    assert trim_size(written) == pytest.approx(size)


@pytest.mark.parametrize("written", ["8.5x8.5", "1,200x190mm", "120mm", "120x190x10mm", "8.5xin", "-6x9in"])
def test_what_could_mean_two_sizes_is_refused(written: str) -> None:
    """Sides without a unit, and a comma that may part thousands, are no trim size."""
    with pytest.raises(ValueError, match="is not a trim size"):
        trim_size(written)


def test_pages_in_inches_are_printed_on_letter_paper() -> None:
    """Where both sides are eighths of an inch the office printer has letter paper; elsewhere it has A4."""
    assert [office_paper(trim_size(size)) for size in ("8.5x8.5in", "5.5x8.5in", "a5", "120x190mm")] == [
        "letter", "letter", "a4", "a4"
    ]  # fmt: skip
