"""The cover: never blank, never overflowing, always the same."""

import io
import re
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree
from PIL import Image

from bookbuild.cover import draw_cover, paint_cover
from bookbuild.cover.colour import contrast
from bookbuild.cover.composition import compose
from bookbuild.cover.division import divided
from bookbuild.cover.lettering import _joined, letters
from bookbuild.model import Creator, Identity, PartOf
from bookbuild.typefaces import load_typefaces

FACES = load_typefaces()
ACCENT, GROUND = "#1f5f8b", "#e3ebf1"
HEIGHT = 2560
GUIDE = Identity("The Career Guide", subtitle="Honest answers", creators=(Creator("Ada Vale"),), publisher="Harbour")
WORDS = (
    "The",
    "of",
    "a",
    "guide",
    "Work",
    "Donaudampfschifffahrt",
    "x" * 120,
    "1984",
    "&",
    "<b>",
    "é",
    "日本",
    "🙂",
    "—",
)
TEXTS = st.lists(st.sampled_from(WORDS), max_size=25).map(" ".join)
POINT = re.compile(r"(-?[0-9.]+) (-?[0-9.]+)")


def lettering(
    identity: Identity, ground: str = GROUND, accent: str = ACCENT, height: int = HEIGHT
) -> list[tuple[str, str]]:
    """Return fill and outlines of each passage of text, from top to bottom as they are drawn."""
    svg = etree.fromstring(compose(identity, accent, ground, FACES, height))
    paths = svg.findall("{http://www.w3.org/2000/svg}path")[1:]
    return [(str(path.get("fill")), str(path.get("d"))) for path in paths]


def extent(outlines: str) -> tuple[float, float, float, float]:
    """Return the least and greatest x, and the least and greatest y."""
    points = [(float(x), float(y)) for x, y in POINT.findall(outlines)]
    across, down = zip(*points, strict=True)
    return min(across), max(across), min(down), max(down)


def part_of(statement: str) -> PartOf:
    return PartOf("The Handbook", "Chapter 7", "7", "urn:x-whole:1", statement)


def motif_top(identity: Identity, height: int = HEIGHT) -> float:
    svg = etree.fromstring(compose(identity, ACCENT, GROUND, FACES, height))
    groups = svg.findall("{http://www.w3.org/2000/svg}g")
    return min(float(str(group.get("transform")).rstrip(")").split()[1]) for group in groups)


@settings(deadline=None, max_examples=9)
@given(
    title=TEXTS,
    subtitle=TEXTS,
    author=TEXTS,
    publisher=TEXTS,
    origin=TEXTS,
    height=st.sampled_from([1130, 1600, 2263, 2560]),
)
def test_nothing_overflows(title: str, subtitle: str, author: str, publisher: str, origin: str, height: int) -> None:
    """Whatever a book is called, its words stay within the margins, above the ornament and apart from each other."""
    identity = Identity(
        title, subtitle=subtitle, creators=(Creator(author),), publisher=publisher, part_of=part_of(origin)
    )
    bottom = 0.0
    for _, outlines in lettering(identity, height=height):
        left, right, upper, lower = extent(outlines)
        assert left >= 100
        assert right <= 1500
        assert upper > bottom
        bottom = lower
    assert bottom <= motif_top(identity, height)


def test_title_of_200_characters_can_be_read() -> None:
    """A very long title still fits, in letters that can be read on a small screen."""
    title = "A very long title of twenty-five words, " * 5
    (_, outlines), *_ = lettering(replace(GUIDE, title=title))
    _, _, upper, lower = extent(outlines)
    assert (lower - upper) / len(title) > 3


@pytest.mark.parametrize("title", ["", " ", "日本語", "🙂"])
def test_cover_is_never_blank(title: str) -> None:
    """A title that no font can set leaves the ornament, all over the cover."""
    image = Image.open(io.BytesIO(paint_cover(Identity(title), ACCENT, GROUND, FACES).data)).convert("RGB")
    assert len(image.getcolors(1_000_000) or ()) > 5


def test_characters_without_glyph_are_left_out() -> None:
    """Of a title that the fonts know in part, the known part is set."""
    partly, wholly = (replace(GUIDE, title=title) for title in ("🙂 Bread 日本 & Work", "Bread & Work"))
    assert lettering(partly) == lettering(wholly)


@pytest.mark.parametrize("accent", ["#1f5f8b", "#ffee00", "#777777", "#000000", "#ffffff", "#9c3d2e"])
@pytest.mark.parametrize("ground", ["#ffffff", "#e3ebf1", "#101820"])
def test_text_is_readable_in_every_colour(accent: str, ground: str) -> None:
    """All text has the contrast of WCAG AA with its ground, whatever the palette."""
    assert all(contrast(fill, ground) >= 4.5 for fill, _ in lettering(GUIDE, ground, accent))


def test_every_book_has_its_own_ornament() -> None:
    """The ornament depends on the title, and on nothing that changes with an edition."""

    def ornament(identity: Identity) -> list[str]:
        svg = etree.fromstring(compose(identity, ACCENT, GROUND, FACES, HEIGHT))
        return [etree.tostring(group).decode() for group in svg.findall("{http://www.w3.org/2000/svg}g")]

    assert ornament(GUIDE) == ornament(replace(GUIDE, publisher="Another", modified="2030-01-01T00:00:00Z"))
    assert ornament(GUIDE) != ornament(replace(GUIDE, title="The Careers Guide"))


def test_same_bytes_every_time_and_small_enough() -> None:
    """The cover is painted twice the same, as PNG below 300 KB, of the proportion 1.6."""
    cover = paint_cover(GUIDE, ACCENT, GROUND, FACES)
    assert cover == paint_cover(GUIDE, ACCENT, GROUND, FACES)
    assert len(cover.data) < 300_000
    assert Image.open(io.BytesIO(cover.data)).size == (cover.width, cover.height) == (1600, 2560)


def test_a_cover_names_the_edition_and_the_part() -> None:
    """Edition and origin stand above the title in one passage, readable; the ornament is that of the title."""
    part = replace(GUIDE, edition_statement="Large print", part_of=part_of("from The Handbook · Chapter 7"))
    plain, marked = lettering(GUIDE), lettering(part)
    assert len(marked) == len(plain) + 1
    assert extent(marked[0][1])[3] < extent(marked[1][1])[2]
    assert contrast(marked[0][0], GROUND) >= 4.5
    alone = lettering(replace(GUIDE, part_of=part_of("from The Handbook · Chapter 7")))
    assert extent(alone[0][1])[1] < extent(marked[0][1])[1]


def test_a_cover_is_set_in_the_faces_of_its_book() -> None:
    """The families of title and other text are the book's; one that no typeface has gives way to another."""
    faces = load_typefaces(css="Atkinson Hyperlegible")

    def drawn(*families: str) -> bytes:
        return draw_cover(GUIDE, ACCENT, GROUND, faces, 1.4, faces=(families[0], families[1])).data

    own = draw_cover(GUIDE, ACCENT, GROUND, FACES, 1.4).data
    assert drawn("Source Serif 4", "Source Sans 3") == own
    assert len({own, drawn("Atkinson Hyperlegible", "Source Sans 3"), drawn("Nowhere", "Atkinson Hyperlegible")}) == 3


def test_drawing_needs_no_font_and_loads_nothing() -> None:
    """The drawing is of paths alone, so it looks the same everywhere, and it has the page's own proportion."""
    picture = draw_cover(GUIDE, ACCENT, GROUND, FACES, 210 / 148)
    drawing = etree.fromstring(picture.data)
    assert {etree.QName(element).localname for element in drawing.iter()} == {"svg", "g", "path"}
    assert b"url(" not in etree.tostring(drawing)
    assert (picture.width, picture.height) == (1600, 2270)


def test_a_title_of_very_many_words_is_divided_into_few_pieces() -> None:
    """All its words are there, and the number of ways to break it does not grow with them."""
    words = [f"{number} " for number in range(1000)]
    pieces = _joined(words)
    assert "".join(pieces) == "".join(words)
    assert len(pieces) <= 64
    assert _joined(words[:64]) == words[:64]


def test_a_title_of_one_long_word_is_divided_and_as_large_as_that_makes_it() -> None:
    """In a language with patterns a word that would be small in one piece goes on in the next line, after a hyphen."""
    title = Identity("Rechtsschutzversicherungsgesellschaften", language="de")
    height_of = [extent(lettering(replace(title, language=language))[0][1]) for language in ("de", "x-none")]
    (_, _, top, bottom), (_, _, first, last) = height_of
    assert bottom - top > 1.9 * (last - first)


def test_words_are_divided_only_if_they_are_long() -> None:
    """At least five letters stand on both sides of each place, and other titles are what they were."""
    assert divided("Arbeit und Lohnabrechnung", "de-AT") == "Arbeit und Lohnabrechnung"
    parts = divided("Donaudampfschifffahrtsgesellschaft", "de-AT").split("\u00ad")
    assert len(parts) > 2
    assert min(len(parts[0]), len(parts[-1])) >= 5
    assert divided("Donaudampfschifffahrtsgesellschaft", "x-none") == "Donaudampfschifffahrtsgesellschaft"


def test_a_hyphen_is_drawn_only_where_a_line_ends() -> None:
    """A soft hyphen within a line has no width and no look, and does not count towards the length of a piece."""
    faces = letters(FACES, "Source Serif 4", 600, "normal", "de")
    assert faces.fit("Wort\u00adteil", 1000, 100, 100, 1).lines == ("Wortteil",)
    assert faces.fit("Wort\u00adteil", 200, 300, 100, 1).lines == ("Wort-", "teil")
    assert faces.fit("abcde\u00ad" * 9 + "f", 200, 3000, 100, 1).lines[-1] == "abcdef"
