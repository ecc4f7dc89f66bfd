"""Photographs without what cameras and programs write beside the picture: place, time, owner, previews.

The picture's own bytes, its colour profile and its resolution stay; nothing is compressed again.
"""

import struct
from collections.abc import Callable, Iterator, Mapping

_SCAN = 0xDA
_LEFT_OUT = {0xE1, 0xED, 0xFE, *range(0xE3, 0xEE)} - {0xEE}
"""Markers of JPEG with Exif, XMP, IPTC, comments and what cameras add; not those of JFIF, ICC and Adobe's colours."""
_ALONE = {0x01, *range(0xD0, 0xDA)} - {0xDA}
_PNG_HEAD = 8
_PNG_CHUNKS = {b"eXIf", b"tEXt", b"zTXt", b"iTXt", b"tIME"}
_WEBP_CHUNKS = {b"EXIF", b"XMP "}
_WEBP_FLAGS = 0b1100  # of the chunk VP8X, for Exif and XMP
_GPS = b"\x88\x25"
"""The tag of a place in Exif, as big-endian bytes."""


def without_camera_data(media_type: str, data: bytes) -> tuple[bytes, str]:
    """Return an image without such data, and what was left out in words: the same bytes and nothing if there is none.

    What cannot be understood is returned as it is.
    """
    parts = _READERS.get(media_type)
    if parts is None:
        return data, ""
    try:
        kept, left_out = parts(data)
    except (struct.error, IndexError, ValueError):
        return data, ""
    if not left_out:
        return data, ""
    if not any(_is_of_camera(part) for part in left_out):
        return b"".join(kept), ""  # a comment, or the name of a program
    place = any(_has_place(part) for part in left_out)
    return b"".join(kept), "the place where it was taken, and other camera data" if place else "camera data"


def _is_of_camera(part: bytes) -> bool:
    return any(
        sign in part[:40] for sign in (b"Exif", b"eXIf", b"EXIF", b"XMP ", b"adobe.xmp", b"ns.adobe.com", b"Photoshop")
    )


def _has_place(part: bytes) -> bool:
    return (
        any(sign in part[:10] for sign in (b"Exif", b"eXIf", b"EXIF")) and (_GPS in part or _GPS[::-1] in part)
    ) or b"GPSLatitude" in part


_Parts = tuple[list[bytes], list[bytes]]


def _jpeg(data: bytes) -> _Parts:
    kept, left_out = [data[:2]], list[bytes]()
    for marker, segment in _segments(data):
        (left_out if marker in _LEFT_OUT else kept).append(segment)
    return kept, left_out


def _segments(data: bytes) -> Iterator[tuple[int, bytes]]:
    """Yield the segments of a JPEG file by their markers; the last is all from the first scan on."""
    place = 2
    while data[place + 1] != _SCAN:
        marker = data[place + 1]
        if data[place] != 0xFF:  # noqa: PLR2004 - what every marker begins with
            raise ValueError
        (length,) = (0,) if marker in _ALONE else struct.unpack(">H", data[place + 2 : place + 4])
        yield marker, data[place : place + 2 + length]
        place += 2 + length
    yield _SCAN, data[place:]


def _png(data: bytes) -> _Parts:
    kept, left_out, place = [data[:_PNG_HEAD]], list[bytes](), _PNG_HEAD
    while place < len(data):
        (length,) = struct.unpack(">I", data[place : place + 4])
        chunk = data[place : place + length + 12]
        (left_out if chunk[4:8] in _PNG_CHUNKS else kept).append(chunk)
        place += length + 12
    return kept, left_out


def _webp(data: bytes) -> _Parts:
    kept, left_out, place = list[bytes](), list[bytes](), 12
    while place < len(data):
        (length,) = struct.unpack("<I", data[place + 4 : place + 8])
        chunk = data[place : place + 8 + length + length % 2]
        if chunk[:4] == b"VP8X":
            chunk = chunk[:8] + bytes([chunk[8] & ~_WEBP_FLAGS]) + chunk[9:]
        (left_out if chunk[:4] in _WEBP_CHUNKS else kept).append(chunk)
        place += len(chunk)
    size = 4 + sum(map(len, kept))
    return [b"RIFF", struct.pack("<I", size), b"WEBP", *kept], left_out


_READERS: Mapping[str, Callable[[bytes], _Parts]] = {"image/jpeg": _jpeg, "image/png": _png, "image/webp": _webp}
