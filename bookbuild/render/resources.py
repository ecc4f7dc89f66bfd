"""The files beside the text of a book: the pictures of its articles, and media types."""

from collections.abc import Iterator
from dataclasses import replace

from bookbuild.model import Book, ContentDocument, Picture

MEDIA_TYPES = {
    "svg": "image/svg+xml",
    "png": "image/png",
    "jpg": "image/jpeg",
    "jpeg": "image/jpeg",
    "gif": "image/gif",
    "webp": "image/webp",
}


def pictures_of(book: Book) -> Iterator[Picture]:
    """Yield the pictures of the articles that a book holds, once for each use."""
    for article in book.articles():
        for use in article.images:
            if picture := book.pictures.get((article.path, use.target)):
                yield picture


def media_type(name: str) -> str:
    """Return the media type of a file by its name."""
    return MEDIA_TYPES.get(name.rpartition(".")[2].lower(), "application/octet-stream")


def with_properties(document: ContentDocument) -> ContentDocument:
    """Return a document that names what it contains, as its entry in the manifest must (EPUB 3.3, 5.6.2.1)."""
    return replace(document, properties=("mathml",)) if b"<math" in document.data else document
