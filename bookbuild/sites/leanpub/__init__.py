"""Leanpub: ``Book.txt`` lists the files of the book, which are written in Markua."""

from bookbuild.sites.leanpub.recognition import Leanpub

__all__ = ["Leanpub"]
