"""Printed addresses of links out of the book: as notes, or in a list with codes for the camera of a telephone."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from lxml import etree

from bookbuild.model import Article, Picture
from bookbuild.render.address_notes import note_addresses
from bookbuild.render.addresses import number_links, typed_address
from bookbuild.render.line_breaks import mark_line_breaks
from bookbuild.render.pdf_body import INSIDE
from bookbuild.render.qr import qr_code


@dataclass(frozen=True, slots=True)
class PrintedAddress:
    """A printed address: `written` as one types it, after a `label` (its number or its name). One that is too long has
    no `code`.
    """

    label: str
    address: str
    written: str
    code: Picture | None


class AddressPrinter:
    """Prints the addresses of articles as an edition asks: ``none``, ``notes`` or ``codes``.

    `files` are the codes so far, by the name of their file.
    """

    def __init__(self, way: str, labels: Mapping[str, str]) -> None:
        self._way, self._labels = way, labels
        self.files: dict[str, bytes] = {}

    def of(self, article: Article) -> tuple[Article, tuple[PrintedAddress, ...]]:
        """Return an article with notes or numbers after its links, and what its list holds."""
        if self._way == "notes":
            return note_addresses(article), ()
        if self._way != "codes":
            return article, ()
        numbered = number_links(article)
        listed = enumerate(numbered.addresses, 1)
        return numbered.article, tuple(self.printed(f"[{number}]", address) for number, address in listed)

    def printed(self, label: str, address: str) -> PrintedAddress:
        """Return a printed address, whose code becomes one of the files."""
        code = qr_code(address)
        if code is not None:
            self.files[code.name] = code.data
        return PrintedAddress(label, address, typed_address(address), code)

    def list_of(self, addresses: Sequence[PrintedAddress]) -> str:
        """Return a list of addresses as XHTML, or an empty string if there are none."""
        if not addresses:
            return ""
        items = etree.Element("ul", {"class": "addresses"})
        for one in addresses:
            item = etree.SubElement(items, "li", {"class": "address"})
            if one.code is not None:
                name = f"{self._labels['qr-code']}: {one.address}"
                etree.SubElement(item, "img", {"class": "qr", "src": f"{INSIDE}{one.code.name}", "alt": name})
            text = etree.SubElement(item, "span", {"class": "address-text"})
            label = etree.SubElement(text, "span", {"class": "address-label"})
            label.text, label.tail = one.label, " "
            etree.SubElement(text, "a", {"href": one.address}).text = one.written
        mark_line_breaks(items)
        return etree.tostring(items, encoding="unicode")
