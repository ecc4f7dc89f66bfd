"""Drawings for the PDF: as they are where the layout engine can draw them, otherwise painted, in the book's fonts."""

import base64
import re
from collections.abc import Sequence

import pytest
from lxml import etree
from PIL import Image

from bookbuild.images.drawings import painter_process
from bookbuild.images.drawings.painting import for_print
from bookbuild.images.drawings.plain import is_plain
from bookbuild.images.vector import read_svg
from bookbuild.model import Typeface
from bookbuild.typefaces import load_typefaces
from tests.images.pixels import colour_at, opened
from tests.images.test_drawings import drawing

TEXT_PATH = '<path id="p" d="M0 20h40" fill="none"/><text fill="red"><textPath href="#p">Words</textPath></text>'


@pytest.fixture(scope="module")
def typefaces() -> Sequence[Typeface]:
    return load_typefaces()


def painted(inside: str, typefaces: Sequence[Typeface], attributes: str = "") -> Image.Image:
    """Return the picture that a drawing becomes."""
    data = for_print(read_svg(drawing(inside, attributes)).data, typefaces).data
    found = re.search(rb"data:image/png;base64,([^\"]+)", data)
    assert found is not None
    return opened(base64.b64decode(found[1]))


def shares(image: Image.Image, colour: tuple[int, int, int]) -> float:
    """Return which share of a grid of places has about that colour."""
    small = image.resize((80, 60), Image.Resampling.NEAREST)
    places = [colour_at(small, x / 79, y / 59) for x in range(80) for y in range(60)]
    return sum(all(abs(a - b) < 60 for a, b in zip(one, colour, strict=True)) for one in places) / len(places)


@pytest.mark.parametrize(
    "inside",
    [
        '<rect width="9" height="9" fill="red" stroke="#00f" stroke-dasharray="1 2"/>',
        '<text x="1" y="9" font-size="8" text-anchor="middle" font-family="serif">Words</text>',
        '<g transform="rotate(9)"><circle r="4" fill-opacity=".5"/></g>',
        '<defs><g id="a"><rect width="9" height="9"/></g></defs><use href="#a" x="9"/>',
    ],
)
def test_plain_drawings_stay_drawings(inside: str, typefaces: Sequence[Typeface]) -> None:
    """Shapes and simple lines of text are drawn by the layout engine, so that their words can be found and copied."""
    assert for_print(read_svg(drawing(inside)).data, typefaces).data == b""


@pytest.mark.parametrize(
    ("style", "expected"),
    [
        ("text { font: bold 9px Arial }", b"font-family: Arial,'Source Sans 3',sans-serif"),
        ("text { font-family: Georgia }", b"font-family: Georgia,'Source Serif 4',serif"),
        ("text { font-family: Consolas }", b"font-family: Consolas,'Source Code Pro',monospace"),
        ("text { font-family: Arial, serif }", b"font-family: Arial,'Source Serif 4',serif"),
        (r"text { f\6fnt-family: Arial }", b"font-family: Arial,'Source Sans 3',sans-serif"),
    ],
)
def test_styles_come_with_plain_drawings(style: str, expected: bytes, typefaces: Sequence[Typeface]) -> None:
    """Stylesheets are written into the elements, and families of a machine are followed by their kind."""
    data = for_print(read_svg(drawing(f"<style>{style}</style><text>Words</text>")).data, typefaces).data
    assert expected in data.replace(b"&quot;", b"'")
    assert b"Words" in data
    assert b"<style" not in data


@pytest.mark.parametrize(
    ("inside", "place", "colour"),
    [
        ('<linearGradient id="g"><stop stop-color="red"/><stop offset="1" stop-color="#00f"/></linearGradient>'
         '<rect width="40" height="30" fill="url(#g)"/>', (0, 0.5), (255, 0, 0)),
        ('<linearGradient id="g"><stop stop-color="red"/><stop offset="1" stop-color="#00f"/></linearGradient>'
         '<rect width="40" height="30" fill="url(#g)"/>', (1, 0.5), (0, 0, 255)),
        ('<pattern id="g" width="8" height="8" patternUnits="userSpaceOnUse"><rect width="8" height="8" fill="red"/>'
         '</pattern><rect width="40" height="30" fill="url(#g)"/>', (0.5, 0.5), (255, 0, 0)),
        ('<mask id="m"><rect width="20" height="30" fill="#fff"/></mask>'
         '<rect width="40" height="30" fill="red" mask="url(#m)"/>', (0.2, 0.5), (255, 0, 0)),
        ('<mask id="m"><rect width="20" height="30" fill="#fff"/></mask>'
         '<rect width="40" height="30" fill="red" mask="url(#m)"/>', (0.8, 0.5), (255, 255, 255)),
        ('<clipPath id="m"><rect width="20" height="30"/></clipPath>'
         '<rect width="40" height="30" fill="red" clip-path="url(#m)"/>', (0.8, 0.5), (255, 255, 255)),
        ('<symbol id="s" viewBox="0 0 2 2"><rect width="2" height="2" fill="red"/></symbol>'
         '<use href="#s" width="40" height="30"/>', (0.5, 0.5), (255, 0, 0)),
        ('<svg x="10" width="10" height="30" viewBox="0 0 1 3"><rect width="9" height="9" fill="red"/></svg>',
         (0.3, 0.5), (255, 0, 0)),
        ('<marker id="m" markerWidth="9" markerHeight="9" refX="4" refY="4" markerUnits="userSpaceOnUse">'
         '<rect width="9" height="9" fill="red"/></marker><path d="M20 15h1" marker-start="url(#m)"/>',
         (0.5, 0.5), (255, 0, 0)),
        ('<filter id="f"><feFlood flood-color="red"/></filter><rect width="40" height="30" filter="url(#f)"/>',
         (0.5, 0.5), (255, 0, 0)),
    ],
)  # fmt: skip
def test_what_the_layout_cannot_draw_is_painted(
    inside: str, place: tuple[float, float], colour: tuple[int, int, int], typefaces: Sequence[Typeface]
) -> None:
    """Gradients, patterns, masks, clips, symbols, markers and filters are painted as browsers draw them."""
    assert colour_at(painted(inside, typefaces), *place) == pytest.approx(colour, abs=12)


@pytest.mark.parametrize(
    "inside",
    [
        TEXT_PATH,
        '<text x="2 9 16 23 30" y="20" fill="red">Words</text>',
        '<text y="20" fill="red" rotate="9">Words</text>',
        '<text y="20" fill="red" text-decoration="underline">Words</text>',
        '<text y="20" fill="red" style="letter-spacing: 2px">Words</text>',
        '<text y="20" fill="red" text-anchor="middle" x="20">Wo<tspan font-weight="bold">rd</tspan>s</text>',
        '<g opacity=".9"><text y="20" fill="red">Words</text></g>',
    ],
)
def test_words_are_painted_in_the_fonts_of_the_book(inside: str, typefaces: Sequence[Typeface]) -> None:
    """Text on paths, with lists of places, or with decorations can be read on paper."""
    assert 0.02 < shares(painted(inside, typefaces), (255, 0, 0)) < 0.4


def test_painted_drawing_has_its_size(typefaces: Sequence[Typeface]) -> None:
    """A painted drawing takes as much room on the page as the drawing, at the resolution of print."""
    data = for_print(read_svg(drawing(TEXT_PATH, 'width="80" height="60"')).data, typefaces).data
    root = etree.fromstring(data)
    assert (root.get("width"), root.get("height"), root.get("viewBox")) == ("80", "60", "0 0 80 60")
    assert painted(TEXT_PATH, typefaces).size == (2400, 1800)


@pytest.mark.parametrize(("width", "height"), [("80pt", "60pt"), ("40mm", "30mm"), ("80", "60pt")])
def test_a_drawing_may_have_its_size_in_any_unit(width: str, height: str, typefaces: Sequence[Typeface]) -> None:
    """Lengths inside may be in points and the like too."""
    inside = f'{TEXT_PATH}<rect x="0pt" y="0mm" width="6pt" height="2mm" fill="red"/>'
    size = f'width="{width}" height="{height}"'
    ready = for_print(read_svg(drawing(inside, size)).data, typefaces)
    assert not ready.error
    assert (etree.fromstring(ready.data).get("width"), etree.fromstring(ready.data).get("height")) == (width, height)


def test_a_drawing_of_odd_size_is_painted_up_to_its_edges(typefaces: Sequence[Typeface]) -> None:
    """A size that is no number of pixels leaves no empty strip, which would show as a line."""
    inside = f'{TEXT_PATH}<rect width="40" height="30" fill="lime"/>'
    picture = painted(inside, typefaces, 'width="40.4" height="29.6"')
    assert picture.mode == "RGB", "nothing of it is transparent"


def test_painting_is_repeatable(typefaces: Sequence[Typeface]) -> None:
    """The same drawing gives the same bytes."""
    data = read_svg(drawing(TEXT_PATH)).data
    assert for_print(data, typefaces) == for_print(data, typefaces)


def test_characters_without_a_font_are_reported(typefaces: Sequence[Typeface]) -> None:
    """What no font of the book has would be an empty box in the painting, so it is named."""
    data = read_svg(drawing('<text x="1 2">\N{HIRAGANA LETTER A}\N{BLACK STAR}a</text>')).data
    assert for_print(data, typefaces).missing == "\N{BLACK STAR}\N{HIRAGANA LETTER A}"


def test_background_of_a_drawing_is_drawn(typefaces: Sequence[Typeface]) -> None:
    """White words on a dark ground stay readable: the ground is there, also where only a style names it."""
    data = for_print(read_svg(drawing("<text>Words</text>", 'style="background: #222"')).data, typefaces).data
    root = etree.fromstring(data)
    assert (root[0].get("fill"), root[0].get("width"), root[0].get("height")) == ("#222", "40", "30")


def test_letters_that_join_are_painted() -> None:
    """Arabic letters are joined, from right to left, where the book has their font."""
    faces = load_typefaces(text="\N{ARABIC LETTER BEH}")
    inside = '<text x="38" y="20" direction="rtl" font-size="16" font-family="Amiri" fill="red">ببب</text>'
    assert 0.01 < shares(painted(inside, faces), (255, 0, 0)) < 0.4
    assert for_print(read_svg(drawing(inside)).data, faces).missing == ""


def test_a_drawing_that_takes_too_long_is_reported(
    typefaces: Sequence[Typeface], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Effects that would keep the painter busy for days are ended, and the message is the reason."""
    monkeypatch.setattr(painter_process, "SECONDS", 1)
    effect = '<filter id="f"><feTurbulence numOctaves="1000000000" baseFrequency="1"/></filter><rect filter="url(#f)" '
    data = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9">{effect}width="9" height="9"/></svg>'
    assert "to paint for the PDF: it repeats itself" in for_print(data.encode(), typefaces).error


@pytest.mark.parametrize(
    "shape",
    [
        '<rect width="1e400" height="3"/>',
        '<g transform="scale(1e400)"><rect width="1" height="1"/></g>',
        '<path d="M0 0L1e99 5" stroke="red"/>',
        '<rect width="123456789" height="3"/>',
        '<rect style="width: 1e400px; height: 3px"/>',
    ],
)
def test_numbers_beyond_measure_are_not_the_layout_engines(shape: str) -> None:
    """The layout engine would write numbers without end into the page, after which viewers show nothing."""
    root = etree.fromstring(f'<svg xmlns="http://www.w3.org/2000/svg">{shape}</svg>')
    assert not is_plain(root)
