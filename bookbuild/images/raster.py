"""Raster images: decoded to validate them, and converted to a core media type if necessary."""

import io
import warnings
from collections.abc import Iterator
from contextlib import contextmanager

from PIL import Image, ImageFile, ImageOps, UnidentifiedImageError

from bookbuild.images.encoded import Encoded, UnreadableError

_MAX_PIXELS = 100_000_000
_FORMATS = ("JPEG", "PNG", "GIF", "WEBP", "BMP", "TIFF", "PPM", "AVIF", "JPEG2000", "ICO", "TGA")
"""Formats that are tried; not those that need another program (EPS)."""
_CORE_MEDIA_TYPES = {
    "JPEG": "image/jpeg",
    "MPO": "image/jpeg",  # several JPEG pictures in one file, as some cameras write them
    "PNG": "image/png",
    "GIF": "image/gif",
    "WEBP": "image/webp",
}
_ORIENTATION = 0x0112
_JPEG_QUALITY = 90


def read_raster(data: bytes) -> Encoded:
    """Return an image of a core media type, with its bytes unchanged if the format allows it.

    Raises:
        UnreadableError: if it is damaged, of an unknown kind, or of more than 100 megapixels.

    """
    try:
        with warnings.catch_warnings(), _truncated_images_rejected():
            warnings.simplefilter("ignore")  # size is checked below; warnings about images that decode are not errors
            with Image.open(io.BytesIO(data), formats=_FORMATS) as image:
                return _encoded(image, data)
    except UnreadableError:
        raise
    except UnidentifiedImageError as error:
        raise UnreadableError("is damaged, or of an unknown kind") from error
    except Image.DecompressionBombError as error:
        raise UnreadableError(_too_many_pixels()) from error
    except Exception as error:  # decoders of damaged bytes raise anything
        raise UnreadableError(f"is damaged: {error}") from error


@contextmanager
def _truncated_images_rejected() -> Iterator[None]:
    """Make Pillow reject truncated images: the layout engine makes it lenient for the whole process."""
    previous, ImageFile.LOAD_TRUNCATED_IMAGES = ImageFile.LOAD_TRUNCATED_IMAGES, False
    try:
        yield
    finally:
        ImageFile.LOAD_TRUNCATED_IMAGES = previous


def _encoded(image: Image.Image, data: bytes) -> Encoded:
    if image.width * image.height > _MAX_PIXELS:
        raise UnreadableError(_too_many_pixels())
    media_type = _CORE_MEDIA_TYPES.get(image.format or "")
    if media_type is None:
        return _converted(image)
    if media_type == "image/jpeg" and image.getexif().get(_ORIENTATION, 1) != 1:
        return _jpeg(ImageOps.exif_transpose(image))
    size = image.size
    image.draft("L", (1, 1))  # a JPEG need not be decoded in full to detect truncation
    image.load()
    return Encoded(media_type, data, *size)


def _converted(image: Image.Image) -> Encoded:
    """Return the image as PNG, which is lossless, or as JPEG if its colour space is not supported by PNG."""
    upright = ImageOps.exif_transpose(image)
    if upright.mode in {"CMYK", "YCbCr", "LAB"}:
        photo = upright.convert("RGB")
        photo.info.pop("icc_profile", None)  # the profile describes inks
        return _jpeg(photo)
    if upright.mode not in {"1", "L", "LA", "P", "RGB", "RGBA", "I;16"}:
        upright = upright.convert("RGBA" if upright.has_transparency_data else "RGB")
    output = io.BytesIO()
    upright.save(output, "PNG", icc_profile=upright.info.get("icc_profile"))
    return Encoded("image/png", output.getvalue(), *upright.size)


def _jpeg(image: Image.Image) -> Encoded:
    output = io.BytesIO()
    image.save(output, "JPEG", quality=_JPEG_QUALITY, optimize=True, icc_profile=image.info.get("icc_profile"))
    return Encoded("image/jpeg", output.getvalue(), *image.size)


def _too_many_pixels() -> str:
    return f"has more than {_MAX_PIXELS // 1_000_000} megapixels"
