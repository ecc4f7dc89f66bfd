"""Book -> renditions: the XHTML of the EPUB and of the PDF's page runs, through the theme's templates."""

from bookbuild.render.answers import as_shown
from bookbuild.render.apparatus.glossary_faults import glossary_faults
from bookbuild.render.apparatus.index_faults import index_faults
from bookbuild.render.apparatus.reference_faults import reference_faults
from bookbuild.render.colours import colour_faults
from bookbuild.render.epub import render_epub
from bookbuild.render.external_references import external_references, has_external_references, numbers_of
from bookbuild.render.handouts import Handouts, end_of, select_handouts
from bookbuild.render.pdf import PdfRenderer, render_pdf
from bookbuild.render.words import missing_words

__all__ = [
    "Handouts",
    "PdfRenderer",
    "as_shown",
    "colour_faults",
    "end_of",
    "external_references",
    "glossary_faults",
    "has_external_references",
    "index_faults",
    "missing_words",
    "numbers_of",
    "reference_faults",
    "render_epub",
    "render_pdf",
    "select_handouts",
]
