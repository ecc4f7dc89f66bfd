"""Manuscripts for pandoc: plain folders, with a file of metadata beside them."""

from bookbuild.sites.pandoc.recognition import Pandoc

__all__ = ["Pandoc"]
