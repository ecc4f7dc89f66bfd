"""What drawings take from a book: the colours of their article, and the least size of their words on paper."""

import re
from collections.abc import Iterator, Mapping

from bookbuild.model import MILLIMETRES, Article, Book, Geometry, Picture, Theme
from bookbuild.render.colours import tints_of
from bookbuild.render.contents import highlight_of

_STYLES = ("book.css", "project.css", "edition.css")
_INKS = re.compile(r"(?<![\w-])--(ink|quiet|hairline|wash)\s*:\s*(#[0-9a-fA-F]{3,8})\b")
_MEDIA = re.compile(r"@media[^{}]*\{(?:[^{}]|\{(?:[^{}]|\{[^{}]*\})*\})*\}")
"""Rules for some screens only, down to rules in rules."""
Sheets = tuple[tuple[float, float, float], ...]
"""Width and height of a page's room for a drawing and the least size of its words, in points: upright, then turned."""
_LEAST = re.compile(r"--least-drawing-type\s*:\s*([0-9.]+)pt")
_TYPE = re.compile(rb"""\bfont-size\s*[=:]\s*["']?\s*([0-9]+(?:\.[0-9]+)?)(?=px|["';\s}])""")
_SHARE = 0.68
_CAPTION = 26.0
"""What a caption takes of a turned page, in millimetres."""


def least_type(picture: Picture) -> float:
    """Return the size of the smallest words in a drawing, in its units, as far as it says; 0 for other pictures."""
    sizes = _TYPE.findall(picture.data) if picture.media_type == "image/svg+xml" else ()
    return min(map(float, sizes), default=0.0)


def drawing_colours(book: Book, theme: Theme) -> Iterator[tuple[Article, Mapping[str, str]]]:
    """Yield each article of a book with the colours (``#rrggbb``) that its drawings may use, by name."""
    inks = _inks(theme)
    for article, chapter in book.with_chapters():
        accent, ground = tints_of(theme, highlight_of(article, chapter), article.background)
        yield (
            article,
            {**inks, "accent": accent.ink, "accent-ground": accent.ground, "ground": ground.ground},
        )


def _inks(theme: Theme) -> dict[str, str]:
    """Return the last colours that stylesheets give text, hairlines and washes by day."""
    css = "".join(_MEDIA.sub("", sheet.css) for sheet in theme.sheets(_STYLES))
    return dict(_INKS.findall(css))


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
