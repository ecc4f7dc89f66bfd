"""Hugo: sections are folders of ``content/``, pages are in the order of their weights."""

from bookbuild.sites.hugo.recognition import Hugo

__all__ = ["Hugo"]
