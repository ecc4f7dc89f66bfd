"""Pictures in drawings: read as any image is, and put into the drawing as ``data:`` addresses."""

import re
from base64 import b64decode, b64encode
from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import unquote_to_bytes

from bookbuild.images.drawings.names import HREFS, Element, href_of, remove
from bookbuild.images.encoded import UnreadableError

_DATA = re.compile(r"data:image/(?!svg)[\w.+-]+(?:;[\w=.-]+)*?(;base64)?,(.*)", re.IGNORECASE | re.DOTALL)
_USUAL = re.compile(r"data:image/(?:png|jpeg|gif|webp);base64,[A-Za-z0-9+/=\s]*")
"""Addresses that every program reads, the layout too."""
_IMAGE = re.compile(rb"<(?:\w+:)?image\b[^>]*?\bhref\s*=\s*(?:\"([^\"]+)\"|'([^']+)')", re.DOTALL)
_ELSEWHERE = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:|[/\\]{2}|#")


def files_in_drawing(data: bytes) -> tuple[str, ...]:
    """Return the names of the picture files that a drawing shows, relative to its own folder, each once."""
    found = (match[1] or match[2] for match in _IMAGE.finditer(data))
    names = (name.decode("utf-8", "replace").strip() for name in found)
    return tuple(dict.fromkeys(name for name in names if not _ELSEWHERE.match(name)))


@dataclass(frozen=True, slots=True)
class Embedder:
    """Puts pictures into a drawing; `files` are those beside it by the names that it uses. `lost` lists what is not
    shown, in words.
    """

    files: Mapping[str, bytes]
    lost: dict[str, None] = field(default_factory=dict)

    def embed(self, image: Element) -> None:
        """Put the picture into an ``image`` element, or remove the element."""
        address = href_of(image)
        if not address or address.startswith("#"):
            return
        data = _embedded(address) or self.files.get(address)
        if data is None:
            self._lose(image, f"the picture {_short(address)}")
            return
        from bookbuild.images.raster import read_raster  # noqa: PLC0415 - loads Pillow, and few drawings hold pictures

        try:
            picture = read_raster(data)
        except UnreadableError as error:
            self._lose(image, f"a picture in it, which {str(error).partition(chr(10))[0]}")
            return
        if picture.data == data and _USUAL.fullmatch(address):
            return  # as it is
        for name in HREFS:
            image.attrib.pop(name, "")
        image.set(HREFS[1], f"data:{picture.media_type};base64,{b64encode(picture.data).decode()}")

    def _lose(self, image: Element, words: str) -> None:
        self.lost[words] = None
        remove(image)


def _embedded(address: str) -> bytes | None:
    """Return the bytes of a picture in a ``data:`` address (RFC 2397), or None if it is another address."""
    match = _DATA.fullmatch(address)
    if match is None:
        return None
    try:
        return b64decode("".join(match[2].split())) if match[1] else unquote_to_bytes(match[2])
    except ValueError:
        return b"?"


def _short(address: str, limit: int = 60) -> str:
    return address if len(address) <= limit else f"{address[:limit]}…"
