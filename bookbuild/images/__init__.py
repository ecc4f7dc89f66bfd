"""Images of articles, found, proved and made fit for a book."""

from bookbuild.images.loading import load_cover, load_pictures

__all__ = ["load_cover", "load_pictures"]
