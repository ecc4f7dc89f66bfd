"""Words of articles that are in none of the documents that were rendered of them."""

from dataclasses import replace
from pathlib import Path

from bookbuild.diagnostics import Diagnostic, Location, diagnose
from bookbuild.model import Book, VolumeSettings
from bookbuild.pipeline.build_context import BuildContext
from bookbuild.pipeline.cache_entries import MISSING_WORDS
from bookbuild.pipeline.typesetting.source_locations import line_with

_QUOTED = 6
_HINT = (
    "if the project has templates of its own, let the body of the article stand in them, as in ours; if it has none, "
    "this is a fault of bookbuild: please report it"
)


def prove_words(
    book: Book, settings: VolumeSettings, documents: tuple[str, ...], form: str, context: BuildContext
) -> tuple[Diagnostic, ...]:
    """Return a diagnostic for each article of a book that has words which are in none of its documents (XHTML)."""

    def missing() -> tuple[tuple[str, tuple[str, ...]], ...]:
        from bookbuild.render.answers import as_shown  # noqa: PLC0415 - not needed if nothing has changed
        from bookbuild.render.word_proof import missing_words  # noqa: PLC0415 - a cached result needs it not

        articles = as_shown(book, settings).articles()
        return tuple((article.path, words) for article, words in missing_words(articles, documents))

    parts = tuple((article.path, article.body, article.notes) for article in book.articles())
    lost = context.cache.remember(MISSING_WORDS, (parts, documents, settings.answers, settings.readers), missing)
    return tuple(_diagnostic(path, words, context.reading.project, form) for path, words in lost)


def _diagnostic(path: str, words: tuple[str, ...], project: Path, form: str) -> Diagnostic:
    quoted = " ".join(words[:_QUOTED]) + (" …" if len(words) > _QUOTED else "")
    message = f"words of the article are not in the {form.upper()}: {quoted}"
    found = replace(diagnose("lost-words", message, path, hint=_HINT), words=words)
    return replace(found, location=Location(path, line_with(found, project / path)))
