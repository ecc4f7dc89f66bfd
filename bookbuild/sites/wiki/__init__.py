"""Wikis of GitHub and GitLab, and sites of docsify: pages in the order of a list in ``_Sidebar.md``."""

from bookbuild.sites.wiki.recognition import Wiki

__all__ = ["Wiki"]
