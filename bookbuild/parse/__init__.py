"""Source -> Article: the metadata block typed, the text made well-formed XHTML. Pure."""

from bookbuild.parse.article import parse

__all__ = ["parse"]
