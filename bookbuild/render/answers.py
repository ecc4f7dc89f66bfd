"""A book as an edition shows it: its own text, and model answers, which most editions leave out."""

from dataclasses import replace

from bookbuild.model import Article, Book, VolumeSettings
from bookbuild.render.labels import labels_for
from bookbuild.render.readers import for_readers, ids_of, with_body
from bookbuild.render.trees import detach, tree_of

ANSWERS = "answers"
"""The name of the list of model answers."""
_MARK = 'data-work="answer"'


def as_shown(book: Book, config: VolumeSettings) -> Book:
    """Return a book as an edition shows it: what is for its readers, with model answers or without them."""
    shown = for_readers(book, config.readers)
    if config.answers:
        return shown
    if ANSWERS in config.lists.back:
        from bookbuild.render.apparatus.answer_key import with_answer_key  # noqa: PLC0415 - few books have one

        labels = labels_for(config.identity.language, config.labels)
        shown = with_answer_key(shown, labels[f"list-of-{ANSWERS}"])
    return _without_answers(shown)


def _without_answers(book: Book) -> Book:
    """Return a book without its model answers, their notes and pictures; links into an answer become plain text."""
    changed = [article for article in book.articles() if _MARK in article.body]
    if not changed:
        return book
    stripped = {article.key: _without_answer(article) for article in changed}
    lost = {(article.key, name) for article in changed for name in _ids(article) - _ids(stripped[article.key])}
    targets = {use: target for use, target in book.targets.items() if (target.key, target.fragment) not in lost}
    return replace(book.mapped(lambda article: stripped.get(article.key, article)), targets=targets)


def _ids(article: Article) -> frozenset[str]:
    return ids_of(tree_of(article.body))


def _without_answer(article: Article) -> Article:
    body = tree_of(article.body)
    for section in list(body.iter("section")):
        if section.get("data-work") == "answer":
            detach(section)
    return with_body(article, body)
