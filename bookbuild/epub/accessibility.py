"""What an EPUB's metadata says of its accessibility, derived from the finished documents (EPUB Accessibility 1.1)."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from bookbuild.model import EpubRendition, Resource

CONFORMANCE = "EPUB Accessibility 1.1 - WCAG 2.2 Level AA"
"""The claim that whoever certifies a book makes (EPUB Accessibility 1.1, 4.2)."""

_ALWAYS = ("tableOfContents", "structuralNavigation", "readingOrder", "displayTransformability", "unlocked")
_SIGNS = {
    "ARIA": (b'role="', rb'\srole="'),
    "MathML": (b"math", rb"<(?:m:)?math\b"),
    "describedMath": (b"alttext=", rb'<(?:m:)?math\b[^>]*\salttext="[^"]'),
    "rubyAnnotations": (b"<ruby", rb"<ruby\b"),
    "index": (b"doc-index", rb'role="doc-index"'),
    "longDescription": (b"aria-de", rb'<img\b[^>]*\saria-(?:details|describedby)="'),
    "pageBreakMarkers": (b"pagebreak", rb'(?:role="doc-pagebreak"|epub:type="pagebreak")'),
    "pageNavigation": (b"page-list", rb'epub:type="page-list"'),
}
"""Features of schema.org in the order in which they are listed, each with a word that documents with it have, which is
found fast, and the expression that shows it.
"""
_UNDESCRIBED = re.compile(rb'<img\b(?=[^>]*\salt="\s*")(?![^>]*\sclass="[^"]*\bdecorative\b)')
_MOVING = {"image/gif": b"NETSCAPE2.0", "image/png": b"acTL", "image/webp": b"ANIM"}
_HEAD = 4096  # bytes, within which an image says that it moves


@dataclass(frozen=True)
class Accessibility:
    """The facts about a rendition."""

    rendition: EpubRendition

    @cached_property
    def has_pictures(self) -> bool:
        """Whether anything beside the cover is to be seen."""
        return any(map(_is_illustration, self.rendition.resources))

    @cached_property
    def has_all_alternatives(self) -> bool:
        """Whether every image has words that stand for it, or is marked as decoration."""
        return not any(b"<img" in text and _UNDESCRIBED.search(text) for text in self._texts)

    def modes(self) -> tuple[str, ...]:
        """Return how the content is perceived."""
        return ("textual", "visual") if self.has_pictures else ("textual",)

    def sufficient_modes(self) -> str:
        """Return the modes with which nothing is missed."""
        return "textual" if self.has_all_alternatives else "textual,visual"

    @cached_property
    def features(self) -> tuple[str, ...]:
        """The features that the documents have."""
        found = [name for name, sign in _SIGNS.items() if self._shows(*sign)]
        described = ("alternativeText",) if self.has_pictures and self.has_all_alternatives else ()
        return (*_ALWAYS, *found, *described)

    def hazards(self) -> str:
        """Return ``none``, or ``unknown`` if a picture moves: nobody has looked whether it flashes."""
        moves = any(_MOVING.get(item.media_type, b"\0") in item.data[:_HEAD] for item in self.rendition.resources)
        return "unknown" if moves else "none"

    def summary(self) -> str:
        """Return the same in sentences, in the words of the book's language."""
        return " ".join(self.rendition.labels[name] for name in self._sentences() if name in self.rendition.labels)

    def _sentences(self) -> Iterator[str]:
        yield "access-text"
        if self.has_pictures:
            yield "access-pictures" if self.has_all_alternatives else "access-some-pictures"
        if "longDescription" in self.features:
            yield "access-long"
        if "pageBreakMarkers" in self.features:
            yield "access-pages"

    def _shows(self, word: bytes, sign: bytes) -> bool:
        return any(word in text and re.search(sign, text) for text in self._texts)

    @cached_property
    def _texts(self) -> tuple[bytes, ...]:
        return tuple(document.data for document in self.rendition.documents)


def _is_illustration(resource: Resource) -> bool:
    return resource.media_type.startswith("image/") and "cover-image" not in resource.properties
