"""Figures: their labels ("Figure 1.2"), and references to them by number."""

import re
from collections.abc import Iterator, Mapping
from functools import cached_property

from lxml import etree

from bookbuild.model import Article, Book, Chapter

Element = etree._Element  # noqa: SLF001 - lxml names its element type so
_FIGURE = re.compile(r"<figure\b([^<>]*)>|<(figcaption)\b")
_ID = re.compile(r'\sid="([^"]*)"')
_REFERENCE = "data-figure"


class FigureNumbers:
    """The numbers of the captioned figures of a book: in each chapter from 1."""

    def __init__(self, book: Book) -> None:
        self._book = book

    @cached_property
    def starts(self) -> Mapping[str, int]:
        """The number of captioned figures before each article in its chapter, by the article's key."""
        return {article.key: before for article, _, before in self._articles()}

    def number(self, anchor: str) -> str:
        """Return the number of the figure with this anchor, or an empty string if it has none in this book."""
        return self._numbers.get(anchor, "")

    @cached_property
    def _numbers(self) -> Mapping[str, str]:
        return {
            f"{article.key}.{name}": f"{figure_prefix(chapter)}{number}"
            for article, chapter, before in self._articles()
            for number, name in enumerate(_named_figures(article), before + 1)
        }

    def _articles(self) -> Iterator[tuple[Article, Chapter | None, int]]:
        """Yield each article with its chapter, and the number of figures before it there."""
        runs: list[tuple[Chapter | None, tuple[Article, ...]]] = [
            (None, self._book.front),
            *((chapter, (*filter(None, [chapter.opening]), *chapter.articles)) for chapter in self._book.chapters),
            (None, self._book.back),
        ]
        for chapter, articles in runs:
            count = 0
            for article in articles:
                yield article, chapter, count
                count += sum(map(figure_count, (article.body, *article.notes)))


def figure_prefix(chapter: Chapter | None) -> str:
    """Return the prefix of figure numbers: the chapter's number and a dot, or an empty string."""
    return f"{chapter.number}." if chapter and chapter.number is not None else ""


def figure_count(markup: str) -> int:
    """Return the number of captioned figures of a body or a note."""
    return markup.count("<figcaption")


def _named_figures(article: Article) -> Iterator[str]:
    """Yield the ids of an article's captioned figures, in order; of those without one an empty string."""
    name = ""
    for match in _FIGURE.finditer("".join((article.body, *article.notes))):
        if match[2]:
            yield name
        name = found[1] if (found := _ID.search(match[1] or "")) else ""


def caption_figures(tree: Element, label: str, prefix: str, before: int) -> None:
    """Put its figure's number before each caption; `before` are the figures before those of this tree."""
    for count, caption in enumerate(list(tree.iter("figcaption")), before + 1):
        shown = etree.Element("span", {"class": "figure-label"})
        shown.text = f"{label} {prefix}{count}"
        shown.tail = f" {caption.text or ''}"
        caption.text = None
        caption.insert(0, shown)


def name_figure(link: Element, label: str, number: str) -> None:
    """Set the words of a link to a figure that has none: the figure's number, or else its caption."""
    if (caption := link.get(_REFERENCE)) is not None:
        del link.attrib[_REFERENCE]
        link.text = f"{label}\N{NO-BREAK SPACE}{number}" if number else caption
