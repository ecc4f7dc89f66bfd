"""Addresses of links and images, in the form in which the author wrote them."""

import re
from collections.abc import Iterable, Iterator
from urllib.parse import parse_qs, urlsplit

import mdurl
from markdown_it.common.normalize_url import normalizeLink

from bookbuild.model import OUTWARD_SCHEMES
from bookbuild.model.schemes import WEB
from bookbuild.parse.characters import xml_text
from bookbuild.parse.markup import Child, Node, walk
from bookbuild.parse.vocabulary import HREF, LINE, SRC

_SCHEME = re.compile(r"([a-z][a-z0-9+.-]*):", re.IGNORECASE)
_BREAKS = re.compile(r"[\t\n\r]")
_IGNORED_IN_SCHEMES = re.compile("[\0-\x20]+")
_UNSAFE = frozenset({"about", "blob", "chrome", "data", "file", "filesystem", "jar", "javascript", "livescript",
                     "resource", "vbscript", "view-source"})  # fmt: skip
_HOST = re.compile(r"[\w-]+(\.[\w-]+)*\.?|[0-9a-f:.]*:[0-9a-f:.]*", re.IGNORECASE)
_NUMBERS = frozenset({"callto", "facetime", "facetime-audio", "sms", "smsto", "tel"})
"""Schemes of telephone numbers, in which there are no spaces."""
_MAIL = frozenset({"mailto", "sip", "sips", "xmpp"})
_OPAQUE = re.compile(r"[a-z0-9+.-]+:(?:[^\s:/?#]\S*|\?[^\s=]+=\S*)", re.IGNORECASE)
"""A scheme and what it names (``mailto:ada@example.org``), or a question to it (``mailto:?subject=…``)."""
_HIERARCHICAL = re.compile(r"[a-z0-9+.-]+://[^\s/?#]\S*", re.IGNORECASE)
_GRAV_SIZE = re.compile(r"([0-9]{1,5}),([0-9]{1,5})")
_GRAV_SCHEMES = frozenset({"image", "page", "theme", "user"})
"""Folders of a Grav site in the form of a scheme: ``image://desk.png``."""
_GRAV_SIZES = ("resize", "cropResize", "forceResize", "cropZoom", "zoomCrop")


def is_external(address: str) -> bool:
    """Return whether an address is absolute, valid and leads out of the book (RFC 3986)."""
    scheme = _scheme(address)
    if scheme not in OUTWARD_SCHEMES:
        return False
    if scheme not in WEB:
        is_hierarchical = scheme not in _NUMBERS | _MAIL and _HIERARCHICAL.fullmatch(address)
        return bool(is_hierarchical or _OPAQUE.fullmatch(address))
    try:
        parts = urlsplit(address)
        host, _port = parts.hostname or "", parts.port
    except ValueError:
        return False
    return _HOST.fullmatch(host) is not None


def set_addresses(children: Iterable[Child]) -> Iterator[tuple[int, str]]:
    """Set the ``href`` of each link and the ``src`` of each image; an unsafe link gets none.

    Yields:
        The line and the scheme of each unsafe link.

    """
    for node in walk(children):
        if HREF in node.attrs:
            raw = node.attrs.pop(HREF)
            scheme = _scheme(raw)
            if scheme in _UNSAFE:
                yield int(node.attrs.get(LINE, 0)), scheme
            else:
                node.attrs = {"href": _address(raw, scheme), **node.attrs}
        elif SRC in node.attrs:
            _set_image_source(node, node.attrs.pop(SRC))


def _scheme(raw: str) -> str:
    match = _SCHEME.match(_IGNORED_IN_SCHEMES.sub("", raw))
    return match[1].lower() if match else ""


def _address(raw: str, scheme: str) -> str:
    """Encode an address that leads out of the book; decode one within it, so that it compares with file names."""
    address = _unbroken(raw)
    if address.startswith("//"):
        address, scheme = f"https:{address}", "https"
    if scheme in OUTWARD_SCHEMES and is_external(encoded := _encoded(_tidied(address, scheme))):
        return encoded
    return _path(_unbroken(raw))


def _unbroken(raw: str) -> str:
    """Return an address without line breaks and tabs, which browsers take out (URL Standard, 4.4)."""
    return _BREAKS.sub("", raw).strip()


def _path(address: str) -> str:
    """Return a decoded path in one line, as an attribute holds it."""
    return _BREAKS.sub(" ", xml_text(mdurl.decode(address)))


def _tidied(address: str, scheme: str) -> str:
    """Return an address without the spaces and slashes that people write into mail addresses and numbers."""
    if scheme not in _NUMBERS | _MAIL:
        return address
    before, colon, rest = address.partition(":")
    receiver, mark, query = rest.strip().removeprefix("//").partition("?")
    if scheme in _NUMBERS:
        receiver = re.sub(r"[\s\u00a0]+|%20", "", receiver)
    return f"{before}{colon}{receiver.strip()}{mark}{query}"


def _encoded(raw: str) -> str:
    address, mark, fragment = normalizeLink(raw).partition("#")
    return address + mark + fragment.replace("#", "%23")


def shown(address: str) -> str:
    """Return an address as words."""
    return xml_text(mdurl.decode(re.sub("^(?:mailto|tel):", "", address)))


def _set_image_source(node: Node, raw: str) -> None:
    source, size = _unbroken(raw), {}
    if _scheme(source) in {"", *_GRAV_SCHEMES} and not source.startswith("//"):
        source, _, query = source.partition("?")
        size = _size(query)
        source = _path(source)
    node.attrs = {"src": source, **node.attrs, **size}


def _size(query: str) -> dict[str, str]:
    """Return the size set by Grav's image actions: ``resize=400,200`` and the like, ``width=400``. It is the most that
    the picture may have, which keeps its shape and is not enlarged.
    """
    values = {name: texts[-1] for name, texts in parse_qs(query).items()}
    for name in _GRAV_SIZES:
        if match := _GRAV_SIZE.match(values.get(name, "")):
            return {"width": match[1], "height": match[2], "data-most": "1"}
    sizes = {name: values[name] for name in ("width", "height") if values.get(name, "").isdecimal()}
    return {**sizes, "data-most": "1"} if sizes else {}
