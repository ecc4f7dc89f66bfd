"""Small pictures, and the colours of what was made of them."""

import io

from PIL import Image


def png_of(colour: str, size: tuple[int, int] = (2, 2)) -> bytes:
    """Return a PNG of one colour."""
    written = io.BytesIO()
    Image.new("RGB", size, colour).save(written, "PNG")
    return written.getvalue()


def opened(data: bytes) -> Image.Image:
    """Return a picture, decoded."""
    with Image.open(io.BytesIO(data)) as image:
        image.load()
        return image


def colour_at(image: Image.Image, x: float, y: float) -> tuple[int, int, int]:
    """Return the colour of a picture on white at a place, given in shares of its width and height."""
    whole = image.convert("RGBA")
    paper = Image.alpha_composite(Image.new("RGBA", whole.size, "white"), whole)
    found = paper.getpixel((round(x * (whole.width - 1)), round(y * (whole.height - 1))))
    assert isinstance(found, tuple)
    return int(found[0]), int(found[1]), int(found[2])
