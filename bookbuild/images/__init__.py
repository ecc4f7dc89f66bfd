"""Images of articles, found, proved and made fit for a book."""

from bookbuild.images.encoded import Encoded
from bookbuild.images.loading import Encode, encode, load_cover, load_pictures

__all__ = ["Encode", "Encoded", "encode", "load_cover", "load_pictures"]
