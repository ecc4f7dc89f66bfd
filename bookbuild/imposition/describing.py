"""Description of the sheets in their file: title, makers, layers, and how they are to be printed."""

from pathlib import PurePath
from xml.sax.saxutils import escape

from pikepdf import Dictionary, Name, Pdf, Stream, String

from bookbuild import __version__

_PRODUCER = f"bookbuild {__version__}, qpdf"
_INFORMATION = ("/Title", "/Author", "/Subject", "/Keywords", "/Creator", "/CreationDate", "/ModDate")
_CATALOG = ("/OCProperties", "/OutputIntents")
"""Catalog entries that pages need: layers and output intents."""
_DUPLEX = {"short": Name.DuplexFlipShortEdge, "long": Name.DuplexFlipLongEdge, "": Name.Simplex}
_XMP = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/">
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
</rdf:Description></rdf:RDF></x:xmpmeta>
<?xpacket end="r"?>"""


def describe(sheets: Pdf, source: Pdf, flip: str, name: str) -> None:
    """Copy the metadata of a document, whose title is its file's `name` if it has none, and set how to print."""
    information = {key: String(str(source.docinfo[key])) for key in _INFORMATION if key in source.docinfo}
    title = str(information.get("/Title", "")).strip() or _title_in_xmp(source) or PurePath(name).stem
    if title:
        information["/Title"] = String(title)
        packet = sheets.make_stream(_XMP.format(title=escape(title)).encode("utf-8", "replace"))
        packet.Type, packet.Subtype = Name.Metadata, Name.XML
        sheets.Root.Metadata = packet
    sheets.trailer.Info = sheets.make_indirect(Dictionary({**information, "/Producer": String(_PRODUCER)}))
    for key in _CATALOG:
        if key in source.Root:
            sheets.Root[key] = sheets.copy_foreign(source.make_indirect(source.Root[key]))
    if "/Lang" in source.Root:
        sheets.Root.Lang = String(str(source.Root.Lang))
    sheets.Root.ViewerPreferences = Dictionary(
        DisplayDocTitle=bool(title), PrintScaling=Name("/None"), PickTrayByPDFSize=True, Duplex=_DUPLEX[flip]
    )


def _title_in_xmp(source: Pdf) -> str:
    """Return the title in a document's XMP metadata, where PDF 2.0 has it, or nothing."""
    if not isinstance(source.Root.get("/Metadata"), Stream):
        return ""
    with source.open_metadata() as metadata:
        return " ".join(str(metadata.get("dc:title", "")).split())
