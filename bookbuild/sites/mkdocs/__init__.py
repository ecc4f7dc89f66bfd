"""MkDocs: pages of ``docs/`` in the order of ``nav`` in ``mkdocs.yml``."""

from bookbuild.sites.mkdocs.recognition import MkDocs

__all__ = ["MkDocs"]
