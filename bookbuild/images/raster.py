"""Images of pixels: proved to decode, and turned into a core media type where they are of none."""

import io
import warnings
from collections.abc import Iterator
from contextlib import contextmanager

from PIL import Image, ImageFile, ImageOps, UnidentifiedImageError

from bookbuild.images.encoded import Encoded, UnreadableError

_MAX_PIXELS = 100_000_000
_FORMATS = ("JPEG", "PNG", "GIF", "WEBP", "BMP", "TIFF", "PPM", "AVIF", "JPEG2000", "ICO", "TGA")
"""What is tried; not what runs another program to be read (EPS)."""
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
    """Return an image fit for a book: the same bytes where the format allows it.

    Raises:
        UnreadableError: when it is damaged, of an unknown kind, or of more than 100 megapixels.

    """
    try:
        with warnings.catch_warnings(), _half_images_refused():
            warnings.simplefilter("ignore")  # its size is checked here, and oddities that decode are no fault
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
def _half_images_refused() -> Iterator[None]:
    """Keep Pillow strict: in a process that has laid something out, the layout engine has made it lenient."""
    before, ImageFile.LOAD_TRUNCATED_IMAGES = ImageFile.LOAD_TRUNCATED_IMAGES, False
    try:
        yield
    finally:
        ImageFile.LOAD_TRUNCATED_IMAGES = before


def _encoded(image: Image.Image, data: bytes) -> Encoded:
    if image.width * image.height > _MAX_PIXELS:
        raise UnreadableError(_too_many_pixels())
    media_type = _CORE_MEDIA_TYPES.get(image.format or "")
    if media_type is None:
        return _converted(image)
    if media_type == "image/jpeg" and image.getexif().get(_ORIENTATION, 1) != 1:
        return _jpeg(ImageOps.exif_transpose(image))
    size = image.size
    image.draft("L", (1, 1))  # a JPEG need not be decoded in full to be proved whole
    image.load()
    return Encoded(media_type, data, *size)


def _converted(image: Image.Image) -> Encoded:
    """Return the image as PNG, which loses nothing; as JPEG where it was made for print, which PNG cannot hold."""
    upright = ImageOps.exif_transpose(image)
    if upright.mode in {"CMYK", "YCbCr", "LAB"}:
        photo = upright.convert("RGB")
        photo.info.pop("icc_profile", None)  # it speaks of inks
        return _jpeg(photo)
    if upright.mode not in {"1", "L", "LA", "P", "RGB", "RGBA", "I;16"}:
        upright = upright.convert("RGBA" if upright.has_transparency_data else "RGB")
    plain = io.BytesIO()
    upright.save(plain, "PNG", icc_profile=upright.info.get("icc_profile"))
    return Encoded("image/png", plain.getvalue(), *upright.size)


def _jpeg(image: Image.Image) -> Encoded:
    plain = io.BytesIO()
    image.save(plain, "JPEG", quality=_JPEG_QUALITY, optimize=True, icc_profile=image.info.get("icc_profile"))
    return Encoded("image/jpeg", plain.getvalue(), *image.size)


def _too_many_pixels() -> str:
    return f"has more than {_MAX_PIXELS // 1_000_000} megapixels"
