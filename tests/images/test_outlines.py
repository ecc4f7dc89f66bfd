"""Drawings for screens: their words as outlines of the book's typefaces, in the colours of their articles."""

import re
from collections.abc import Sequence

import pytest
from lxml import etree

from bookbuild.images.drawings.colours import with_colours
from bookbuild.images.drawings.ground import is_clear
from bookbuild.images.drawings.names import SVG
from bookbuild.images.drawings.outlines import outlined
from bookbuild.images.drawings.placed_glyph import PlacedGlyph
from bookbuild.images.drawings.text_fonts import TextFonts
from bookbuild.images.drawings.text_layout import TextSetter
from bookbuild.images.drawings.text_styles import TextStyles, texts_of
from bookbuild.images.vector import read_svg
from bookbuild.model import Typeface
from bookbuild.typefaces import load_typefaces
from tests.images.test_drawings import drawing

ARABIC = "\u0633\u0644\u0628\u0645"


@pytest.fixture(scope="module")
def typefaces() -> Sequence[Typeface]:
    return load_typefaces(text=ARABIC)


@pytest.fixture
def placed(typefaces: Sequence[Typeface]) -> "Placed":
    return Placed(typefaces)


class Placed:
    """Sets the only text of a drawing."""

    def __init__(self, typefaces: Sequence[Typeface]) -> None:
        self._fonts = TextFonts(typefaces)

    def __call__(self, text: str) -> list[PlacedGlyph]:
        root = etree.fromstring(drawing(text))
        return TextSetter(TextStyles(root), self._fonts).placed(texts_of(root)[0])


def ends(glyphs: Sequence[PlacedGlyph]) -> tuple[float, float]:
    """Return where a line begins and ends."""
    return glyphs[0].x, glyphs[-1].x + glyphs[-1].advance


def test_words_become_outlines_and_stay_as_titles(typefaces: Sequence[Typeface]) -> None:
    """A drawing names no typeface and has no text any more, and says its words in titles."""
    data = read_svg(drawing('<text x="1" y="9" font-family="Arial">Plain <tspan>words</tspan></text>')).data
    root = etree.fromstring(outlined(data, typefaces).data)
    assert [title.text for title in root.iter(f"{SVG}title")] == ["Plain words"]
    assert not list(root.iter(f"{SVG}text", f"{SVG}tspan"))
    assert b"font-family" not in etree.tostring(root)
    names = {str(use.get("{http://www.w3.org/1999/xlink}href"))[1:] for use in root.iter(f"{SVG}use")}
    assert names
    assert names == {path.get("id") for path in root.iter(f"{SVG}path")}


@pytest.mark.parametrize(("anchor", "share"), [("start", 0), ("middle", 0.5), ("end", 1)])
def test_a_line_is_anchored_with_all_its_parts(placed: Placed, anchor: str, share: float) -> None:
    """The place of a text is its beginning, middle or end, spans and all."""
    start, end = ends(
        placed(f'<text x="50" y="9" text-anchor="{anchor}">One <tspan font-weight="700">two</tspan></text>')
    )
    assert start + (end - start) * share == pytest.approx(50)


def test_text_from_right_to_left_begins_at_its_right(placed: Placed) -> None:
    """With direction rtl the place of a text is its right end, and its letters are joined."""
    glyphs = placed(f'<text x="50" y="9" direction="rtl">{ARABIC}</text>')
    apart = placed(f"<text>{' '.join(ARABIC)}</text>")
    assert ends(glyphs)[1] == pytest.approx(50)
    assert not {glyph.glyph.id for glyph in glyphs} & {one.glyph.id for one in apart}


@pytest.mark.parametrize("adjust", ["spacing", "spacingAndGlyphs"])
def test_a_text_has_the_length_that_it_asks_for(placed: Placed, adjust: str) -> None:
    """With textLength, letters or the spaces between them are stretched."""
    start, end = ends(placed(f'<text x="5" y="9" textLength="90" lengthAdjust="{adjust}">Words</text>'))
    last = 1 if adjust == "spacing" else 90 / (ends(placed("<text>Words</text>"))[1])
    advance = placed("<text>s</text>")[0].advance
    assert end - start == pytest.approx(90, abs=advance * abs(last - 1) + 0.01)


def test_letters_stand_where_they_are_put(placed: Placed) -> None:
    """Lists of places, shifts and turns count for one letter each; a span begins where it says."""
    glyphs = placed('<text x="1 20 40" y="9" dy="0 2" rotate="0 30">abcd<tspan x="7" y="30">e</tspan></text>')
    assert [round(glyph.x) for glyph in glyphs][:3] == [1, 20, 40]
    assert [glyph.y for glyph in glyphs] == [9, 11, 11, 11, 30]
    assert [glyph.turn for glyph in glyphs] == [0, 30, 30, 30, 30]
    assert glyphs[4].x == 7


def test_a_raised_part_raises_only_itself(placed: Placed) -> None:
    """What follows a part with another baseline stands on the line again, with a new place too."""
    glyphs = placed('<text y="50"><tspan x="1" dominant-baseline="hanging">a</tspan><tspan x="30">b</tspan></text>')
    assert glyphs[0].y > 50
    assert glyphs[1].y == 50


def test_text_follows_its_path(placed: Placed) -> None:
    """Letters on a path stand on it and are turned with it."""
    glyphs = placed('<path id="p" d="M10 0V90"/><text><textPath href="#p" startOffset="50%">down</textPath></text>')
    assert all(glyph.x == pytest.approx(10) for glyph in glyphs)
    assert {round(glyph.turn) for glyph in glyphs} == {90}
    assert glyphs[0].y == pytest.approx(45)


def test_letters_are_spaced_and_sized_as_inherited(placed: Placed) -> None:
    """Sizes in ems are of the type around them, and letter-spacing follows each letter."""
    narrow, wide = (placed(f'<text font-size="10" {extra}><tspan font-size="2em">ab</tspan></text>') for extra in
                    ("", 'letter-spacing="3"'))  # fmt: skip
    assert narrow[0].size == 20
    assert wide[1].x - narrow[1].x == pytest.approx(3)


def test_a_text_with_an_unknown_character_stays_text(typefaces: Sequence[Typeface]) -> None:
    """What no typeface has is named, and its text is left as it is; the others become outlines."""
    found = outlined(read_svg(drawing("<text>A \ue000</text><text>B</text>")).data, typefaces)
    assert found.missing == "\ue000"
    assert [text.text for text in etree.fromstring(found.data).iter(f"{SVG}text")] == ["A \ue000"]


def test_stylesheets_find_what_was_text(typefaces: Sequence[Typeface]) -> None:
    """A rule for text colours its outlines, by night too."""
    css = "text{fill:red;font-family:Arial}@media (prefers-color-scheme:dark){text.a{fill:pink}}"
    root = etree.fromstring(
        outlined(read_svg(drawing(f'<style>{css}</style><text class="a">A</text>')).data, typefaces).data
    )
    (group,) = (one for one in root.iter(f"{SVG}g") if one.get("class"))
    assert group.get("class") == "a was-text"
    sheet = "".join(map(str, root.itertext(f"{SVG}style")))
    assert re.findall(r"[\w.-]+(?=\{)", sheet) == [".was-text", ".was-text.a"]


def test_colours_are_those_of_the_article() -> None:
    """Attributes and styles take the colours that they ask for, and keep those that they set themselves."""
    inside = (
        "<style>.a{fill:var(--accent,#123456)}</style>"
        '<rect stroke="var(--ink, rgb(1,2,3))" style="fill: var( --wash )"/>'
        "<text>var(--accent)</text>"
    )
    colours = {"accent": "#aa0000", "ink": "#000000", "wash": "#eeeeee"}
    data = with_colours(read_svg(drawing(inside)).data, colours)
    assert b".a{fill:#aa0000}" in data
    assert b'stroke="#000000"' in data
    assert b'style="fill: #eeeeee"' in data
    assert b">var(--accent)<" in data
    own = with_colours(drawing('<g style="--accent: blue"><path fill="var(--accent)"/></g>'), colours)
    assert b'fill="var(--accent)"' in own


@pytest.mark.parametrize(
    ("inside", "clear"),
    [
        ('<rect width="100%" height="100%" fill="#fff"/>', False),
        ('<title>A</title><g><rect width="999" height="999"/></g>', False),
        ('<rect width="100%" height="100%" fill="none"/>', True),
        ('<rect width="100%" height="100%" opacity=".5"/>', True),
        ('<circle r="999"/>', True),
    ],
)
def test_a_ground_covers_the_drawing(inside: str, *, clear: bool) -> None:
    """The page shows through a drawing that does not begin with an opaque rectangle of its size."""
    assert is_clear(etree.fromstring(drawing(inside))) is clear


@pytest.mark.parametrize(
    "attributes",
    [
        'x="1e400"',
        'dx="1e300 1e300"',
        'font-size="0"',
        'font-size="1e-320"',
        'font-size="1e400"',
        'rotate="1e400"',
        'textLength="0" lengthAdjust="spacingAndGlyphs"',
        'letter-spacing="1e400"',
        'transform="scale(0)"',
    ],
)
def test_numbers_without_measure_are_no_exception(typefaces: Sequence[Typeface], attributes: str) -> None:
    """Places, sizes and lengths beyond any drawing are left out of account, and letters of no size are not drawn."""
    data = outlined(read_svg(drawing(f"<text {attributes}>Words</text>")).data, typefaces).data
    assert not re.search(rb"[\s\"(]-?(?:nan|inf)\b", data)
