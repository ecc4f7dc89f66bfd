"""The XMP packet of a PDF (ISO 16684-1): Dublin Core, rights, identifiers, and what the file claims to be."""

from collections.abc import Iterable, Iterator, Mapping
from html import escape
from typing import NamedTuple

from bookbuild.bind.claims import Claims
from bookbuild.model import Identity

_TEXTS, _BAGS = ("source",), ("language", "publisher", "relation", "subject")
_ALTERNATIVES = ("title", "rights", "description")
_PACKET = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" {names}>
{properties}
</rdf:Description>
</rdf:RDF>
</x:xmpmeta>
<?xpacket end="r"?>
"""
_NAMES = {
    "dc": "http://purl.org/dc/elements/1.1/",
    "xmp": "http://ns.adobe.com/xap/1.0/",
    "pdf": "http://ns.adobe.com/pdf/1.3/",
    "xmpRights": "http://ns.adobe.com/xap/1.0/rights/",
    "pdfuaid": "http://www.aiim.org/pdfua/ns/id/",
    "pdfaid": "http://www.aiim.org/pdfa/ns/id/",
    "dcterms": "http://purl.org/dc/terms/",
    "prism": "http://prismstandard.org/namespaces/basic/3.0/",
    "pdfaExtension": "http://www.aiim.org/pdfa/ns/extension/",
    "pdfaSchema": "http://www.aiim.org/pdfa/ns/schema#",
    "pdfaProperty": "http://www.aiim.org/pdfa/ns/property#",
}


class _Described(NamedTuple):
    """A property that PDF/A does not know, so that the file describes it (ISO 19005-3, 6.6.2.3.3)."""

    type: str
    category: str
    meaning: str


_SCHEMAS = {
    "pdfuaid": "PDF/UA identification",
    "dcterms": "DCMI metadata terms",
    "prism": "PRISM basic metadata",
}
_DESCRIBED: Mapping[str, _Described] = {
    "pdfuaid:part": _Described("Integer", "internal", "The part of ISO 14289 that the file keeps"),
    "dcterms:isPartOf": _Described("URI", "external", "The whole work of which the file is a part"),
    "prism:subtitle": _Described("Lang Alt", "external", "The subtitle of the work"),
    "prism:isbn": _Described("Text", "external", "The ISBN of the file"),
    "prism:doi": _Described("Text", "external", "The digital object identifier of the work"),
    "prism:edition": _Described("Text", "external", "The edition of the work"),
    "prism:seriesTitle": _Described("Text", "external", "The title of the series that the work is in"),
    "prism:seriesNumber": _Described("Text", "external", "The place of the work in the series"),
    "prism:issn": _Described("Text", "external", "The ISSN of the series that the work is in"),
}


def packet(identity: Identity, claims: Claims, maker: str, producer: str) -> str:
    """Return the packet. What it says of the book is what the EPUB of the book says."""
    own = dict(_own_properties(identity, claims))
    properties = [
        *((_alternatives if _is_in_languages(name) else _text)(name, value) for name, value in own.items()),
        *_dublin_core(identity),
        _text("pdf:Keywords", ", ".join(identity.subjects)),
        _text("pdf:Producer", producer),
        _text("xmp:CreatorTool", maker),
        _text("xmp:CreateDate", identity.modified),
        _text("xmp:ModifyDate", identity.modified),
        *_rights(identity),
        _extension(own) if claims.part else "",
    ]
    lines = "\n".join(filter(None, properties))
    used = (f'xmlns:{name}="{address}"' for name, address in _NAMES.items() if f"<{name}:" in lines)
    return _PACKET.format(names="\n ".join(used), properties=lines)


def _own_properties(identity: Identity, claims: Claims) -> Iterator[tuple[str, str]]:
    """Yield the claims, and the parts of the book's identity that Dublin Core has no element for."""
    if claims.accessible:
        yield "pdfuaid:part", "2" if claims.is_second else "1"
    if claims.is_second:
        yield "pdfuaid:rev", "2024"
    if claims.part:
        yield "pdfaid:part", str(claims.part)
        yield "pdfaid:conformance", claims.level
    series = identity.series
    facts = {
        "dcterms:isPartOf": identity.part_of.urn if identity.part_of else "",
        "prism:subtitle": identity.subtitle,
        "prism:isbn": identity.isbn_of("pdf"),
        "prism:doi": identity.doi,
        "prism:edition": identity.edition,
        "prism:seriesTitle": series.title if series else "",
        "prism:seriesNumber": series.position if series else "",
        "prism:issn": series.issn if series else "",
    }
    yield from ((name, value) for name, value in facts.items() if value)


def _is_in_languages(name: str) -> bool:
    return name in _DESCRIBED and _DESCRIBED[name].type == "Lang Alt"


def _dublin_core(identity: Identity) -> Iterator[str]:
    facts: dict[str, list[str]] = {"title": [identity.full_title]}
    for name, value in identity.dublin_core():
        facts.setdefault(name, []).append(value)
    for name in _ALTERNATIVES:
        yield _alternatives(f"dc:{name}", facts[name][0])
    yield _items("dc:creator", "Seq", [creator.name for creator in identity.creators])
    yield _items("dc:contributor", "Bag", [creator.name for creator in identity.contributors])
    yield from (_items(f"dc:{name}", "Bag", facts.get(name, ())) for name in _BAGS)
    yield _items("dc:date", "Seq", facts["date"])
    yield _text("dc:identifier", identity.urn)
    yield from (_text(f"dc:{name}", facts[name][0]) for name in _TEXTS)
    yield "<dc:format>application/pdf</dc:format>"


def _rights(identity: Identity) -> Iterator[str]:
    if identity.license:
        yield _text("xmpRights:Marked", "True")
        yield _text("xmpRights:WebStatement", identity.license)


def _extension(own: Iterable[str]) -> str:
    """Return the descriptions of the properties that PDF/A does not know, by the schema of each."""
    schemas = []
    for prefix, name in _SCHEMAS.items():
        described = [_property(key) for key in own if key.startswith(f"{prefix}:")]
        if described:
            head = _text("pdfaSchema:schema", name) + _text("pdfaSchema:namespaceURI", _NAMES[prefix])
            head += _text("pdfaSchema:prefix", prefix)
            schemas.append(_resource(f"{head}{_sequence('pdfaSchema:property', 'Seq', described)}"))
    return _sequence("pdfaExtension:schemas", "Bag", schemas)


def _property(name: str) -> str:
    described = _DESCRIBED[name]
    parts = {
        "name": name.partition(":")[2],
        "valueType": described.type,
        "category": described.category,
        "description": described.meaning,
    }
    return _resource("".join(_text(f"pdfaProperty:{key}", value) for key, value in parts.items()))


def _resource(inner: str) -> str:
    return f'<rdf:li rdf:parseType="Resource">{inner}</rdf:li>'


def _text(name: str, value: str) -> str:
    return f"<{name}>{escape(value, quote=False)}</{name}>" if value else ""


def _alternatives(name: str, value: str) -> str:
    item = f'<rdf:li xml:lang="x-default">{escape(value, quote=False)}</rdf:li>'
    return _sequence(name, "Alt", [item] if value else [])


def _items(name: str, container: str, values: Iterable[str]) -> str:
    return _sequence(name, container, [_text("rdf:li", value) for value in values if value])


def _sequence(name: str, container: str, items: list[str]) -> str:
    return f"<{name}><rdf:{container}>{''.join(items)}</rdf:{container}></{name}>" if items else ""
