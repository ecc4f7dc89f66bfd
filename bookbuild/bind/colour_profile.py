"""The sRGB profile of a PDF's output intent, written from the numbers of its standard (IEC 61966-2-1).

It is made here rather than taken from a library, whose profiles hold the time at which they were made.
"""

import struct
from collections.abc import Sequence
from functools import cache

NAME = "sRGB IEC61966-2.1"

_D50 = (0.9642, 1.0, 0.8249)
_PRIMARIES = {
    b"rXYZ": (0.43607, 0.22249, 0.01392),
    b"gXYZ": (0.38515, 0.71687, 0.09708),
    b"bXYZ": (0.14307, 0.06061, 0.71410),
}
"""The primaries, adapted from the white of the screen (D65) to that of profiles (D50)."""
_ADAPTATION = (1.04788, 0.02292, -0.05022, 0.02959, 0.99048, -0.01707, -0.00923, 0.01508, 0.75168)
"""That adaptation, by the method of Bradford (ISO 15076-1, annex E)."""
_CURVE = (2.4, 1 / 1.055, 0.055 / 1.055, 1 / 12.92, 0.04045)
_DATE = (2000, 1, 1, 0, 0, 0)
_HEADER = 128


@cache
def srgb_profile() -> bytes:
    """Return the profile, of version 4.2 (ISO 15076-1), which PDF 1.7 knows: the same bytes always."""
    curve = b"para\0\0\0\0\0\3\0\0" + _numbers(_CURVE)
    tags = {
        b"desc": _text(NAME),
        b"cprt": _text("No copyright: made from the numbers of IEC 61966-2-1"),
        b"wtpt": b"XYZ \0\0\0\0" + _numbers(_D50),
        b"chad": b"sf32\0\0\0\0" + _numbers(_ADAPTATION),
        **{name: b"XYZ \0\0\0\0" + _numbers(values) for name, values in _PRIMARIES.items()},
        **dict.fromkeys((b"rTRC", b"gTRC", b"bTRC"), curve),
    }
    places: dict[bytes, int] = {}
    data, start = b"", _HEADER + 4 + 12 * len(tags)
    for value in tags.values():
        if value not in places:
            places[value] = start + len(data)
            data += value + bytes(-len(value) % 4)
    rows = (struct.pack(">4sII", name, places[value], len(value)) for name, value in tags.items())
    table = struct.pack(">I", len(tags)) + b"".join(rows)
    return _head(start + len(data)) + table + data


def _head(size: int) -> bytes:
    """Return the header of the profile of a screen, between RGB and XYZ (ISO 15076-1, 7.2)."""
    kind = struct.pack(">I4sI4s4s4s6H4s", size, b"", 0x04200000, b"mntr", b"RGB ", b"XYZ ", *_DATE, b"acsp")
    return kind.ljust(68, b"\0") + _numbers(_D50) + bytes(_HEADER - 80)


def _numbers(values: Sequence[float]) -> bytes:
    """Return numbers as s15Fixed16Number."""
    return struct.pack(f">{len(values)}i", *(round(value * 0x10000) for value in values))


def _text(text: str) -> bytes:
    """Return a text as multiLocalizedUnicodeType, in English."""
    encoded = text.encode("utf-16-be")
    return struct.pack(">4sIII2s2sII", b"mluc", 0, 1, 12, b"en", b"US", len(encoded), 28) + encoded
