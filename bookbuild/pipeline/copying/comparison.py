"""The book of a copy compared with that of the site: order, titles, words, where links lead, pictures."""

import re
from collections.abc import Iterator, Mapping
from html import unescape

from bookbuild.model import Article, Book, Role, Target
from bookbuild.pipeline.copying.site import SiteCopy

_TAG = re.compile(r"<[^>]*>")
_SHOWN = 5


def differences(site: SiteCopy, copy: Book, paths: Mapping[str, str]) -> Iterator[str]:
    """Yield the differences between a site's book and its copy. `paths` are the new paths of articles, by key."""
    old, new = list(site.book.articles()), {article.path: article for article in copy.articles()}
    if [paths[article.key] for article in old] != list(new) or _chapters(site.book) != _chapters(copy):
        yield "the order or the chapters of the book are not the same: compare the tables of contents"
        return
    pairs = [(article, new[paths[article.key]]) for article in old]
    kinds = (("titles", _title), ("words", _words))
    for kind, value in kinds:
        if other := [one.path for one, two in pairs if value(one) != value(two)]:
            yield f"{kind} that are not the same: {_listed(other)}"
    openings = [*(one.key for one in site.book.chapters), *(one.key for one in site.book.parts)]
    keys = {one.key: two.key for one, two in pairs} | {key: key for key in openings}
    if dead := [one.path for one, two in pairs if _links(site.book, one, keys) != _links(copy, two, {})]:
        yield f"links that do not lead where they did: {_listed(dead)}"


def _chapters(book: Book) -> list[object]:
    parts = [(part and part.title, len(chapters)) for part, chapters in book.divided()] if book.parts else []
    return [
        *parts,
        *((chapter.number, chapter.title, chapter.subtitle, len(chapter.articles)) for chapter in book.chapters),
    ]


def _title(article: Article) -> object:
    """Return the titles of an article; those of a chapter's opening are the chapter's, wherever they were said."""
    return () if article.role is Role.OPENING else (article.title_xhtml, article.subtitle_xhtml)


def _words(article: Article) -> str:
    return "".join(unescape(_TAG.sub("", "".join((article.body, *article.notes)))).split())


def _links(book: Book, article: Article, keys: Mapping[str, str]) -> list[Target]:
    found = [book.targets.get((article.path, link.target)) for link in article.links]
    return [Target(keys.get(one.key, one.key), one.fragment) for one in found if one is not None]


def _listed(names: list[str]) -> str:
    more = f" and {len(names) - _SHOWN} more" if len(names) > _SHOWN else ""
    return ", ".join(names[:_SHOWN]) + more
