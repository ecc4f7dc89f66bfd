"""The variables of a project: its own words by name, and those of its table [book]."""

from collections.abc import Mapping

from bookbuild.config.book_schema import BookTable, CreatorTable
from bookbuild.config.values import Variables

_OF_BOOK = ("title", "subtitle", "language", "publisher", "rights", "description", "published", "modified", "address")


def variables_of(own: Variables | None, book: BookTable) -> Mapping[str, str] | None:
    """Return the variables by name, with ``book.title`` and the like, or None if the project declares none."""
    if own is None:
        return None
    stated = {f"book.{name}": str(value) for name in _OF_BOOK if (value := getattr(book, name))}
    authors = [one.name if isinstance(one, CreatorTable) else one for one in book.authors]
    return {**stated, **({"book.authors": ", ".join(authors)} if authors else {}), **dict(own.value)}
