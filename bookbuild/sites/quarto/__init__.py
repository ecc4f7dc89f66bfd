"""Quarto and bookdown: ``_quarto.yml`` or ``_bookdown.yml`` says the order."""

from bookbuild.sites.quarto.recognition import Quarto

__all__ = ["Quarto"]
