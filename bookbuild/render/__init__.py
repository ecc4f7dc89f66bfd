"""Book -> renditions: the XHTML of the EPUB and of the PDF's page runs, through the theme's templates."""

from bookbuild.render.colours import colour_faults
from bookbuild.render.elsewhere import links_out, tell_elsewhere
from bookbuild.render.handouts import Handouts, end_of, part_of
from bookbuild.render.page_runs import render_pdf
from bookbuild.render.publication import render_epub

__all__ = ["Handouts", "colour_faults", "end_of", "links_out", "part_of", "render_epub", "render_pdf", "tell_elsewhere"]
