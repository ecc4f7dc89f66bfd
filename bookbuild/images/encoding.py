"""Image files of any kind -> images in core media types, decoded to validate them."""

from collections.abc import Callable

from bookbuild.images.encoded import Encoded, UnreadableError

_RASTERS = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"RIFF", b"BM", b"%PDF")
"""The beginnings of files that are sometimes called SVG and are something else."""

Files = tuple[tuple[str, bytes], ...]
"""Names and contents of the picture files that a drawing shows."""
Encode = Callable[[bytes, str, Files], Encoded | str]
"""Converts the bytes of an image file, given its suffix and the files that it shows, to an Encoded image; returns an
error message if it cannot, after which a second line may hold a hint.
"""


def encode(data: bytes, suffix: str, files: Files = ()) -> Encoded | str:
    """Return an image of a core media type, or an error message that completes the sentence "image NAME …"."""
    # Imported here so that a book without images loads neither Pillow nor lxml for them.
    try:
        if is_svg(suffix, data):
            from bookbuild.images.vector import read_svg  # noqa: PLC0415 - a book may have no such image

            return read_svg(data, dict(files))
        from bookbuild.images.raster import read_raster  # noqa: PLC0415 - a book may have no such image

        return read_raster(data)
    except UnreadableError as error:
        return str(error)
    except RecursionError:
        return "is nested too deeply, or its styles are"
    except MemoryError:
        raise  # it may be enough next time
    except Exception as error:  # noqa: BLE001 - what a file may hold is without limits
        return f"cannot be read: {type(error).__name__}: {error}".rstrip(": ")


def is_svg(suffix: str, data: bytes) -> bool:
    """Return whether a file is to be read as SVG: it begins like XML, or is called so and is nothing else."""
    beginning = data[:64].lstrip(b"\xef\xbb\xbf \t\r\n")
    is_page = beginning[:14].lower().startswith((b"<!doctype html", b"<html"))
    if beginning.startswith(b"<") and not is_page:
        return True
    return suffix.lower() in {".svg", ".svgz"} and not is_page and not beginning.startswith(_RASTERS)
