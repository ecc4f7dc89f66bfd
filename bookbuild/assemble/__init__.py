"""Articles -> Book: order, numbers, and targets of links. Pure."""

from bookbuild.assemble.links import resolve_links
from bookbuild.assemble.order import assemble

__all__ = ["assemble", "resolve_links"]
