"""What an edition looks like: its stylesheets and colours over those of the book."""

from collections.abc import Sequence
from dataclasses import replace

from bookbuild.diagnostics import Outcome, diagnose
from bookbuild.model import Chapter, Edition, Stylesheet, Theme
from bookbuild.theme import EDITIONS, colours_in, tints
from bookbuild.typefaces import load_typefaces

LAST, PARTS = "edition.css", "parts.css"
"""The stylesheet that every format puts over all others, and what stands first in it, with the rules that the book
itself has no use for.
"""


def theme_of(theme: Theme, edition: Edition) -> Outcome[Theme]:
    """Lay an edition's stylesheets and colours over a theme: added, never in the place of others.

    A stylesheet is looked for by its name in ``styles/editions/`` and in ``styles/``.
    """
    special = edition.statement or edition.split_by or edition.selection.sample
    names = (*((PARTS,) if special else ()), *edition.stylesheets)
    found = [(name, _sheet(theme, name)) for name in names]
    css = "".join(sheet.css for _, sheet in found if sheet)
    others = {name: sheet for name, sheet in theme.stylesheets.items() if name != LAST}
    colours = {**theme.colours, **colours_in(css), **edition.palette}
    laid = replace(
        theme,
        stylesheets={**others, LAST: Stylesheet(LAST, css)} if css else others,
        colours=colours,
        palette=theme.palette if colours == theme.colours else tints(colours),
    )
    there = ", ".join(sorted(name.removeprefix(EDITIONS) for name in others))
    message = "edition {!r} names the stylesheet {!r}, which is not there"
    return Outcome(
        laid,
        tuple(
            diagnose("theme-file", message.format(edition.name, name), "bookbuild.toml", hint=f"there are {there}")
            for name, sheet in found
            if sheet is None
        ),
    )


def with_fonts(theme: Theme, fonts: Sequence[tuple[str, bytes]], text: str = "") -> Theme:
    """Give a theme its typefaces, and those of a project's fonts; `text` is what is to be set.

    Raises:
        BookError: when a font cannot be read.
    """
    worn = "".join(sheet.css for name, sheet in theme.stylesheets.items() if not name.startswith(EDITIONS))
    return replace(theme, typefaces=load_typefaces(fonts, worn, text))


def in_colour_of(theme: Theme, chapter: Chapter) -> Theme:
    """Let a chapter's colour be that of a whole book: of its cover, its title page and its contents."""
    own = theme.palette.get(chapter.highlight)
    return replace(theme, palette={**theme.palette, "accent": own}) if own else theme


def _sheet(theme: Theme, name: str) -> Stylesheet | None:
    return theme.stylesheets.get(EDITIONS + name) or theme.stylesheets.get(name)
