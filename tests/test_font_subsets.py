"""Fonts cut down for embedding: what is left sets a text as the whole font does."""

import pytest
import uharfbuzz as hb

from bookbuild.font_subsets import subset
from bookbuild.typefaces import load_typefaces


def shaped(font_file: bytes, text: str) -> list[tuple[object, ...]]:
    """Return the advance, the offset and the outline's extents of each glyph of a shaped text."""
    font, buffer = hb.Font(hb.Face(font_file)), hb.Buffer()
    buffer.add_str(text)
    buffer.guess_segment_properties()
    hb.shape(font, buffer)
    return [
        (place.x_advance, place.x_offset, place.y_offset, *font.get_glyph_extents(glyph.codepoint))
        for glyph, place in zip(buffer.glyph_infos, buffer.glyph_positions, strict=True)
    ]


@pytest.mark.parametrize(
    ("family", "text"),
    [
        pytest.param("Amiri", "السلام عليكم", id="Arabic letters join"),
        pytest.param("Amiri", "بِسْمِ ٱللَّٰهِ", id="marks stand on their letters"),
        pytest.param("Source Serif 4", "office, AVATAR, 1/2", id="Latin ligatures and kerning"),
    ],
)
def test_a_subset_shapes_a_text_as_its_font_does(family: str, text: str) -> None:
    """Each glyph of the text has the shape and the place that the whole font gives it."""
    face = next(face for face in load_typefaces(text=text) if face.family == family)
    assert shaped(subset(face, frozenset(text)), text) == shaped(face.data, text)
