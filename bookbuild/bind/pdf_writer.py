"""A PDF file written incrementally, so that little more than its text is in memory (ISO 32000-1, 7.5).

Streams are written at once; other objects are collected in object streams, those of the structure separate from those
of the pages, since most viewers need only the latter. The cross-reference stream comes last. `pydyf`, which the layout
engine also uses, serialises dictionaries.
"""

import hashlib
import zlib
from collections.abc import Mapping, Sequence
from io import BytesIO
from itertools import accumulate, chain
from operator import sub
from struct import Struct
from typing import Any

import pydyf

PAGES, STRUCTURE = "pages", "structure"
"""Groups of objects that are kept separate in the file."""

_HEAD = b"%%PDF-%b\n%%\xe2\xe3\xcf\xd3\n"
_FULL = 128  # objects in a stream: more make a smaller file and slower access
_LEVEL = 6  # compression level, the same as for page contents
_ROW = Struct(">BIH")
_FREE, _STREAM, _PACKED = range(3)
_MODULO = bytes((*range(256), *range(1, 256)))
"""Byte values by difference: negative differences index from the end."""
_UP = 12  # PNG predictor "Up": rows as differences from the row above


def reference(number: int) -> bytes:
    """Return a reference to an object."""
    return b"%d 0 R" % number


def array(numbers: Sequence[int]) -> bytes:
    """Return an array of references."""
    return b"[%b]" % b" ".join(map(reference, numbers))


def extended(entries: bytes, more: bytes) -> bytes:
    """Return a serialised dictionary with more entries."""
    return b"%b%b>>" % (entries[:-2], more)


class PdfFile:
    """A PDF file being written. Objects are identified by number, and may be written before those they refer to."""

    def __init__(self, version: bytes = b"1.7") -> None:
        self._file = BytesIO()
        self._file.write(_HEAD % version)
        self._rows = bytearray(_ROW.pack(_FREE, 0, 0xFFFF))
        self._waiting: dict[str, dict[int, bytes]] = {PAGES: {}, STRUCTURE: {}}

    def reserve(self, count: int) -> range:
        """Return `count` new object numbers, all of which must be written."""
        first = len(self._rows) // _ROW.size
        self._rows += bytes(_ROW.size * count)
        return range(first, first + count)

    def put(self, number: int, text: bytes, kind: str = PAGES) -> None:
        """Write the object of a number."""
        waiting = self._waiting[kind]
        waiting[number] = text
        if len(waiting) >= _FULL:
            self._pack(waiting)

    def put_stream(self, number: int, entries: bytes, data: bytes) -> None:
        """Write the stream of a number: its dictionary and its bytes as they are.

        Where the last byte is a carriage return, a line feed alone behind it would be read as a line end of two bytes,
        and the length in the dictionary as one too many.
        """
        self._record(number, _STREAM, self._file.tell(), 0)
        end = b"\r\n" if data.endswith(b"\r") else b"\n"
        self._file.write(b"%d 0 obj\n%b\nstream\n%b%bendstream\nendobj\n" % (number, entries, data, end))

    def add(self, entries: Mapping[str, Any]) -> bytes:
        """Write a dictionary and return a reference to it."""
        (number,) = self.reserve(1)
        self.put(number, pydyf.Dictionary(entries).data)
        return reference(number)

    def add_stream(self, data: bytes, **entries: Any) -> bytes:
        """Compress bytes, write them as a stream and return a reference to it."""
        (number,) = self.reserve(1)
        self._put_compressed(number, data, entries)
        return reference(number)

    def finish(self, catalog: bytes, information: bytes) -> bytes:
        """Write the cross-reference stream and return the file. Its identifier is a digest of its contents."""
        for waiting in self._waiting.values():
            self._pack(waiting)
        with self._file.getbuffer() as written:
            identity = b"<%b>" % hashlib.sha256(written).hexdigest()[:32].encode()
        (number,) = self.reserve(1)
        start = self._file.tell()
        self._record(number, _STREAM, start, 0)
        entries = {
            "Type": "/XRef",
            "Size": number + 1,
            "W": pydyf.Array([1, 4, 2]),
            "Root": catalog,
            "Info": information,
            "ID": pydyf.Array([identity, identity]),
            "DecodeParms": pydyf.Dictionary({"Predictor": _UP, "Columns": _ROW.size}),
        }
        self._put_compressed(number, _predicted(self._rows), entries)
        self._file.write(b"startxref\n%d\n%%%%EOF\n" % start)
        return self._file.getvalue()

    def _record(self, number: int, *row: int) -> None:
        """Record an object's cross-reference entry: its type and two numbers (ISO 32000-1, table 18)."""
        _ROW.pack_into(self._rows, number * _ROW.size, *row)

    def _put_compressed(self, number: int, data: bytes, entries: Mapping[str, Any]) -> None:
        packed = zlib.compress(data, _LEVEL)
        written = pydyf.Dictionary({**entries, "Filter": "/FlateDecode", "Length": len(packed)})
        self.put_stream(number, written.data, packed)

    def _pack(self, waiting: dict[int, bytes]) -> None:
        """Write the collected objects of a group as an object stream (ISO 32000-1, 7.5.7)."""
        if not waiting:
            return
        (number,) = self.reserve(1)
        for index, item in enumerate(waiting):
            self._record(item, _PACKED, number, index)
        offsets = accumulate((len(text) + 1 for text in waiting.values()), initial=0)
        head = b" ".join(b"%d %d" % pair for pair in zip(waiting, offsets, strict=False))
        body = b"%b\n%b" % (head, b"\n".join(waiting.values()))
        self._put_compressed(number, body, {"Type": "/ObjStm", "N": len(waiting), "First": len(head) + 1})
        waiting.clear()


def _predicted(rows: bytearray) -> bytes:
    """Return rows as differences from the row before, which compress to a fifth."""
    changed = bytes(map(_MODULO.__getitem__, map(sub, rows, chain(bytes(_ROW.size), rows))))
    predicted = bytearray(b"\2" + bytes(_ROW.size)) * (len(rows) // _ROW.size)
    for column in range(_ROW.size):
        predicted[column + 1 :: _ROW.size + 1] = changed[column :: _ROW.size]
    return bytes(predicted)
