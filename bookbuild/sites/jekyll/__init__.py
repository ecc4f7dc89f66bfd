"""Jekyll: pages with metadata blocks, posts and collections, in the order of the site's navigation."""

from bookbuild.sites.jekyll.recognition import Jekyll

__all__ = ["Jekyll"]
