"""A document or drawing of the EPUB: its ids, and the addresses in it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from bookbuild.css.addresses import css_addresses
from bookbuild.verify.container import parser

_NAMESPACES = {
    "h": "http://www.w3.org/1999/xhtml",
    "svg": "http://www.w3.org/2000/svg",
    "xlink": "http://www.w3.org/1999/xlink",
    "epub": "http://www.idpf.org/2007/ops",
    "ncx": "http://www.daisy.org/z3986/2005/ncx/",
}


def _xpath(expression: str) -> etree.XPath:
    return etree.XPath(expression, namespaces=_NAMESPACES, smart_strings=False)


_IDS = _xpath("//@id")
_LINKS = _xpath("//h:a/@href | //h:area/@href | //svg:a/@href | //svg:a/@xlink:href | //ncx:content/@src")
_LOADS = _xpath(
    "//h:*/@src | //h:link/@href | //h:object/@data | //h:*/@poster"
    " | //svg:*[not(self::svg:a)]/@href | //svg:*[not(self::svg:a)]/@xlink:href"
)
_STYLES = _xpath("//h:style/text() | //svg:style/text() | //@style")
_SCRIPTS = _xpath(
    "//h:script | //svg:script | //h:iframe | //h:embed | //h:object | //h:form"
    " | //@*[starts-with(local-name(), 'on') and namespace-uri() = '']"
)
_CONTENTS = _xpath("//h:nav[@epub:type = 'toc']//h:a/@href")
_DATA = re.compile(r"""url\((["']?)data:[A-Za-z0-9/+.;=,_-]*\1\)""", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Markup:
    """Contents of a document: its ids, its links and those of them in its table of contents, the addresses it
    loads, and whether it contains scripts or forms.
    """

    ids: tuple[str, ...] = ()
    links: tuple[str, ...] = ()
    contents: tuple[str, ...] = ()
    loads: tuple[str, ...] = ()
    runs: bool = False


def read_markup(data: bytes) -> Markup:
    """Return the ids and addresses of an XML document.

    Raises:
        lxml.etree.XMLSyntaxError: if it is not well-formed.

    """
    root = etree.fromstring(data, parser())
    styled = (address for style in _texts(_STYLES, root) for address in css_loads(style))
    return Markup(
        ids=_texts(_IDS, root),
        links=_texts(_LINKS, root),
        contents=_texts(_CONTENTS, root),
        loads=(*_texts(_LOADS, root), *styled),
        runs=bool(_SCRIPTS(root)),
    )


def _texts(path: etree.XPath, root: etree._Element) -> tuple[str, ...]:
    result = path(root)
    return tuple(map(str, result)) if isinstance(result, list) else ()


def css_loads(css: str) -> Iterator[str]:
    """Yield the addresses that a stylesheet loads, but for data in it, which may be long."""
    return (address.text for address in css_addresses(_DATA.sub("", css)))
