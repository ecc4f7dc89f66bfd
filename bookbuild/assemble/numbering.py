"""The numbers that are printed: of chapters, of appendices, and of articles that are sections of their chapter."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import count

from bookbuild.assemble.numerals import numeral
from bookbuild.model import Article, Chapter, Divisions, Number, Role

_FIRST_LEVEL = 2
"""The level of headings right below the title of an article."""


def numbered(chapters: Iterable[Chapter], divisions: Divisions, letters: Iterator[int]) -> Iterator[Chapter]:
    """Yield chapters with the numbers that are printed, and their articles with theirs.

    `letters` counts the appendices of a book, be they chapters or articles.
    """
    for chapter in chapters:
        shown = _with_numeral(chapter, divisions, letters) if chapter.number is not None else chapter
        yield replace(shown, articles=_sections(shown)) if divisions.numbering.sections else shown


def lettered(appendices: Iterable[Article], divisions: Divisions, letters: Iterator[int]) -> Iterator[Article]:
    """Yield appendices that are single articles, with their letters."""
    style = divisions.numbering.appendices
    for article in appendices:
        letter = numeral(next(letters), _in_text(style), divisions.language) if article.is_numbered else ""
        yield replace(article, numeral=letter)


def _with_numeral(chapter: Chapter, divisions: Divisions, letters: Iterator[int]) -> Chapter:
    """Return a chapter with its number; one whose number is not printed has an empty numeral."""
    numbering, language, number = divisions.numbering, divisions.language, chapter.number
    if chapter.numeral == "" or number is None:
        return chapter
    if chapter.kind == "appendix":
        place, style, rest = next(letters), numbering.appendices, ""
    else:
        place, style, rest = number.parts[0], numbering.chapters, _rest(number)
    if style == "1" and chapter.kind == "chapter":
        return chapter
    spelt = numeral(place, style, language) if style == "words" and not rest else ""
    return replace(
        chapter, numeral=numeral(place, _in_text(style), language) + rest if style != "none" else "", spelt=spelt
    )


def _in_text(style: str) -> str:
    """Return the style in which a text refers to a number, and in which it begins those of figures."""
    return "1" if style == "words" else style


def _rest(number: Number) -> str:
    """Return the rest of a number behind its first whole one: ``a``, ``.5``."""
    return number.written.removeprefix(str(number.parts[0]))


def _sections(chapter: Chapter) -> tuple[Article, ...]:
    """Return the articles of a chapter with numbers: after the chapter's, or by their position in the book."""
    if chapter.number is None:
        return tuple(_by_position(article) for article in chapter.articles)
    if not chapter.shown_number:
        return chapter.articles
    places = count(_headings(chapter.opening) + 1)
    return tuple(_in_chapter(article, chapter.shown_number, places) for article in chapter.articles)


def _by_position(article: Article) -> Article:
    has_number = article.number is not None or not article.is_numbered or not article.position
    return article if has_number else replace(article, numeral=str(article.position))


def _in_chapter(article: Article, number: str, places: Iterator[int]) -> Article:
    if article.number is not None or not article.is_numbered:
        return article
    return replace(article, numeral=f"{number}.{next(places)}")


def _headings(opening: Article | None) -> int:
    """Return how many headings with numbers stand before the articles of a chapter, in its opening."""
    headings = opening.headings if opening else ()
    return sum(one.level == _FIRST_LEVEL and one.is_numbered for one in headings)


def is_appendix(article: Article) -> bool:
    """Return whether an article says that its chapter is an appendix."""
    return article.matter == Role.APPENDIX.value
