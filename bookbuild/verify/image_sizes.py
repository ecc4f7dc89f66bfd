"""Width, height and number of colours of raster images, from their first bytes."""

import struct
from collections.abc import Callable, Mapping
from typing import NamedTuple

_FRAMES = {*range(0xC0, 0xD0)} - {0xC4, 0xC8, 0xCC}
"""The markers of JPEG that begin a frame (ISO 10918-1, table B.1)."""
_ALONE = {0x01, *range(0xD0, 0xD9)}
"""Those that no length follows."""


class ImageSize(NamedTuple):
    """The size of an image in pixels; `inks` is 4 for CMYK, and 3 for what is not known."""

    width: int = 0
    height: int = 0
    inks: int = 3

    @property
    def pixels(self) -> int:
        """The number of pixels."""
        return self.width * self.height


def image_size(media_type: str, data: bytes) -> ImageSize:
    """Return the size of an image, or zeros if its bytes do not tell it."""
    read = _READERS.get(media_type)
    try:
        return read(data) if read else ImageSize()
    except (struct.error, IndexError):
        return ImageSize()


def _png(data: bytes) -> ImageSize:
    return ImageSize(*struct.unpack(">II", data[16:24]))


def _gif(data: bytes) -> ImageSize:
    return ImageSize(*struct.unpack("<HH", data[6:10]))


def _webp(data: bytes) -> ImageSize:
    kind = data[12:16]
    if kind == b"VP8X":
        return ImageSize(*(int.from_bytes(data[at : at + 3], "little") + 1 for at in (24, 27)))
    if kind == b"VP8L":
        bits = int.from_bytes(data[21:25], "little")
        return ImageSize((bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1)
    return ImageSize(*(size & 0x3FFF for size in struct.unpack("<HH", data[26:30])))


def _jpeg(data: bytes) -> ImageSize:
    place = 2
    while True:
        marker = data[place + 1]
        if marker in _FRAMES:
            height, width, inks = struct.unpack(">HHB", data[place + 5 : place + 10])
            return ImageSize(width, height, inks)
        (length,) = (0,) if marker in _ALONE else struct.unpack(">H", data[place + 2 : place + 4])
        place += 2 + length


_READERS: Mapping[str, Callable[[bytes], ImageSize]] = {
    "image/png": _png,
    "image/gif": _gif,
    "image/webp": _webp,
    "image/jpeg": _jpeg,
}
