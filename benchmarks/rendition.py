"""A guide as bookbuild lays it out: what its book's PDF is made of."""

import os
from dataclasses import replace
from pathlib import Path

from bookbuild.cover import draw_cover
from bookbuild.model import Edition, PdfRendition
from bookbuild.pipeline.reading.project import Reading, read
from bookbuild.render.pdf import render_pdf
from bookbuild.typefaces import load_typefaces


def rendition_of(guide: Path) -> PdfRendition:
    """Read and render a guide."""
    return rendered(read(guide, os.environ).value)


def rendered(reading: Reading) -> PdfRendition:
    """Render a project that was read, in the typefaces of the theme."""
    config, theme = reading.config, replace(reading.theme, typefaces=load_typefaces())
    page, accent = config.page.geometry, theme.palette["accent"]
    cover = draw_cover(config.identity, accent.ink, accent.ground, theme.typefaces, page.height / page.width)
    return render_pdf(reading.book, config.settings_for(Edition()), theme, cover)
