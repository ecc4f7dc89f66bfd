"""The room that drawings have on paper where an edition promises a least size of their words."""

import re

from bookbuild.model import MILLIMETRES, Geometry, Theme

Sheets = tuple[tuple[float, float, float], ...]
"""Width and height of a page's room for a drawing and the least size of its words, in points: upright, then turned."""
_LEAST = re.compile(r"--least-drawing-type\s*:\s*([0-9.]+)pt")
_STYLES = ("book.css", "project.css", "edition.css")
_SHARE = 0.7
_CAPTION = 26.0
"""What a caption takes of a turned page, in millimetres."""


def sheets_for_labels(theme: Theme, page: Geometry) -> Sheets:
    """Return the sheets for drawings, or none if the stylesheets give words in drawings no least size."""
    found = _LEAST.findall("".join(sheet.css for sheet in theme.sheets(_STYLES)))
    if not found or not float(found[-1]):
        return ()
    least, point = float(found[-1]), MILLIMETRES["pt"]
    across = page.width - page.inner - page.outer
    upright = across / point, _SHARE * page.height / point, least
    turned = (page.height - page.top - page.bottom) / point, (across - _CAPTION) / point, least
    return upright, turned
