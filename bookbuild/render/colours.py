"""The two colours of an article: its `background` and its `highlight`, as CSS custom properties."""

from collections.abc import Iterator, Mapping
from difflib import get_close_matches

from bookbuild.diagnostics import Diagnostic, diagnose
from bookbuild.model import Book, Theme, Tint

ACCENT, GROUND = "accent", "ground"
"""The palette's names for default colours."""


def colour_style(theme: Theme, highlight: str = "", background: str = "") -> str:
    """Return the declarations that set an article's colours; unknown names fall back to the theme's own."""
    accent, ground = tints_of(theme, highlight, background)
    return (
        f"--accent:{accent.ink};--accent-dark:{accent.ink_dark};"
        f"--accent-ground:{accent.ground};--accent-ground-dark:{accent.ground_dark};"
        f"--ground:{ground.ground};--ground-dark:{ground.ground_dark}"
    )


def tints_of(theme: Theme, highlight: str = "", background: str = "") -> tuple[Tint, Tint]:
    """Return the accent and the ground of an article; unknown names fall back to the theme's own."""
    return _tint(theme.palette, highlight, ACCENT), _tint(theme.palette, background, GROUND)


def _tint(palette: Mapping[str, Tint], name: str, fallback: str) -> Tint:
    return palette.get(name) or palette[fallback]


def colour_faults(book: Book, theme: Theme) -> Iterator[Diagnostic]:
    """Return a diagnostic for each colour name that is not in the palette."""
    for article in book.articles():
        for meaning, name in (("background", article.background), ("highlight", article.highlight)):
            if name and name not in theme.palette:
                yield _fault(f"{meaning} {name!r}", name, theme, article.path, article.line_of(meaning))
    for part in book.parts:
        if part.highlight and not part.opening and part.highlight not in theme.palette:
            description = f"highlight {part.highlight!r} of part {part.number}"
            yield _fault(description, part.highlight, theme, "bookbuild.toml", None)
    for chapter in book.chapters:
        inside = {article.highlight for article in (*filter(None, [chapter.opening]), *chapter.articles)}
        if chapter.highlight and chapter.highlight not in {*inside, *theme.palette}:
            description = f"highlight {chapter.highlight!r} of chapter {chapter.number}"
            yield _fault(description, chapter.highlight, theme, "bookbuild.toml", None)


def _fault(description: str, name: str, theme: Theme, path: str, line: int | None) -> Diagnostic:
    near = get_close_matches(name, theme.palette, 1)
    hint = f"did you mean {near[0]!r}?" if near else f"the palette has {', '.join(sorted(theme.palette))}"
    message = f"{description} is no colour of the palette"
    return diagnose("unknown-colour", message, path, line, hint, cause=f"colour {name}")
