"""Notion: exported pages, whose names end with identifiers, in the order in which the pages above link to them."""

from bookbuild.sites.notion.recognition import Notion

__all__ = ["Notion"]
