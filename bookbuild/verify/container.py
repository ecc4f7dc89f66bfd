"""The EPUB's container: its files, and the package document (OCF 3.3, EPUB 3.3)."""

import io
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from posixpath import dirname, join, normpath
from urllib.parse import unquote

from lxml import etree

_OPF = "{http://www.idpf.org/2007/opf}"
_CONTAINER = "{urn:oasis:names:tc:opendocument:xmlns:container}"
_MIMETYPE = b"application/epub+zip"
_UNLISTED = ("mimetype", "META-INF/")


class BrokenError(Exception):
    """Raised when the container cannot be read further; the message is the reason."""


@dataclass(frozen=True, slots=True)
class Container:
    """An open EPUB: every file by path, the media types of those in the manifest, and the spine in order."""

    files: Mapping[str, bytes]
    package: str
    media_types: Mapping[str, str]
    spine: tuple[str, ...]
    nav: str


def open_container(data: bytes) -> Container:
    """Return the contents of the container.

    Raises:
        BrokenError: if it is not a ZIP file, or has no readable package document.

    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            first = archive.infolist()[0]
            files = {name: archive.read(name) for name in archive.namelist()}
        if (first.filename, first.compress_type, first.extra) != ("mimetype", zipfile.ZIP_STORED, b""):
            raise BrokenError("mimetype is not the first file, or is compressed or has extra fields")
        package = _package_path(files)
        return _described(files, package, etree.fromstring(files[package], parser()))
    except (zipfile.BadZipFile, IndexError, KeyError, etree.XMLSyntaxError) as error:
        raise BrokenError(f"container or package document is broken: {error}") from error


def parser() -> etree.XMLParser:
    """Return a parser that does not access the network and does not expand entities."""
    return etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)


def resolved(base: str, address: str) -> str:
    """Return the path in the container of a relative address without a fragment."""
    return normpath(join(dirname(base), unquote(address)))


def container_faults(container: Container) -> Iterator[str]:
    """Yield a message for each mismatch of manifest and files."""
    if container.files["mimetype"] != _MIMETYPE:
        yield "mimetype is not application/epub+zip"
    if not container.nav:
        yield "the manifest has no nav document"
    for path in container.media_types:
        if path not in container.files:
            yield f"{path} is in the manifest, but not in the container"
    for path in container.files:
        if path not in container.media_types and path != container.package and not path.startswith(_UNLISTED):
            yield f"{path} is not in the manifest"


def _package_path(files: Mapping[str, bytes]) -> str:
    root = etree.fromstring(files["META-INF/container.xml"], parser())
    rootfile = root.find(f".//{_CONTAINER}rootfile")
    return str(rootfile.get("full-path")) if rootfile is not None else ""


def _described(files: Mapping[str, bytes], package: str, root: etree._Element) -> Container:
    items = root.findall(f"{_OPF}manifest/{_OPF}item")
    paths = {str(item.get("id")): resolved(package, str(item.get("href"))) for item in items}
    navs = [paths[str(item.get("id"))] for item in items if "nav" in str(item.get("properties", "")).split()]
    return Container(
        files=files,
        package=package,
        media_types={paths[str(item.get("id"))]: str(item.get("media-type")) for item in items},
        spine=tuple(paths[str(item.get("idref"))] for item in root.iterfind(f"{_OPF}spine/{_OPF}itemref")),
        nav="".join(navs[:1]),
    )
