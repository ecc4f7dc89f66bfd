"""The cover, composed from the book's metadata; the same on every machine."""

from collections.abc import Sequence

from bookbuild.cover.composition import FACES, WIDTH, compose
from bookbuild.model import Identity, Picture, Typeface

__all__ = ["draw_cover", "paint_cover"]

_IMAGE_WIDTH, _IMAGE_HEIGHT = 1600, 2560


def draw_cover(
    identity: Identity,
    accent: str,
    ground: str,
    typefaces: Sequence[Typeface],
    proportion: float,
    *,
    faces: tuple[str, str] = FACES,
) -> Picture:
    """Return a cover as SVG, with title, subtitle, authors and publisher, in tones of `accent` on `ground`
    (``#rrggbb``), `proportion` times as high as it is wide. The edition or part is printed above the title.

    Text is drawn as outlines of `typefaces`, so that no font is needed to show it; characters that none of them has
    are left out. `faces` are the families of title and other text; if there is no such family, the first is used.
    """
    height = round(WIDTH * proportion)
    drawing = compose(identity, accent, ground, typefaces, height, faces=faces)
    return Picture("cover.svg", "image/svg+xml", drawing.encode(), WIDTH, height)


def paint_cover(
    identity: Identity,
    accent: str,
    ground: str,
    typefaces: Sequence[Typeface],
    *,
    faces: tuple[str, str] = FACES,
) -> Picture:
    """Return the cover as a PNG of 1600 x 2560 pixels: the size that the largest shop asks for."""
    import resvg_py  # noqa: PLC0415 - the PDF needs no pixels

    proportion = _IMAGE_HEIGHT / _IMAGE_WIDTH
    drawing = draw_cover(identity, accent, ground, typefaces, proportion, faces=faces).data.decode()
    image = bytes(resvg_py.svg_to_bytes(svg_string=drawing, skip_system_fonts=True, width=_IMAGE_WIDTH))
    return Picture("cover.png", "image/png", image, _IMAGE_WIDTH, _IMAGE_HEIGHT)
