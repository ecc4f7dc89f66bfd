"""bookbuild: a folder of Markdown articles in, a beautiful, valid, accessible and printable book out."""

__version__ = "0.1.0"
