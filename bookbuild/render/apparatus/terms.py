"""Terms of the glossary in the text of a book: where they are used, and which of the uses are linked."""

# ruff: noqa: PLC0415 - what finds and marks terms is imported for a book with a glossary

from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from typing import TYPE_CHECKING

from bookbuild.model import Article, Book, GlossarySettings

if TYPE_CHECKING:
    from bookbuild.render.apparatus.term_finder import TermFinder
    from bookbuild.render.apparatus.term_marks import MarkedArticle, Use

_NOTHING = frozenset[str]()


class BookTerms:
    """The terms of a book's glossary, and their uses in its articles."""

    def __init__(self, book: Book, settings: GlossarySettings, language: str) -> None:
        self._book, self._settings, self._language = book, settings, language

    def of(self, article: Article) -> Article:
        """Return an article of the book with its uses of terms marked, also if its text has changed since."""
        before, marked = self._marked.get(article.key, (_NOTHING, None))
        if self._finder is None or article.key == self._glossary_key:
            return article
        return (marked if marked and marked.of == article else self._mark(article, self._finder, before)).article

    def uses(self) -> "Iterator[tuple[Article, Use]]":
        """Yield all uses in the book, in order, each with its article."""
        for article in self._book.articles():
            _, marked = self._marked.get(article.key, (_NOTHING, None))
            yield from ((article, use) for use in (marked.uses if marked else ()))

    def uses_in(self, article: Article) -> "tuple[Use, ...]":
        """Return the uses in an article."""
        return self._mark(article, self._finder, _NOTHING).uses if self._finder else ()

    @cached_property
    def _glossary_key(self) -> str:
        return self._book.glossary.article.key if self._book.glossary else ""

    @cached_property
    def _finder(self) -> "TermFinder | None":
        if self._book.glossary is None:
            return None
        from bookbuild.render.apparatus.term_finder import finder_of

        return finder_of(self._book.glossary, self._language)

    @cached_property
    def _marked(self) -> "Mapping[str, tuple[frozenset[str], MarkedArticle]]":
        """Each article by key, marked, and the terms that are linked before it."""
        found: dict[str, tuple[frozenset[str], MarkedArticle]] = {}
        finder, before = self._finder, _NOTHING
        if finder is None:
            return found
        for articles in self._scopes():
            before = before if self._settings.first_use == "book" else _NOTHING
            for article in articles:
                before = before if self._settings.first_use != "article" else _NOTHING
                marked = self._mark(article, finder, before)
                found[article.key] = (before, marked)
                before |= {use.term for use in marked.uses}
        return found

    def _scopes(self) -> Iterator[Iterable[Article]]:
        """Yield the chapters; what is in none, and each article of a book without chapters, is one of its own."""
        yield from ([article] for article in self._book.front)
        yield from ([part.opening] for part in self._book.parts if part.opening)
        for chapter in self._book.chapters:
            articles = [*filter(None, [chapter.opening]), *chapter.articles]
            yield from [articles] if chapter.number is not None else ([article] for article in articles)
        yield from ([article] for article in self._book.back)

    def _mark(self, article: Article, finder: "TermFinder", before: frozenset[str]) -> "MarkedArticle":
        from bookbuild.render.apparatus.term_marks import marked_article

        return marked_article(article, finder, self._settings, self._language, before)
