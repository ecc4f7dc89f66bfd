"""PDF -> PDF: pages onto sheets that are printed, folded, stapled and cut."""

from bookbuild.imposition.imposing import impose

__all__ = ["impose"]
