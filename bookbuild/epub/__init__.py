"""The EPUB: a rendition and its cover in one file, EPUB 3.3."""

from bookbuild.epub.packaging import package

__all__ = ["package"]
