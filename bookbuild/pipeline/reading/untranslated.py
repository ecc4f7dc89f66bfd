"""A note for books in a language that has no labels: the program's own words are English there."""

from collections.abc import Iterator
from pathlib import Path

from bookbuild.config import FILE_NAME, setting_line
from bookbuild.diagnostics import Diagnostic, diagnose
from bookbuild.model import Config
from bookbuild.render.labels import ENGLISH, TRANSLATIONS

_FIRST = ("contents", "chapter", "in-this-chapter", "figure", "notes", "page", "note", "tip")
"""The labels that most books print."""


def untranslated_labels(project: Path, config: Config) -> Iterator[Diagnostic]:
    """Yield a note if the book's language has no labels, and ``[labels]`` sets none of those that most books print."""
    language = config.identity.language
    if language.partition("-")[0].lower() in {"en", *TRANSLATIONS}:
        return
    missing = [name for name in _FIRST if name not in config.labels]
    if missing:
        words = ", ".join(ENGLISH[name] for name in missing)
        message = (
            f"the program's own words ({words} …) are printed in English: it has none in the language {language!r}, "
            f"only in {', '.join(sorted(('en', *TRANSLATIONS)))}"
        )
        hint = f'write them under [labels]: {missing[0]} = "…"; docs/configuration.md lists all of them'
        line = setting_line(project, ("book", "language"))
        yield diagnose("untranslated-labels", message, FILE_NAME, line, hint, cause=message)
