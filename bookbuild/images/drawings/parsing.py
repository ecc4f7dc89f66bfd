"""SVG files -> trees: unpacked, with the entities that they define themselves, and without anything from elsewhere."""

import re
import zlib

from lxml import etree

from bookbuild.images.drawings.names import SVG, Element
from bookbuild.images.encoded import UnreadableError

_GZIP = b"\x1f\x8b"
_MAX_BYTES = 64 * 2**20
_LONG = 4 * 2**20
"""Files longer than this may hold a picture that is longer than libxml2 allows an attribute to be."""
_EXTERNAL_ENTITY = re.compile(rb"""<!ENTITY\s+(?:%\s*)?([\w.:-]+)\s+(?:SYSTEM|PUBLIC)\b""")
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
        raise UnreadableError(f"is not well-formed SVG: {error.msg}") from error
    if root.tag != f"{SVG}svg":
        hint = f'write xmlns="{SVG[1:-1]}" into its <svg …>' if root.tag == "svg" else ""
        raise UnreadableError(f"{_NO_SVG}\n{hint}".rstrip())
    if any(True for _ in root.iter(etree.Entity)):
        raise UnreadableError("uses an entity (&…;) that it does not define")
    return root


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
