"""What PDF/UA-2 (ISO 14289-2) asks for beyond PDF/UA-1: namespaces, its own types of elements, and words of fields.

Structure elements belong to the namespace of PDF 2.0; a few types that it lacks keep that of PDF 1.7, which is standard
too (ISO 32000-2, 14.8.6).
"""

import re
from collections.abc import Sequence

import pydyf

from bookbuild.bind.pdf_writer import PdfFile, reference

_NAMES = ("http://iso.org/pdf2/ssn", "http://iso.org/pdf/ssn")
_OLD = frozenset({b"Art", b"BlockQuote", b"Reference", b"Code", b"Quote"})
"""Types of PDF 1.7 that PDF 2.0 has no more."""
_ELEMENT = re.compile(rb"/Type\s*/StructElem\s*/S\s*/(\w+)")
_PARENT = re.compile(rb"/P(?:arent)?\s+(\d+) 0 R")
_WORDS = re.compile(rb"/TU\s*(\((?:\\.|[^\\()])*\)|<[0-9A-Fa-f\s]*>)", re.DOTALL)
_WIDGET = re.compile(rb"/Subtype\s*/Widget\b")
_UNNUMBERED = re.compile(rb"/ListNumbering\s*/None\b")


class Namespaces:
    """The namespaces of a book's structure elements, as objects of its file."""

    def __init__(self, book: PdfFile) -> None:
        self._new, self._old = (book.add({"Type": "/Namespace", "NS": pydyf.String(name)}) for name in _NAMES)

    @property
    def array(self) -> bytes:
        """References to the namespaces, as a PDF array."""
        return b"[%b %b]" % (self._new, self._old)

    @property
    def default(self) -> bytes:
        """A reference to the namespace of PDF 2.0."""
        return self._new

    def name_elements(self, texts: list[bytes], numbers: Sequence[int], first: int) -> None:
        """Change the structure elements among a run's objects, from the first one on.

        A note is an ``FENote``, and a list of terms says that it is one. What groups a picture and its caption is a
        section, since a ``Div`` counts as not being there: a caption is the first or the last of its parent (8.2.5.27).
        """
        around = {_number(texts[at], _PARENT) for at in range(first, len(texts)) if b"/S /Caption" in texts[at]}
        for at in range(first, len(texts)):
            found = _ELEMENT.search(texts[at])
            if found is None:
                continue
            role = b"FENote" if found[1] == b"Note" else found[1]
            role = b"Sect" if role == b"Div" and numbers[at] in around else role
            namespace = self._old if role in _OLD else self._new
            entries = b"/Type /StructElem/S /%b/NS %b" % (role, namespace)
            text = texts[at][: found.start()] + entries + texts[at][found.end() :]
            texts[at] = _UNNUMBERED.sub(b"/ListNumbering /Description", text)


def describe_fields(texts: list[bytes], numbers: Sequence[int], end: int) -> None:
    """Add the labels of the widgets among a run's objects before `end` as their contents (8.10.2.3)."""
    places = {number: at for at, number in enumerate(numbers)}
    for at in range(end):
        if not _WIDGET.search(texts[at]):
            continue
        parent = places.get(_number(texts[at], _PARENT), at)
        words = _WORDS.search(texts[at]) or _WORDS.search(texts[parent])
        if words and b"/Contents" not in texts[at]:
            texts[at] = b"%b/Contents %b>>" % (texts[at].rstrip()[:-2], words[1])


def _number(text: bytes, what: re.Pattern[bytes]) -> int:
    found = what.search(text)
    return int(found[1]) if found else -1


def structure_destination(page: bytes, element: int) -> bytes:
    """Return a destination as a place on a page, for older viewers, and as a structure element with that place (ISO
    32000-2, 12.3.2.3).
    """
    place = page[page.index(b"/XYZ") : -1]
    return b"<</D%b/SD[%b%b]>>" % (page, reference(element), place)
