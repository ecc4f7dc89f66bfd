"""Articles -> Book: order, numbers, and targets of links. Pure."""

from bookbuild.assemble.order import assemble, resolve_article
from bookbuild.assemble.resolving import LinkedFile

__all__ = ["LinkedFile", "assemble", "resolve_article"]
