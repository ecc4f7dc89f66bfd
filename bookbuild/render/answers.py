"""Model answers, which most editions leave out."""

from dataclasses import replace

from bookbuild.model import Article, Book
from bookbuild.render.trees import Element, detach, markup_of, tree_of

_MARK = 'data-work="answer"'


def as_shown(book: Book, *, answers: bool) -> Book:
    """Return a book as an edition shows it: with its model answers, or without them."""
    return book if answers else _without_answers(book)


def _without_answers(book: Book) -> Book:
    """Return a book without its model answers, their notes and pictures; links into an answer become plain text."""
    stripped = {article.key: _without_answer(article) for article in book.articles() if _MARK in article.body}
    changed = [article for article in book.articles() if article.key in stripped]
    if not changed:
        return book
    lost = {(article.key, name) for article in changed for name in _ids(article) - _ids(stripped[article.key])}
    targets = {use: target for use, target in book.targets.items() if (target.key, target.fragment) not in lost}
    return replace(book.mapped(lambda article: stripped.get(article.key, article)), targets=targets)


def _ids(article: Article) -> frozenset[str]:
    return frozenset(name for element in tree_of(article.body).iter() if (name := element.get("id")))


def _without_answer(article: Article) -> Article:
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
    """Renumber the footnote marks in the order of their first references, and return the notes still referred to."""
    numbers: dict[str, int] = {}
    trees = [body]
    for tree in trees:  # grows during the loop, as notes refer to notes
        for mark in tree.iter("sup"):
            called = mark.get("data-note")
            if called is None:
                continue
            if called not in numbers:
                numbers[called] = len(numbers) + 1
                trees.append(notes[int(called) - 1])
            mark.set("data-note", str(numbers[called]))
    return trees[1:]
