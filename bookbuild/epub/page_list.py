"""What the package says of the pages of the printed book: metadata, and the page list of the NCX."""

from ebooklib import epub
from lxml import etree

from bookbuild.model import EpubRendition

_NCX = "http://www.daisy.org/z3986/2005/ncx/"


def describe_pages(book: epub.EpubBook, rendition: EpubRendition) -> None:
    """Add whose pages the breaks are (EPUB Accessibility 1.1, 3.3), and that there are breaks and a list of them."""
    if not rendition.pages:
        return
    source = rendition.pages_of
    if source not in [value for value, _ in book.get_metadata("DC", "source")]:
        book.add_metadata("DC", "source", source, {"id": "source-of-pages"})
        book.add_metadata(None, "meta", "pagination", {"refines": "#source-of-pages", "property": "source-of"})
    book.add_metadata(None, "meta", source, {"property": "pageBreakSource"})
    for feature in ("pageBreakMarkers", "pageNavigation"):
        book.add_metadata(None, "meta", feature, {"property": "schema:accessibilityFeature"})


def with_page_list(ncx: bytes, rendition: EpubRendition) -> bytes:
    """Return the NCX with the list of pages (OPF 2.0.1, 2.4.1; ANSI/NISO Z39.86-2005, 8.4)."""
    if not rendition.pages:
        return ncx
    root = etree.fromstring(ncx)
    pages = etree.SubElement(root, f"{{{_NCX}}}pageList")
    before = len(root.findall(f".//{{{_NCX}}}navPoint"))
    for number, page in enumerate(rendition.pages, 1):
        is_number = page.label.isdecimal()
        target = etree.SubElement(pages, f"{{{_NCX}}}pageTarget", {"id": f"page-{number}"})
        target.set("type", "normal" if is_number else "front")
        if is_number:
            target.set("value", page.label)
        target.set("playOrder", str(before + number))
        label = etree.SubElement(target, f"{{{_NCX}}}navLabel")
        etree.SubElement(label, f"{{{_NCX}}}text").text = page.label
        etree.SubElement(target, f"{{{_NCX}}}content", {"src": page.target})
    return etree.tostring(root, encoding="utf-8", xml_declaration=True, pretty_print=True)
