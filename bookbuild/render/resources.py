"""The files beside the text of a book: the pictures of its articles, and media types."""

from collections.abc import Iterator

from bookbuild.model import Book, Picture

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
