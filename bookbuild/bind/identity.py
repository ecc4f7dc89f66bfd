"""Metadata of the PDF: document information, XMP, output intent, and viewer preferences."""

import re
from typing import Any

import pydyf

from bookbuild import __version__
from bookbuild.bind.claims import Claims
from bookbuild.bind.colour_profile import NAME, srgb_profile
from bookbuild.bind.pdf_writer import PdfFile, reference
from bookbuild.bind.xmp import packet
from bookbuild.model import Identity, PdfRendition

_MAKER = f"bookbuild {__version__}"
_PRODUCER = "bookbuild, WeasyPrint"
_LISTING = re.compile(r"<pre\b")


def metadata(book: PdfFile, identity: Identity, claims: Claims) -> bytes:
    """Write the XMP, with what the book claims to be, and return a reference to it. It is not compressed, so that
    programs that know nothing of PDF can find it (ISO 19005-2, 6.6.2.1).
    """
    (number,) = book.reserve(1)
    data = packet(identity, claims, _MAKER, _PRODUCER).encode()
    entries = {"Type": "/Metadata", "Subtype": "/XML", "Length": len(data)}
    book.put_stream(number, pydyf.Dictionary(entries).data, data)
    return reference(number)


def output_intents(book: PdfFile, claims: Claims) -> dict[str, Any]:
    """Write what RGB means if the book is for archives (ISO 19005-2, 6.2.3), and return the entry of the catalog."""
    if not claims.part:
        return {}
    profile = book.add_stream(srgb_profile(), N=3, Alternate="/DeviceRGB")
    intent = {
        "Type": "/OutputIntent",
        "S": "/GTS_PDFA1",
        "OutputConditionIdentifier": pydyf.String(NAME),
        "Info": pydyf.String(NAME),
        "DestOutputProfile": profile,
    }
    return {"OutputIntents": pydyf.Array([book.add(intent)])}


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
