"""What links name by its kind and number: ``article:53``, ``chapter:7``, ``appendix:A``, ``part:1``."""

from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import NamedTuple

from bookbuild.assemble.numerals import numeral
from bookbuild.model import Article, Book, Role

_APPENDIX = "appendix"


class NumberedPlace(NamedTuple):
    """A division of a book: its key, what a link without words to it is called, and its text, if it has one."""

    key: str
    title: str
    article: Article | None


class NumberedPlaces:
    """Index of the divisions of a book by kind and number. Case does not count."""

    def __init__(self, book: Book) -> None:
        self._found: dict[str, dict[str, NumberedPlace]] = {}
        for kind, number, place in _places(book):
            self._found.setdefault(kind, {}).setdefault(number, place)
        appendices = self._found.get(_APPENDIX, {})
        for count, place in enumerate([*appendices.values()], 1):  # by letters too, however they are numbered
            appendices.setdefault(numeral(count, "A", ""), place)

    def find(self, kind: str, number: str) -> NumberedPlace | None:
        """Return the division of a kind with a number, or None."""
        return self._folded.get((kind, number.casefold()))

    @cached_property
    def _folded(self) -> Mapping[tuple[str, str], NumberedPlace]:
        """The first division of a kind that has a number."""
        every = [(kind, number, place) for kind, found in self._found.items() for number, place in found.items()]
        return {(kind, number.casefold()): place for kind, number, place in reversed(every)}

    def of_kind(self, kind: str) -> Mapping[str, NumberedPlace]:
        """Return the divisions of a kind by their numbers."""
        return self._found.get(kind, {})


def _places(book: Book) -> Iterator[tuple[str, str, NumberedPlace]]:
    """Yield each division with its kind and number; a chapter by that in its metadata, then by the one printed."""
    for chapter in book.chapters:
        if chapter.number is not None:
            place = NumberedPlace(chapter.key, chapter.title or str(chapter.number), chapter.opening)
            yield "chapter", str(chapter.number), place
            if chapter.shown_number:
                yield chapter.kind, chapter.shown_number, place
    for part in book.parts:
        place = NumberedPlace(part.key, part.title or str(part.number), part.opening)
        yield "part", str(part.number), place
        if part.numeral:
            yield "part", part.numeral, place
    for article in book.articles():
        place = NumberedPlace(article.key, article.title, article)
        if article.number is not None:
            yield "article", str(article.number), place
        if article.role is Role.APPENDIX and article.numeral:
            yield _APPENDIX, article.numeral, place
