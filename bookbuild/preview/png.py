"""Pixels -> PNG, compressed fast: a picture of a page is sent to a browser on the same machine and forgotten."""

import struct
import zlib

_LEVEL = 1
_TRUECOLOUR = 2


def png(pixels: memoryview | bytes, width: int, height: int, stride: int) -> bytes:
    """Return rows of RGB pixels, `stride` bytes apart, as a PNG (ISO/IEC 15948)."""
    rows = memoryview(pixels)
    packer = zlib.compressobj(_LEVEL)
    packed: list[bytes] = []
    for start in range(0, height * stride, stride):
        packed += (packer.compress(b"\0"), packer.compress(rows[start : start + 3 * width]))
    packed.append(packer.flush())
    head = struct.pack(">IIBBBBB", width, height, 8, _TRUECOLOUR, 0, 0, 0)
    chunks = ((b"IHDR", head), (b"IDAT", b"".join(packed)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(name, data) for name, data in chunks)


def _chunk(name: bytes, data: bytes) -> bytes:
    return b"%b%b%b%b" % (struct.pack(">I", len(data)), name, data, struct.pack(">I", zlib.crc32(name + data)))
