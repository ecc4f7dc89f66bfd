"""Raster images: decoded to validate them, and converted to a core media type if necessary."""

import io
import warnings
from collections.abc import Iterator
from contextlib import contextmanager

from PIL import Image, ImageFile, ImageOps, UnidentifiedImageError

from bookbuild.images.camera_data import without_camera_data
from bookbuild.images.encoded import Encoded, Remark, UnreadableError
from bookbuild.images.heif import open_heif
from bookbuild.images.kinds import is_heif, kind_of
from bookbuild.images.modes import has_foreign_colours, in_plain_mode

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
_PHOTOS = {"JPEG", "MPO", None}
"""Formats that lose details, so that PNG would only be larger; None is that of HEIF."""
_MOVING = {"GIF", "PNG", "WEBP", "AVIF"}
_SHOWN_MODES = {"1", "L", "LA", "P", "RGB", "RGBA"}
"""Modes that every program shows alike: not 16 bits of grey, not the inks of CMYK."""
_ORIENTATION = 0x0112
_JPEG_QUALITY = 90


def read_raster(data: bytes) -> Encoded:
    """Return an image of a core media type, compressed as it is if format and colours allow it, without camera data.

    Raises:
        UnreadableError: if it is damaged, of an unknown kind, or of more than 100 megapixels.

    """
    try:
        with warnings.catch_warnings(), _truncated_images_rejected():
            warnings.simplefilter("ignore")  # size is checked below; warnings about images that decode are not errors
            with _opened(data) as image:
                return _encoded(image, data)
    except UnreadableError:
        raise
    except UnidentifiedImageError as error:
        raise UnreadableError("\n".join(filter(None, kind_of(data))) or "is damaged, or of an unknown kind") from error
    except Image.DecompressionBombError as error:
        raise UnreadableError(_too_many_pixels()) from error
    except Exception as error:  # decoders of damaged bytes raise anything
        raise UnreadableError(f"is damaged: {error}") from error


def _opened(data: bytes) -> Image.Image:
    heif = open_heif(data, _MAX_PIXELS) if is_heif(data) else None
    return heif or Image.open(io.BytesIO(data), formats=_FORMATS)


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
    remarks = tuple(_remarks(image))
    media_type = _CORE_MEDIA_TYPES.get(image.format or "")
    if media_type is None or not _is_shown_alike(image):
        return _converted(image, remarks)
    size = image.size
    image.draft("L", (1, 1))  # a JPEG need not be decoded in full to detect truncation
    image.load()
    plain, left_out = without_camera_data(media_type, data)
    if left_out:
        remarks = (*remarks, Remark("camera-data", f"had {left_out}: the book has it without", cause="camera data"))
    return Encoded(media_type, plain, *size, remarks, image.has_transparency_data)


def _is_shown_alike(image: Image.Image) -> bool:
    """Return whether every program shows an image the same way: upright, and in its own colours."""
    is_upright = image.getexif().get(_ORIENTATION, 1) == 1
    return is_upright and image.mode in _SHOWN_MODES and not has_foreign_colours(image)


def _remarks(image: Image.Image) -> Iterator[Remark]:
    frames = getattr(image, "n_frames", 1)
    if frames > 1 and image.format in _MOVING:
        hint = "choose the frame that the page shows: save it as PNG"
        yield Remark("moving-image", f"moves: on paper it stands still, as its first frame of {frames}", hint)
    elif frames > 1 and image.format == "TIFF":
        hint = "save each page as a PNG, and name each of them"
        yield Remark("incomplete-image", f"has {frames} pages, of which the first is shown", hint)


def _converted(image: Image.Image, remarks: tuple[Remark, ...]) -> Encoded:
    """Return the image in plain colours: as PNG, without loss, or as JPEG if it was one or was made for print."""
    upright = ImageOps.exif_transpose(image)
    was_photo = image.format in _PHOTOS or upright.mode in {"CMYK", "YCbCr", "LAB"}
    plain = in_plain_mode(upright)
    output = io.BytesIO()
    if was_photo and plain.mode in {"L", "RGB"}:
        profile = plain.info.get("icc_profile")
        plain.save(output, "JPEG", quality=_JPEG_QUALITY, optimize=True, icc_profile=profile)
        return Encoded("image/jpeg", output.getvalue(), *plain.size, remarks)
    plain.save(output, "PNG", icc_profile=plain.info.get("icc_profile"))
    return Encoded("image/png", output.getvalue(), *plain.size, remarks, plain.has_transparency_data)


def _too_many_pixels() -> str:
    return f"has more than {_MAX_PIXELS // 1_000_000} megapixels"
