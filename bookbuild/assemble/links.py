"""Targets of the links of a book: relative paths, Grav page paths, ``article:53``, and headings."""

import posixpath
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from difflib import get_close_matches
from html import escape
from pathlib import PurePosixPath

from bookbuild.assemble.wiki import WikiIndex, is_wiki
from bookbuild.diagnostics import Diagnostic, Outcome, diagnose
from bookbuild.model import Article, Book, Target

SEARCHES = 20
"""Number of broken links for which the closest name is searched: each search goes through all names of the book."""

Targets = Mapping[tuple[str, str], Target]


def resolve_links(book: Book) -> Outcome[Targets]:
    """Return the target of each internal link, and a diagnostic for each link without one."""
    index, wiki = _LinkIndex(book), WikiIndex(book)
    targets: dict[tuple[str, str], Target] = {}
    diagnostics: list[Diagnostic] = []
    for article in book.articles():
        for link in article.links:
            if is_wiki(link.target):
                named, said = wiki.find(article, link.target, link.line)
                targets.update({(article.path, link.target): named} if named else {})
                diagnostics.extend(said)
                continue
            target = index.find(article, link.target)
            if isinstance(target, Target):
                targets[article.path, link.target] = target
            else:
                message, hint = target
                cause = _cause(article.path, link.target)
                diagnostics.append(diagnose("broken-link", message, article.path, link.line, hint, cause=cause))
    return Outcome(targets, tuple(diagnostics))


def _cause(origin: str, target: str) -> str:
    """Return what a broken link has in common with others: the place that is meant."""
    path, mark, fragment = target.partition("#")
    is_name = re.match("(?:article|chapter):", path)
    meant = path if is_name else posixpath.normpath(posixpath.join(posixpath.dirname(origin), path)) if path else origin
    return f"link {meant}{mark}{fragment}"


class _LinkIndex:
    """Index of everything in the book that a link can name."""

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
        """Return the target of a link, or an error message and a hint."""
        path, _, fragment = target.partition("#")
        path = _composed(path.partition("?")[0])
        if chapter := re.fullmatch(r"chapter:\s*(\S+)", path):
            key = self._by_chapter.get(chapter[1])
            return Target(key) if key else self._missing("chapter", chapter[1], self._by_chapter)
        if number := re.fullmatch(r"article:\s*(\S+)", path):
            article = self._by_number.get(number[1])
            if article is None:
                return self._missing("article", number[1], self._by_number)
        else:
            article = origin if not path else self._by_relative_path(origin, path)
            if article is None:
                return f"{target!r} leads to no article of the book", self._hint_for_path(origin, path)
        return _within(article, fragment, target)

    def _by_relative_path(self, origin: Article, path: str) -> Article | None:
        if path.startswith("/"):
            return self._by_route.get(_route(path))
        joined = posixpath.normpath(posixpath.join(_composed(posixpath.dirname(origin.path)), path))
        return (
            self._by_path.get(joined) or self._by_path.get(f"{joined}.md") or self._by_route.get(_route(f"/{joined}"))
        )

    def _hint_for_path(self, origin: Article, path: str) -> str:
        closest = self._closest(PurePosixPath(path).name, self._by_name, 0.7)
        if not closest:
            return "write the path of the article's file from here, or article: and its number"
        start = posixpath.dirname(origin.path) or "."
        return f"did you mean {posixpath.relpath(self._by_name[closest], start)!r}?"

    def _missing(self, kind: str, number: str, known: Iterable[str]) -> tuple[str, str]:
        closest = self._closest(number, known, 0.6)
        return f"there is no {kind} {number}", f"did you mean '{kind}:{closest}'?" if closest else ""

    def _closest(self, word: str, known: Iterable[str], likeness: float) -> str:
        self._searches -= 1
        return "".join(get_close_matches(word, list(known), 1, likeness)) if self._searches >= 0 else ""


def _within(article: Article, fragment: str, target: str) -> Target | tuple[str, str]:
    if not fragment:
        return Target(article.key)
    ids = [heading.id for heading in article.headings]
    if fragment in ids or re.search(rf'<[^<>]*\sid="{re.escape(escape(fragment))}"', article.body):
        return Target(article.key, fragment)
    closest = get_close_matches(fragment, ids, 1)
    hint = f"did you mean {target.removesuffix(fragment) + closest[0]!r}?" if closest else ""
    return f"{target!r}: {article.path} has no heading #{fragment}", hint


def _composed(path: str) -> str:
    """Return a path in composed form (NFC): file systems may decompose accented letters."""
    return unicodedata.normalize("NFC", path)


def _routes(path: str) -> Iterator[str]:
    """Yield the Grav page paths of a file, below the content folder and in full: a page is named by its folder."""
    file = PurePosixPath(path)
    for form in (file.parent, file.with_suffix("")):
        parts = form.parts
        for start in range(min(2, len(parts))):
            yield _route("/" + "/".join(parts[start:]))


def _route(path: str) -> str:
    """Return a page path in Grav's form: lower case, without ordering numbers (``03.offers`` is ``offers``)."""
    parts = [re.sub(r"^\d+\.", "", part) for part in _composed(path).lower().removesuffix(".md").strip("/").split("/")]
    return "/" + "/".join(parts)
