"""Where the links of a book lead: relative paths, Grav page paths, ``article:53``, and headings."""

import posixpath
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from difflib import get_close_matches
from html import escape
from pathlib import PurePosixPath

from bookbuild.diagnostics import Outcome, diagnose
from bookbuild.model import Article, Book, Target

SEARCHES = 20
"""For how many broken links the nearest right one is looked up: each look goes through all names of the book."""

Targets = Mapping[tuple[str, str], Target]


def resolve_links(book: Book) -> Outcome[Targets]:
    """Find the place in the book that each internal link leads to; those without one are diagnosed."""
    places = _Places(book)
    targets: dict[tuple[str, str], Target] = {}
    diagnostics = []
    for article in book.articles():
        for link in article.links:
            found = places.find(article, link.target)
            if isinstance(found, Target):
                targets[article.path, link.target] = found
            else:
                diagnostics.append(diagnose("broken-link", found[0], article.path, link.line, found[1]))
    return Outcome(targets, tuple(diagnostics))


class _Places:
    """Every name under which a place of the book can be linked to."""

    def __init__(self, book: Book) -> None:
        articles = list(book.articles())
        self._by_path = {_composed(article.path): article for article in articles}
        self._by_number = {str(article.number): article for article in articles if article.number is not None}
        self._by_chapter = {str(chapter.number): chapter.key for chapter in book.chapters if chapter.number is not None}
        self._by_route: dict[str, Article] = {}
        for article in articles:
            for route in (*_routes(article.path), *map(_route, article.link_names)):
                self._by_route.setdefault(route, article)
        self._by_name = {PurePosixPath(path).name: path for path in self._by_path}
        self._searches = SEARCHES

    def find(self, origin: Article, target: str) -> Target | tuple[str, str]:
        """Return the place a link leads to, or what is wrong with it and a hint."""
        path, _, fragment = target.partition("#")
        path = _composed(path.partition("?")[0])
        if chapter := re.fullmatch(r"chapter:\s*(\S+)", path):
            key = self._by_chapter.get(chapter[1])
            return Target(key) if key else self._nothing("chapter", chapter[1], self._by_chapter)
        if number := re.fullmatch(r"article:\s*(\S+)", path):
            article = self._by_number.get(number[1])
            if article is None:
                return self._nothing("article", number[1], self._by_number)
        else:
            article = origin if not path else self._by_place(origin, path)
            if article is None:
                return f"{target!r} leads to no article of the book", self._near_path(origin, path)
        return _within(article, fragment, target)

    def _by_place(self, origin: Article, path: str) -> Article | None:
        if path.startswith("/"):
            return self._by_route.get(_route(path))
        place = posixpath.normpath(posixpath.join(_composed(posixpath.dirname(origin.path)), path))
        return self._by_path.get(place) or self._by_path.get(f"{place}.md") or self._by_route.get(_route(f"/{place}"))

    def _near_path(self, origin: Article, path: str) -> str:
        near = self._nearest(PurePosixPath(path).name, self._by_name, 0.7)
        if not near:
            return "write the path of the article's file from here, or article: and its number"
        start = posixpath.dirname(origin.path) or "."
        return f"did you mean {posixpath.relpath(self._by_name[near], start)!r}?"

    def _nothing(self, kind: str, number: str, known: Iterable[str]) -> tuple[str, str]:
        near = self._nearest(number, known, 0.6)
        return f"there is no {kind} {number}", f"did you mean '{kind}:{near}'?" if near else ""

    def _nearest(self, word: str, known: Iterable[str], likeness: float) -> str:
        self._searches -= 1
        return "".join(get_close_matches(word, list(known), 1, likeness)) if self._searches >= 0 else ""


def _within(article: Article, fragment: str, target: str) -> Target | tuple[str, str]:
    if not fragment:
        return Target(article.key)
    ids = [heading.id for heading in article.headings]
    if fragment in ids or re.search(rf'<[^<>]*\sid="{re.escape(escape(fragment))}"', article.body):
        return Target(article.key, fragment)
    near = get_close_matches(fragment, ids, 1)
    hint = f"did you mean {target.removesuffix(fragment) + near[0]!r}?" if near else ""
    return f"{target!r}: {article.path} has no heading #{fragment}", hint


def _composed(path: str) -> str:
    """Return a path in composed form: file systems may keep letters and their accents apart, authors do not."""
    return unicodedata.normalize("NFC", path)


def _routes(path: str) -> Iterator[str]:
    """List the Grav page paths of a file: a page is its folder; below the content folder, and in full."""
    place = PurePosixPath(path)
    for form in (place.parent, place.with_suffix("")):
        parts = form.parts
        for start in range(min(2, len(parts))):
            yield _route("/" + "/".join(parts[start:]))


def _route(path: str) -> str:
    """Bring a page path to Grav's form: lower case, without ordering numbers (``03.offers`` is ``offers``)."""
    parts = [re.sub(r"^\d+\.", "", part) for part in _composed(path).lower().removesuffix(".md").strip("/").split("/")]
    return "/" + "/".join(parts)
