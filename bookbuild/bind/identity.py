"""Metadata of the PDF: document information, XMP, and viewer preferences."""

import re
from html import escape
from typing import Any

import pydyf

from bookbuild import __version__
from bookbuild.bind.writing import PdfFile
from bookbuild.model import Identity, PdfRendition

_MAKER = f"bookbuild {__version__}"
_PRODUCER = "bookbuild, WeasyPrint"
_CLAIM = "<pdfuaid:part>1</pdfuaid:part>"
_LISTING = re.compile(r"<pre\b")


def metadata(book: PdfFile, identity: Identity, *, has_all_glyphs: bool) -> bytes:
    """Write the XMP, with the claim of PDF/UA-1 (ISO 14289-1, 5) if the book has all its glyphs (7.21.8); return a
    reference to it.
    """
    xmp = _xmp(identity, _CLAIM if has_all_glyphs else "")
    return book.add_stream(xmp.encode(), Type="/Metadata", Subtype="/XML")


def catalog_entries(rendition: PdfRendition) -> dict[str, Any]:
    """Return the catalog's entries for the language and for how a viewer opens the file."""
    preferences = {"DisplayDocTitle": "true"} | ({"Direction": "/R2L"} if _is_all_from_the_right(rendition) else {})
    entries = {
        "Lang": pydyf.String(rendition.identity.language),
        "ViewerPreferences": pydyf.Dictionary(preferences),
    }
    if rendition.outline:
        entries["PageMode"] = "/UseOutlines"
    if any(run.division == "cover" for run in rendition.runs):
        entries["PageLayout"] = "/TwoPageRight"
    return entries


def _is_all_from_the_right(rendition: PdfRendition) -> bool:
    """Return whether a book reads from right to left, without listings.

    PDFium, which Chrome and Edge show PDFs with, takes the direction of the file for that of every line: lines of code
    that are copied would have their words in the wrong order and their brackets turned. Without it, each line has its
    own, which is that of the words around code within a line.
    """
    return rendition.direction == "rtl" and not any(_LISTING.search(run.xhtml) for run in rendition.runs)


def information(identity: Identity) -> dict[str, Any]:
    """Return title, creators, subjects and dates, all from the book's identity, none from the clock."""
    date = "D:" + "".join(filter(str.isdigit, identity.modified)) + "Z"
    facts = {
        "Title": identity.full_title,
        "Author": _creators(identity),
        "Subject": identity.description,
        "Keywords": ", ".join(identity.subjects),
        "Creator": _MAKER,
        "Producer": _PRODUCER,
        "CreationDate": date,
        "ModDate": date,
    }
    return {name: pydyf.String(value) for name, value in facts.items() if value}


def _creators(identity: Identity) -> str:
    return ", ".join(creator.name for creator in identity.creators)


def _xmp(identity: Identity, claim: str) -> str:
    """Return the XMP packet (ISO 16684-1): Dublin Core, dates, tools, and what the file claims to be."""
    properties = [
        claim,
        _alternatives("dc:title", identity.full_title),
        _alternatives("dc:description", identity.description),
        _alternatives("dc:rights", identity.rights),
        _items("dc:creator", "Seq", [creator.name for creator in identity.creators]),
        _items("dc:publisher", "Bag", [identity.publisher]),
        _items("dc:subject", "Bag", identity.subjects),
        _items("dc:language", "Bag", [identity.language]),
        _text("dc:identifier", identity.urn),
        _text("dc:source", identity.source),
        "<dc:format>application/pdf</dc:format>",
        _text("pdf:Keywords", ", ".join(identity.subjects)),
        _text("pdf:Producer", _PRODUCER),
        _text("xmp:CreatorTool", _MAKER),
        _text("xmp:CreateDate", identity.modified),
        _text("xmp:ModifyDate", identity.modified),
    ]
    lines = "\n".join(filter(None, properties))
    return f"""<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/"
 xmlns:pdf="http://ns.adobe.com/pdf/1.3/" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">
{lines}
</rdf:Description>
</rdf:RDF>
</x:xmpmeta>
<?xpacket end="r"?>
"""


def _text(name: str, value: str) -> str:
    return f"<{name}>{escape(value, quote=False)}</{name}>" if value else ""


def _alternatives(name: str, value: str) -> str:
    if not value:
        return ""
    return f'<{name}><rdf:Alt><rdf:li xml:lang="x-default">{escape(value, quote=False)}</rdf:li></rdf:Alt></{name}>'


def _items(name: str, container: str, values: list[str] | tuple[str, ...]) -> str:
    items = "".join(f"<rdf:li>{escape(value, quote=False)}</rdf:li>" for value in values if value)
    return f"<{name}><rdf:{container}>{items}</rdf:{container}></{name}>" if items else ""
