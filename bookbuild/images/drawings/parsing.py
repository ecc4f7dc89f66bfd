"""SVG files -> trees: unpacked, with the entities that they define themselves, and without anything from elsewhere."""

import re
import zlib
from html.entities import html5

from lxml import etree

from bookbuild.images.drawings.names import SVG, Element
from bookbuild.images.encoded import UnreadableError

_GZIP = b"\x1f\x8b"
_MAX_BYTES = 64 * 2**20
_LONG = 4 * 2**20
"""Files longer than this may hold a picture that is longer than libxml2 allows an attribute to be."""
_EXTERNAL_ENTITY = re.compile(rb"""<!ENTITY\s+(?:%\s*)?([\w.:-]+)\s+(?:SYSTEM|PUBLIC)\b""")
_ENTITY = re.compile(rb"&[A-Za-z][A-Za-z0-9]{1,30};")
_OF_XML = frozenset({b"amp", b"lt", b"gt", b"quot", b"apos"})
_ANEW = "export it anew from the drawing program, or as a large PNG"
_NO_SVG = "is not an SVG image: its root element is not svg in the SVG namespace"


def parse(data: bytes) -> Element:
    """Return the root of a drawing. Entities defined in the file are replaced, as drawing programs write them.

    Raises:
        UnreadableError: if it is not well-formed SVG, or refers to other files by entities.

    """
    data = _unpacked(data)
    if external := _EXTERNAL_ENTITY.search(data):
        name = external[1].decode("ascii", "replace")
        hint = "export the drawing with everything in it, as “plain SVG”"
        raise UnreadableError(f"takes an entity ({name}) from another file, which is not read\n{hint}")
    data = _with_characters(data)
    # Without its limits, libxml2 would let entities multiply.
    huge = len(data) > _LONG and b"<!ENTITY" not in data
    parser = etree.XMLParser(
        resolve_entities="internal",  # type: ignore[arg-type]  # the stubs are older than this value
        no_network=True,
        load_dtd=False,
        remove_comments=True,
        remove_pis=True,
        huge_tree=huge,
    )
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise UnreadableError(f"is not well-formed SVG: {error.msg}\n{_ANEW}") from error
    if root.tag != f"{SVG}svg":
        hint = f'write xmlns="{SVG[1:-1]}" into its <svg …>' if root.tag == "svg" else ""
        raise UnreadableError(f"{_NO_SVG}\n{hint}".rstrip())
    if any(True for _ in root.iter(etree.Entity)):
        raise UnreadableError("uses an entity (&…;) that it does not define")
    return root


def _with_characters(data: bytes) -> bytes:
    """Return a drawing with the entities that HTML defines and XML does not, ``&nbsp;``, as numbers."""
    if b"&" not in data or b"<!ENTITY" in data:
        return data
    return _ENTITY.sub(lambda match: _numbers(match[0]), data)


def _numbers(entity: bytes) -> bytes:
    characters = html5.get(entity[1:].decode("ascii"), "")
    is_known = characters and entity[1:-1] not in _OF_XML
    return "".join(f"&#{ord(one)};" for one in characters).encode() if is_known else entity


def has_stylesheet_elsewhere(data: bytes) -> bool:
    """Return whether a drawing names a stylesheet in another file."""
    return b"<?xml-stylesheet" in data


def _unpacked(data: bytes) -> bytes:
    """Return a drawing as XML: ``.svgz`` files are packed by gzip (RFC 1952)."""
    if not data.startswith(_GZIP):
        return data
    packed = zlib.decompressobj(wbits=31)
    try:
        plain = packed.decompress(data, _MAX_BYTES)
    except zlib.error as error:
        raise UnreadableError(f"is damaged: {error}") from error
    if packed.unconsumed_tail:
        raise UnreadableError(f"is larger than {_MAX_BYTES // 2**20} MiB when unpacked")
    return plain
