"""Photographs made smaller for screens: with more pixels than these show, files are slow, and shops refuse them."""

import io

from PIL import Image

from bookbuild.images.encoded import Encoded

MOST_PIXELS = 5_600_000
"""The most pixels of an image in an EPUB that Apple Books accepts: 2800 x 2000."""
_QUALITY = 90
_FORMATS = {"image/jpeg": "JPEG", "image/png": "PNG", "image/webp": "WEBP"}


def scaled_down(media_type: str, data: bytes) -> Encoded:
    """Return an image with at most `MOST_PIXELS`, in the same format and colours; one that moves as it is."""
    with Image.open(io.BytesIO(data)) as image:
        width, height = image.size
        if getattr(image, "n_frames", 1) > 1:
            return Encoded(media_type, data, width, height)
        share = (MOST_PIXELS / (width * height)) ** 0.5
        size = (max(1, int(width * share)), max(1, int(height * share)))
        profile = image.info.get("icc_profile")
        smaller = _smooth(image).resize(size, Image.Resampling.LANCZOS)
        written = io.BytesIO()
        smaller.save(written, _FORMATS[media_type], quality=_QUALITY, optimize=True, icc_profile=profile)
    return Encoded(media_type, written.getvalue(), *size)


def _smooth(image: Image.Image) -> Image.Image:
    """Return an image in a mode that can be scaled smoothly."""
    if image.mode == "1":
        return image.convert("L")
    return image.convert("RGBA" if image.has_transparency_data else "RGB") if image.mode == "P" else image
