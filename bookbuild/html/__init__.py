"""The HTML book: a rendition in one self-contained file."""

from bookbuild.html.packaging import package

__all__ = ["package"]
