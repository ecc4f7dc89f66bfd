"""HEIF pictures (HEIC), as iPhones take them. Their decoder, libheif, comes with the extra ``heic``."""

from PIL import Image

from bookbuild.images.encoded import UnreadableError

_DAMAGED = "is an iPhone picture (HEIC), and damaged"


def open_heif(data: bytes, most_pixels: int) -> Image.Image | None:
    """Return a HEIF picture, upright, or None if the decoder is not installed.

    Raises:
        UnreadableError: if it is damaged, or has more pixels than `most_pixels`.

    """
    try:
        import pillow_heif  # noqa: PLC0415 - an extra
    except ImportError:
        return None
    try:
        file = pillow_heif.open_heif(data, convert_hdr_to_8bit=True)
        if file.size[0] * file.size[1] > most_pixels:
            raise UnreadableError(f"has more than {most_pixels // 1_000_000} megapixels")
        image: Image.Image = file.to_pillow()
    except (OSError, ValueError, RuntimeError, EOFError, IndexError, SyntaxError) as error:
        raise UnreadableError(f"{_DAMAGED}: {error}") from error
    image.info.pop("exif", None)  # the decoder has turned the picture upright
    return image
