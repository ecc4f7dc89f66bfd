"""The bookbuild.toml of a copy."""

from collections.abc import Collection, Iterator

from bookbuild.config.adding import quoted, with_titles
from bookbuild.model import Book, Identity
from bookbuild.model.citations import SourceSettings
from bookbuild.pipeline.starting import configuration_text

_CHECK = """
[check]                           # faults of the old site, which would be errors: mend them, and delete these lines
"""

_SOURCES = """
[sources]                         # the works that articles cite
"""


def settings_of(identity: Identity, book: Book, sources: SourceSettings, lowered: Collection[str]) -> str:
    """Return a commented bookbuild.toml: what the book is, titles of chapters without a page of their own, the works
    that it cites, and the codes of diagnostics that are to be warnings.
    """
    authors = tuple(creator.name for creator in identity.creators)
    text = configuration_text(identity.title, authors, identity.language, dict(_facts(identity)))
    titles = {
        str(chapter.number): chapter.title
        for chapter in book.chapters
        if chapter.number is not None and chapter.title and chapter.opening is None
    }
    text = with_titles(text, titles) or text
    text += _SOURCES + "".join(_sources(sources)) if sources.files else ""
    return text + (_CHECK + "".join(f'{code} = "warning"\n' for code in sorted(lowered)) if lowered else "")


def _facts(identity: Identity) -> Iterator[tuple[str, str]]:
    for key in ("subtitle", "publisher", "rights", "description"):
        if value := getattr(identity, key):
            yield key, quoted(value)
    if identity.published is not None:
        yield "published", identity.published.isoformat()


def _sources(sources: SourceSettings) -> Iterator[str]:
    yield f"files = [{', '.join(map(quoted, sources.files))}]\n"
    yield from [f"style = {quoted(sources.style)}\n"] if sources.style else []
    yield from [f"list = {quoted(sources.works)}\n"] if sources.works != SourceSettings().works else []
    yield from ["pages = true\n"] if sources.pages else []
