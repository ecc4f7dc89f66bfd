"""A finished EPUB -> what shops and libraries have rules about."""

import io
import re
import zipfile
from dataclasses import dataclass
from functools import cached_property
from posixpath import dirname, join, normpath
from typing import NamedTuple
from urllib.parse import unquote

from lxml import etree

from bookbuild.model import isbn13
from bookbuild.verify.image_sizes import ImageSize, image_size

Element = etree._Element  # noqa: SLF001 - lxml names its element type so
_DC = "{http://purl.org/dc/elements/1.1/}"
_WITHOUT_WORDS = re.compile(rb'<img\b(?=[^>]*\salt="\s*")(?![^>]*\sclass="[^"]*\bdecorative\b)[^>]*>')
_LINK = re.compile(rb'<a\b[^>]*\shref="(https?:[^"]*)"')
_ANIMATED = {"image/gif": b"NETSCAPE2.0", "image/png": b"acTL", "image/webp": b"ANIM"}
_HEAD = 4096


class Image(NamedTuple):
    """An image of an EPUB."""

    name: str
    media_type: str
    file_size: int
    size: ImageSize
    moves: bool


@dataclass(frozen=True)
class EpubFacts:
    """The facts about an EPUB, each found when it is first asked for."""

    name: str
    data: bytes

    @property
    def file_size(self) -> int:
        """The size of the file, in bytes."""
        return len(self.data)

    @cached_property
    def files(self) -> dict[str, bytes]:
        """The files in it, by name."""
        with zipfile.ZipFile(io.BytesIO(self.data)) as container:
            return {name: container.read(name) for name in container.namelist()}

    @cached_property
    def images(self) -> tuple[Image, ...]:
        """Its raster images."""
        found = ((name, media_type) for name, media_type, _ in self._items if media_type.startswith("image/"))
        return tuple(self._image(name, media_type) for name, media_type in found)

    @cached_property
    def cover(self) -> Image | None:
        """The image on its cover."""
        names = [(name, kind) for name, kind, marks in self._items if "cover-image" in marks]
        return self._image(*names[0]) if names else None

    @cached_property
    def fonts(self) -> tuple[str, ...]:
        """The names of its fonts."""
        return tuple(name for name, kind, _ in self._items if "font" in kind)

    @cached_property
    def links(self) -> tuple[str, ...]:
        """The addresses on the web that its links lead to."""
        found = (address.decode() for data in self._documents for address in _LINK.findall(data))
        return tuple(dict.fromkeys(found))

    @cached_property
    def undescribed(self) -> int:
        """How many images have no words that stand for them, and are not marked as decoration."""
        return sum(len(_WITHOUT_WORDS.findall(data)) for data in self._documents)

    @cached_property
    def isbn(self) -> str:
        """Its own ISBN, or that of the printed book, of thirteen digits, or an empty text."""
        for value in (*self.texts("identifier"), *self.texts("source"), self.name):
            try:
                return isbn13(value.removesuffix(".epub"))
            except ValueError:
                continue
        return ""

    @cached_property
    def entries(self) -> int:
        """How many entries its table of contents has."""
        return self.files.get(join(self._folder, "toc.ncx"), b"").count(b"<navPoint")

    def texts(self, element: str) -> tuple[str, ...]:
        """Return what the metadata has as an element of Dublin Core."""
        return tuple(text for one in self._package.iter(f"{_DC}{element}") if (text := (one.text or "").strip()))

    @property
    def _documents(self) -> tuple[bytes, ...]:
        return tuple(self.files[name] for name, kind, _ in self._items if kind == "application/xhtml+xml")

    def _image(self, name: str, media_type: str) -> Image:
        data = self.files[name]
        moves = _ANIMATED.get(media_type, b"\0") in data[:_HEAD]
        return Image(name, media_type, len(data), image_size(media_type, data), moves)

    @cached_property
    def _items(self) -> tuple[tuple[str, str, str], ...]:
        """The name, media type and properties of each file that the package lists."""
        listed = self._package.iterfind("{*}manifest/{*}item")
        return tuple((self._path_of(one), str(one.get("media-type")), str(one.get("properties", ""))) for one in listed)

    def _path_of(self, item: Element) -> str:
        return normpath(join(self._folder, unquote(str(item.get("href")))))

    @cached_property
    def _folder(self) -> str:
        return dirname(self._package_name)

    @cached_property
    def _package_name(self) -> str:
        return next(name for name in self.files if name.endswith(".opf"))

    @cached_property
    def _package(self) -> Element:
        return etree.fromstring(self.files[self._package_name])
