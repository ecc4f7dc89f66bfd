"""Quarto and bookdown: ``_quarto.yml`` or ``_bookdown.yml`` holds the order."""

from bookbuild.sites.quarto.recognition import Quarto

__all__ = ["Quarto"]
