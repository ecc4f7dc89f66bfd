"""Model answers, which most editions leave out."""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from bookbuild.model import Article, Book, Chapter
from bookbuild.render.body import Element, detach, markup_of, tree_of

_MARK = 'data-work="answer"'


def without_answers(book: Book) -> Book:
    """Return a book without its model answers, their notes and pictures; a link into an answer becomes words."""
    sealed = {article.key: _sealed(article) for article in book.articles() if _MARK in article.body}
    changed = [article for article in book.articles() if article.key in sealed]
    if not changed:
        return book
    lost = {(article.key, name) for article in changed for name in _ids(article) - _ids(sealed[article.key])}
    return replace(
        book,
        front=_each(book.front, sealed),
        chapters=tuple(_chapter(chapter, sealed) for chapter in book.chapters),
        back=_each(book.back, sealed),
        targets={use: place for use, place in book.targets.items() if (place.key, place.fragment) not in lost},
    )


def _each(articles: Iterable[Article], sealed: Mapping[str, Article]) -> tuple[Article, ...]:
    return tuple(sealed.get(article.key, article) for article in articles)


def _chapter(chapter: Chapter, sealed: Mapping[str, Article]) -> Chapter:
    opening = sealed.get(chapter.opening.key, chapter.opening) if chapter.opening else None
    return replace(chapter, opening=opening, articles=_each(chapter.articles, sealed))


def _ids(article: Article) -> frozenset[str]:
    return frozenset(name for element in tree_of(article.body).iter() if (name := element.get("id")))


def _sealed(article: Article) -> Article:
    body = tree_of(article.body)
    for section in list(body.iter("section")):
        if section.get("data-work") == "answer":
            detach(section)
    notes = _renumbered(body, [tree_of(note) for note in article.notes])
    sources = {image.get("src") for tree in (body, *notes) for image in tree.iter("img")}
    return replace(
        article,
        body=markup_of(body),
        notes=tuple(map(markup_of, notes)),
        images=tuple(use for use in article.images if use.target in sources),
    )


def _renumbered(body: Element, notes: list[Element]) -> list[Element]:
    """Number the footnote marks anew in the order of their first calls, and return the notes that are still called."""
    numbers: dict[str, int] = {}
    trees = [body]
    for tree in trees:  # grows on the way, as notes call notes
        for mark in tree.iter("sup"):
            called = mark.get("data-note")
            if called is None:
                continue
            if called not in numbers:
                numbers[called] = len(numbers) + 1
                trees.append(notes[int(called) - 1])
            mark.set("data-note", str(numbers[called]))
    return trees[1:]
