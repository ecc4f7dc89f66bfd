"""The abbreviations of a book and what they stand for: those of its glossary, and those that its articles explain."""

import re
from collections.abc import Iterator
from html import unescape

from bookbuild.model import Book
from bookbuild.render.apparatus.collation import sort_key

_EXPLAINED = re.compile(r'<abbr title="([^"]+)"[^<>]*>([^<>]+)</abbr>')


def abbreviations(book: Book, language: str = "") -> list[tuple[str, str, str, str]]:
    """Return the abbreviations in order: key of the article and anchor that each leads to, itself, and its words."""
    found: dict[str, tuple[str, str, str, str]] = {}
    for line in (*_of_glossary(book), *_of_articles(book)):
        found.setdefault(line[2], line)
    return sorted(found.values(), key=lambda line: sort_key(line[2], language))


def _of_glossary(book: Book) -> Iterator[tuple[str, str, str, str]]:
    """Yield those of the terms that the glossary of this book, or of this part of one, has."""
    glossary = book.glossary
    shown = next((one.body for one in book.back if glossary and one.key == glossary.article.key), "")
    for term in glossary.terms if glossary else ():
        if term.abbreviation and f'<dt id="{term.key}"' in shown:
            key = glossary.article.key if glossary else ""
            yield key, f"{key}.{term.key}", term.abbreviation, term.words


def _of_articles(book: Book) -> Iterator[tuple[str, str, str, str]]:
    for article in book.articles():
        for part in (article.body, *article.notes):
            for words, abbreviation in _EXPLAINED.findall(part) if "<abbr " in part else ():
                yield article.key, article.key, unescape(abbreviation), unescape(words)
