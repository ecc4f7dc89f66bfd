"""mdBook and GitBook: ``SUMMARY.md`` is the table of contents."""

from bookbuild.sites.mdbook.recognition import MdBook

__all__ = ["MdBook"]
