"""Images of articles: found, validated and converted to core media types."""

from bookbuild.images.encoded import Encoded
from bookbuild.images.encoding import Encode, Files, encode
from bookbuild.images.loading import load_cover, load_pictures

__all__ = ["Encode", "Encoded", "Files", "encode", "load_cover", "load_pictures"]
