"""The styles of an edition: its stylesheets and colours are applied after those of the book."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from difflib import get_close_matches

from bookbuild.diagnostics import Diagnostic, Outcome, diagnose
from bookbuild.model import Chapter, Edition, Stylesheet, Theme
from bookbuild.render.faces import faces_of
from bookbuild.theme import EDITIONS, colours_in, tints, with_fallbacks
from bookbuild.typefaces import load_typefaces, optical_sizes

_FACES = "book.css"
"""The stylesheet that names the faces."""
LAST, PARTS = "edition.css", "parts.css"
"""The stylesheet that every format applies last, and the one with which it begins: rules that the complete book does
not need.
"""


def theme_of(theme: Theme, edition: Edition) -> Outcome[Theme]:
    """Return a theme with an edition's stylesheets and colours added; none is replaced.

    A stylesheet is looked for by its name in ``styles/editions/``, then in ``styles/``.
    """
    special = edition.statement or edition.split_by or edition.selection.sample
    names = (*((PARTS,) if special else ()), *edition.stylesheets)
    found = [(name, _sheet(theme, name)) for name in names]
    joined = _joined([sheet for _, sheet in found if sheet])
    css = joined.css
    others = {name: sheet for name, sheet in theme.stylesheets.items() if name != LAST}
    colours = {**theme.colours, **colours_in(css), **edition.palette}
    laid = replace(
        theme,
        stylesheets={**others, LAST: joined} if css else others,
        colours=colours,
        palette=theme.palette if colours == theme.colours else tints(colours),
    )
    missing = [name for name, sheet in found if sheet is None]
    return Outcome(laid, tuple(_missing_sheets(edition, missing, others)))


def _missing_sheets(edition: Edition, missing: Iterable[str], others: Iterable[str]) -> Iterator[Diagnostic]:
    """Yield a diagnostic for each missing stylesheet of an edition; `others` are the names of those that are there."""
    there = sorted(name.removeprefix(EDITIONS) for name in others)
    for name in missing:
        message = f"edition {edition.name!r} names the stylesheet {name!r}, which is not there"
        hint, cause = _nearest(name, there), f"stylesheet {name}"
        yield diagnose("theme-file", message, "bookbuild.toml", hint=hint, cause=cause)


def _joined(sheets: Sequence[Stylesheet]) -> Stylesheet:
    """Return the stylesheet of an edition, which knows which of its lines are the project's."""
    css, origins = "", list[tuple[str, int]]()
    for sheet in sheets:
        css += "\n" if css and not css.endswith("\n") else ""
        origins.append((sheet.origins[0][0] if sheet.origins else "", css.count("\n") + 1))
        css += sheet.css
    return Stylesheet(LAST, css, tuple(origins) if any(path for path, _ in origins) else ())


def with_fonts(theme: Theme, fonts: Sequence[tuple[str, bytes]], text: str = "", language: str = "") -> Theme:
    """Return a theme with the typefaces that its stylesheets use and `text` needs, and with a project's fonts. Where
    the text needs fallbacks, the stylesheets name them too.

    Raises:
        BookError: when a font cannot be read.
    """
    css = "".join(sheet.css for name, sheet in theme.stylesheets.items() if not name.startswith(EDITIONS))
    faces = load_typefaces(fonts, css, text, language)
    fallbacks = tuple(dict.fromkeys(face.family for face in faces if face.kind == "fallback"))
    if not fallbacks:
        return replace(theme, typefaces=faces)
    known = {face.family for face in faces if face.kind == "text"}
    sheets = {
        name: replace(sheet, css=with_fallbacks(sheet.css, fallbacks, known))
        for name, sheet in theme.stylesheets.items()
    }
    return replace(theme, typefaces=faces, stylesheets=sheets)


def with_optical_sizes(theme: Theme) -> Theme:
    """Return a theme for paper: notes and large titles have cuts of the text's family made for their size, if there are
    any. Rules of a project's stylesheets for them still apply.
    """
    sizes, sheet = optical_sizes(faces_of(theme).text), theme.stylesheets.get(_FACES)
    if not sizes or not sheet:
        return theme
    small, large = sizes
    faces = f'--note-face: "{small}", var(--text-face); --display-face: "{large}", var(--text-face);'
    changed = replace(sheet, css=f"{sheet.css}\n:root {{ {faces} }}\n")
    return replace(theme, stylesheets={**theme.stylesheets, _FACES: changed})


def in_colour_of(theme: Theme, chapter: Chapter) -> Theme:
    """Return a theme with a chapter's colour as the accent of cover, title page and contents."""
    own = theme.palette.get(chapter.highlight)
    return replace(theme, palette={**theme.palette, "accent": own}) if own else theme


def _nearest(name: str, known: Sequence[str]) -> str:
    near = get_close_matches(name, known, 1)
    return f"did you mean {near[0]!r}?" if near else f"there are {', '.join(known)}"


def _sheet(theme: Theme, name: str) -> Stylesheet | None:
    return theme.stylesheets.get(EDITIONS + name) or theme.stylesheets.get(name)
