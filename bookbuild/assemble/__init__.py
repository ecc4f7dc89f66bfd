"""Articles -> Book: order, numbers, and targets of links. Pure."""

from bookbuild.assemble.order import assemble
from bookbuild.assemble.resolving import LinkedFile

__all__ = ["LinkedFile", "assemble"]
