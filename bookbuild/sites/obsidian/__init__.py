"""Obsidian: a vault is plain folders whose notes and attachments are found by their names alone."""

from bookbuild.sites.obsidian.recognition import Obsidian

__all__ = ["Obsidian"]
