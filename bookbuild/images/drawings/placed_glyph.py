"""A glyph of a drawing's text, with its place."""

from dataclasses import dataclass

from bookbuild.images.drawings.names import Element
from bookbuild.text_outlines import Glyph


@dataclass(slots=True)
class PlacedGlyph:
    """A glyph at a place; `size` is that of an em, `stretch` scales its width, `turn` is in degrees. `line` is the
    height of the baseline that it stands above or below.
    """

    glyph: Glyph
    owner: Element
    x: float
    y: float
    size: float
    stretch: float = 1.0
    turn: float = 0.0
    advance: float = 0.0
    line: float = 0.0
