"""Drawings for large print: words of at least a size, where there is room for them."""

from collections.abc import Sequence
from itertools import pairwise

import pytest
from lxml import etree

from bookbuild.images.drawings.large_labels import _ABOVE, _BELOW, _CLEAR, Sheet, for_sheets
from bookbuild.images.drawings.measures import view_box
from bookbuild.images.drawings.names import SVG, Element
from bookbuild.model import Typeface
from bookbuild.typefaces import load_typefaces

UPRIGHT, TURNED = Sheet(400, 560, 18), Sheet(640, 330, 18)


@pytest.fixture(scope="module")
def typefaces() -> Sequence[Typeface]:
    return load_typefaces()


def large(inside: str, typefaces: Sequence[Typeface], high: int = 200) -> tuple[Element, float, bool]:
    """Return a drawing of 400 units for large print, the size of its smallest words, and whether it is turned."""
    data = f'<svg xmlns="{SVG[1:-1]}" viewBox="0 0 400 {high}">{inside}</svg>'.encode()
    made = for_sheets(data, typefaces, UPRIGHT, TURNED)
    return etree.fromstring(made.data), made.size, made.is_turned


def test_labels_are_enlarged_and_broken_in_their_frames(typefaces: Sequence[Typeface]) -> None:
    """A label that is too long for its frame in the larger size takes several lines of it, and the frame its height."""
    root, size, is_turned = large(
        '<rect x="10" y="10" width="100" height="40"/><text x="60" y="33" font-size="12" text-anchor="middle">'
        "Weigh the flour</text>",
        typefaces,
    )
    lines = ["".join(map(str, text.itertext())) for text in root.iter(f"{SVG}text")]
    assert (" ".join(lines), len(lines), size, is_turned) == ("Weigh the flour", 2, 18, False)
    (frame,) = root.iter(f"{SVG}rect")
    top, bottom = float(str(frame.get("y"))), float(str(frame.get("y"))) + float(str(frame.get("height")))
    assert bottom - top > 40
    assert all(top + 13 < float(str(text.get("y"))) < bottom - 4 for text in root.iter(f"{SVG}text"))
    box = view_box(root)
    assert box is not None
    assert box[3] > 200


def test_large_words_leave_a_drawing_as_it_is(typefaces: Sequence[Typeface]) -> None:
    """A drawing whose words are large enough is not changed, nor is one without words."""
    root, size, _ = large('<text x="5" y="30" font-size="18">Flour</text>', typefaces)
    assert (size, view_box(root)) == (18, (0, 0, 400, 200))
    assert large("<circle r='9'/>", typefaces)[1] == 0


def test_a_drawing_is_turned_if_only_that_makes_its_words_large(typefaces: Sequence[Typeface]) -> None:
    """Words that have no room in the width of the page have it in its height."""
    frames = "".join(f'<rect x="{x}" y="10" width="60" height="60"/>' for x in (2, 82, 162))
    words = "".join(f'<text x="{x}" y="45" font-size="11.25">Weighing</text>' for x in (6, 86, 166))
    assert large(frames + words, typefaces)[1:] == (18, True)


def test_what_cannot_be_redrawn_tells_its_size(typefaces: Sequence[Typeface]) -> None:
    """A drawing with effects stays as it is, where its words are larger."""
    _, size, is_turned = large('<g transform="scale(1)"><text y="9" font-size="10">Salt</text></g>', typefaces, 900)
    assert size == pytest.approx(10 * 560 / 900)
    assert not is_turned


def test_small_shapes_keep_their_form(typefaces: Sequence[Typeface]) -> None:
    """The head of an arrow is moved with what it belongs to, not stretched; circles grow with the label in them."""
    root, _, _ = large(
        '<path d="M0 100 L10 95 L10 105 Z"/><circle cx="50" cy="50" r="7"/><text x="50" y="54" font-size="9" '
        'text-anchor="middle">1</text><rect x="100" y="20" width="60" height="30"/>'
        '<text x="104" y="40" font-size="9">Rye and oats</text>',
        typefaces,
    )
    (head,), (circle,) = root.iter(f"{SVG}path"), root.iter(f"{SVG}circle")
    heights = [float(one) for one in str(head.get("d")).replace("M", "").replace("L", "").replace("Z", "").split()][
        1::2
    ]
    assert max(heights) - min(heights) == pytest.approx(10)
    assert float(str(circle.get("r"))) > 12


def test_labels_are_not_crowded_if_there_is_room(typefaces: Sequence[Typeface]) -> None:
    """A drawing is made taller until there is white between the labels that stand one below the other."""
    words = "".join(f'<text x="10" y="{y}" font-size="12">Weigh the flour</text>' for y in (20, 42, 64))
    root, size, _ = large(words, typefaces)
    places = sorted(float(str(text.get("y"))) for text in root.iter(f"{SVG}text"))
    assert all(below - above > size * (_ABOVE + _BELOW + 2 * _CLEAR[0]) - 0.1 for above, below in pairwise(places))


def test_the_lines_of_a_label_are_of_the_same_length(typefaces: Sequence[Typeface]) -> None:
    """No word is left alone on the last line of a label that is broken."""
    label = '<text x="200" y="30" font-size="12" text-anchor="middle">{}</text>'
    root, _, _ = large(label.format("In order, in a quiet place, where somebody leans on it"), typefaces)
    lines = ["".join(map(str, text.itertext())) for text in root.iter(f"{SVG}text")]
    assert len(lines) == 2
    assert min(map(len, lines)) > 20
