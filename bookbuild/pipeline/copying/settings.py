"""The bookbuild.toml of a copy."""

from collections.abc import Collection, Iterator

from bookbuild.config.adding import quoted, with_titles
from bookbuild.model import Book, Identity
from bookbuild.pipeline.starting import configuration_text

_CHECK = """
[check]                           # faults of the old site, which would be errors: mend them, and delete these lines
"""


def settings_of(identity: Identity, book: Book, lowered: Collection[str]) -> str:
    """Return a commented bookbuild.toml: what the book is, titles of chapters without a page of their own, and the
    codes of diagnostics that are to be warnings.
    """
    authors = tuple(creator.name for creator in identity.creators)
    text = configuration_text(identity.title, authors, identity.language, dict(_facts(identity)))
    titles = {
        str(chapter.number): chapter.title
        for chapter in book.chapters
        if chapter.number is not None and chapter.title and chapter.opening is None
    }
    text = with_titles(text, titles) or text
    return text + (_CHECK + "".join(f'{code} = "warning"\n' for code in sorted(lowered)) if lowered else "")


def _facts(identity: Identity) -> Iterator[tuple[str, str]]:
    for key in ("subtitle", "publisher", "rights", "description"):
        if value := getattr(identity, key):
            yield key, quoted(value)
    if identity.published is not None:
        yield "published", identity.published.isoformat()
