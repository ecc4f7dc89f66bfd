"""Names in a project that have no effect: labels, typefaces, and colours with a name close to another one's."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from difflib import get_close_matches
from pathlib import Path

from bookbuild.config import FILE_NAME, setting_line
from bookbuild.diagnostics import Diagnostic, diagnose
from bookbuild.model import Book, Config, Theme
from bookbuild.render.labels import ENGLISH
from bookbuild.theme import defined_families, named_families, project_fonts, project_styles
from bookbuild.typefaces import family_names

_NEARLY = 0.8
"""How much alike, from 0 to 1, names are that people take for one another; of names that may be new ones."""
_LABEL = re.compile(r"[a-z]+(-[a-z]+)+")


_MOST_LABELS = 50
"""How many labels that nothing prints are named: finding their lines and what they resemble takes time."""


def unknown_names(project: Path, config: Config, theme: Theme, book: Book) -> Iterator[Diagnostic]:
    """Yield a diagnostic for each name that has no effect, or not the one that it seems to have."""
    yield from _labels(project, config, theme)
    yield from _fonts(project)
    yield from _colours(project, config, theme, book)


def _labels(project: Path, config: Config, theme: Theme) -> Iterator[Diagnostic]:
    """Yield the labels that no template prints, and edition statements that are nearly a label."""
    templates = "".join(theme.templates.values())
    statements = {edition.statement for edition in config.editions.values()}
    unknown = [name for name in config.labels if name not in {*ENGLISH, *statements} and name not in templates]
    for name in unknown[:_MOST_LABELS]:
        hint = _near(name, ENGLISH) or "no template prints it; docs/configuration.md lists the labels"
        yield _at(project, ("labels", name), "unknown-label", f"there is no label {name!r}", hint)
    if (others := len(unknown) - _MOST_LABELS) > 0:
        yield diagnose("unknown-label", f"there are {others:,} more labels that nothing prints", FILE_NAME)
    known = {*ENGLISH, *config.labels}
    for edition in config.editions.values():
        name = edition.statement
        if name not in known and _LABEL.fullmatch(name) and (hint := _near(name, known, _NEARLY)):
            keys = ("editions", edition.name, "statement")
            yield _at(project, keys, "unknown-label", f"there is no label {name!r}", hint, f"label {name}")


def _fonts(project: Path) -> Iterator[Diagnostic]:
    styles = project_styles(project)
    lists = [(sheet, found) for sheet, css in styles.items() for found in named_families(css)]
    if not lists:
        return
    known = {name.casefold(): name for name in family_names(project_fonts(project))}
    known |= {name.casefold(): name for css in styles.values() for name in defined_families(css)}
    for sheet, found in lists:
        for name, hint in _absent_fonts(found.names, known):
            message, cause = f"the book has no font {name!r}", f"font {name}"
            yield diagnose("unknown-font", message, f"styles/{sheet}", found.line, hint, cause=cause)


def _absent_fonts(names: Sequence[str], known: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Yield the families of a list whose names are close to a known one's, or else the first if none is known, each
    with a hint. `known` has names by their small letters.
    """
    listed = set(map(str.casefold, names))
    absent = [name for name in names if name.casefold() not in known]
    nearest = {name: get_close_matches(name.casefold(), sorted(known), 1, _NEARLY) for name in absent}
    near = {name: found[0] for name, found in nearest.items() if found and found[0] not in listed}
    for name, other in near.items():
        yield name, f"did you mean {known[other]!r}?"
    if not near and len(absent) == len(names):
        yield absent[0], f"the book has {', '.join(sorted(known.values()))}; a font file in fonts/ adds its own"


def _colours(project: Path, config: Config, theme: Theme, book: Book) -> Iterator[Diagnostic]:
    """Yield the colours of the configuration that no article uses and whose names are close to another one's."""
    articles = [*book.articles(), *filter(None, (chapter.opening for chapter in book.chapters))]
    used = {name for article in articles for name in (article.background, article.highlight)}
    used |= {chapter.highlight for chapter in book.chapters}
    css = "".join(sheet.css for sheet in theme.stylesheets.values())
    own: list[tuple[tuple[str, ...], Mapping[str, str]]] = [(("palette",), config.palette)]
    own += [(("editions", edition.name, "palette"), edition.palette) for edition in config.editions.values()]
    named = set(config.palette).union(*(colours for _, colours in own))
    others = set(theme.colours) - named
    for keys, colours in own:
        for name in sorted(set(colours) - used - others):
            hint = _near(re.sub(r"\d+", "", name), {one for one in others if not re.search(r"\d", one)}, _NEARLY)
            if hint and f"--colour-{name}" not in css:
                message = f"no article has the colour {name!r}"
                yield _at(project, (*keys, name), "unknown-colour", message, hint, f"palette {name}")


def _at(project: Path, keys: Sequence[str], code: str, message: str, hint: str, cause: str = "") -> Diagnostic:
    return diagnose(code, message, FILE_NAME, setting_line(project, keys), hint, cause=cause)


def _near(name: str, known: Iterable[str], likeness: float = 0.6) -> str:
    near = get_close_matches(name, sorted(known), 1, likeness)
    return f"did you mean {near[0]!r}?" if near else ""
