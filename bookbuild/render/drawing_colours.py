"""The colours that drawings take from their article."""

import re
from collections.abc import Iterator, Mapping

from bookbuild.model import Article, Book, Chapter, Theme
from bookbuild.render.colours import tints_of
from bookbuild.render.contents import highlight_of

_STYLES = ("book.css", "project.css", "edition.css")
_INKS = re.compile(r"(?<![\w-])--(ink|quiet|hairline|wash)\s*:\s*(#[0-9a-fA-F]{3,8})\b")
_MEDIA = re.compile(r"@media[^{}]*\{(?:[^{}]|\{(?:[^{}]|\{[^{}]*\})*\})*\}")
"""Rules for some screens only, down to rules in rules."""


def drawing_colours(book: Book, theme: Theme) -> Iterator[tuple[Article, Mapping[str, str]]]:
    """Yield each article of a book with the colours (``#rrggbb``) that its drawings may use, by name."""
    inks = _inks(theme)
    for article, chapter in _with_chapters(book):
        accent, ground = tints_of(theme, highlight_of(article, chapter), article.background)
        yield (
            article,
            {**inks, "accent": accent.ink, "accent-ground": accent.ground, "ground": ground.ground},
        )


def _with_chapters(book: Book) -> Iterator[tuple[Article, Chapter | None]]:
    yield from ((article, None) for article in book.front)
    for chapter in book.chapters:
        if chapter.opening is not None:
            yield chapter.opening, chapter
        yield from ((article, chapter) for article in chapter.articles)
    yield from ((article, None) for article in book.back)


def _inks(theme: Theme) -> dict[str, str]:
    """Return the last colours that stylesheets give text, hairlines and washes by day."""
    css = "".join(_MEDIA.sub("", sheet.css) for sheet in theme.sheets(_STYLES))
    return dict(_INKS.findall(css))
