"""The EPUB: rendition and cover -> one EPUB 3.3 file."""

from bookbuild.epub.packaging import package

__all__ = ["package"]
