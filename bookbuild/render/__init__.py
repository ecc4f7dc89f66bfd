"""Book -> renditions: the XHTML of the EPUB and of the PDF's page runs, through the theme's templates."""

from bookbuild.render.colours import colour_faults
from bookbuild.render.page_runs import render_pdf
from bookbuild.render.publication import render_epub

__all__ = ["colour_faults", "render_epub", "render_pdf"]
