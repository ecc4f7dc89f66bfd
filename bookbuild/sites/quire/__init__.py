"""Quire: pages of ``content/`` in the order of their numbers, with figures and references from data files."""

from bookbuild.sites.quire.recognition import Quire

__all__ = ["Quire"]
