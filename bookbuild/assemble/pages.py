"""Articles by the paths that links have for them: of files, of folders, and of pages of a site."""

import posixpath
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from pathlib import PurePosixPath
from urllib.parse import unquote

from bookbuild.model import Article, Role

_PARAMETERS = re.compile(r"(?<=[^/:])(?:/[\w-]+:[^/]*)+/?$")
"""What Grav lets follow the address of a page: ``/guide/sort:title``."""
_PAGE_SUFFIX = re.compile(r"\.(?:md|markdown|mdown|mkd|mdx|qmd|rmd|ipynb|html?|xhtml|php)$", re.IGNORECASE)
_OF_FOLDERS = ("index", "_index", "readme")
"""Names, in lower case, of the files that are their folder's page."""


class Pages:
    """Index of the articles of a book by path."""

    def __init__(self, articles: Sequence[Article]) -> None:
        self._by_path = {composed(article.path): article for article in articles}
        self.stems: Mapping[str, str] = {PurePosixPath(path).stem: path for path in self._by_path}
        """The paths of all files by their names without suffix."""
        self._by_route: dict[str, Article] = {}
        self._folders: dict[str, list[Article]] = defaultdict(list)
        for article in articles:
            self._folders[posixpath.dirname(composed(article.path))].append(article)
        self._depth = _common_depth(list(self._folders))
        for article in articles:
            for name in article.link_names:
                self._by_route.setdefault(route(name), article)
        for article in articles:
            self._add(composed(article.path), article)
        for article in articles:
            for path in article.versions:
                self._add(composed(path), article)
        for folder, inside in self._folders.items():
            if page := _page_of(folder, inside):
                self._add(folder, page)

    def _add(self, path: str, article: Article) -> None:
        """Add an article under a path: as it is, and from each folder that all articles share."""
        for name in self._routes(path):
            self._by_route.setdefault(name, article)

    def _routes(self, path: str) -> Iterator[str]:
        parts = PurePosixPath(path).parts
        for start in range(min(self._depth, len(parts)) + 1):
            yield route("/".join(parts[start:]))

    def at(self, path: str) -> Article | None:
        """Return the article that is the file of that path, or None."""
        return self._by_path.get(composed(path))

    def find(self, origin: Article, path: str) -> Article | None:
        """Return the article that a path in another one names, or None.

        A path from the root is counted from the project or from the folder of all articles.
        """
        forms = dict.fromkeys(form for one in (path, unquote(path)) for form in (one, one.replace("\\", "/")))
        forms |= {_PARAMETERS.sub("", form): None for form in forms}
        for form in map(composed, forms):
            for joined in self._joined(origin, form):
                found = self._by_path.get(joined) or self._by_path.get(f"{joined}.md") or self._find_route(joined)
                if found is not None:
                    return found
        return None

    def _joined(self, origin: Article, path: str) -> Iterator[str]:
        """Yield a path from the project: counted from the article's folder, then from the page of the same name."""
        if path.startswith("/"):
            yield path
            return
        base = composed(origin.path)
        yield posixpath.normpath(posixpath.join(posixpath.dirname(base), path))
        if path.startswith("../"):
            yield posixpath.normpath(posixpath.join(posixpath.splitext(base)[0], path))

    def _find_route(self, path: str) -> Article | None:
        plain = route(path)
        if plain not in self._by_route and posixpath.basename(plain) in _OF_FOLDERS:
            plain = posixpath.dirname(plain)  # index.html of a folder whose page has another name
        return self._by_route.get(plain)

    def folder(self, origin: Article, path: str) -> Sequence[Article]:
        """Return the articles in the folder that a path names, if it has no page."""
        joined = next(self._joined(origin, composed(unquote(path))))
        named = route(joined)
        is_index = posixpath.basename(named) in _OF_FOLDERS
        wanted = posixpath.dirname(named) if is_index else named
        return self._folders_by_route.get(wanted, ())

    @cached_property
    def _folders_by_route(self) -> Mapping[str, Sequence[Article]]:
        return {name: inside for folder, inside in self._folders.items() for name in self._routes(folder)}


def _common_depth(folders: Sequence[str]) -> int:
    """Return how many folders all articles share, at least one: a path from the root may leave them out."""
    shared = posixpath.commonpath(folders) if folders else ""
    return max(1, len(PurePosixPath(shared).parts))


def _page_of(folder: str, inside: Sequence[Article]) -> Article | None:
    """Return the page of a folder: its index, its opening, the file that is named like it, or its only one."""
    stems = {PurePosixPath(article.path).stem.casefold(): article for article in reversed(inside)}
    named = next((stems[name] for name in (*_OF_FOLDERS, posixpath.basename(route(folder))) if name in stems), None)
    opening = next((article for article in inside if article.role is Role.OPENING), None)
    return named or opening or (inside[0] if len(inside) == 1 else None)


def composed(path: str) -> str:
    """Return a path in composed form (NFC): file systems may decompose accented letters."""
    return unicodedata.normalize("NFC", path)


def route(path: str) -> str:
    """Return a path as that of a page, in Grav's form: lower case, without ordering numbers and suffix."""
    plain = _PAGE_SUFFIX.sub("", composed(path).strip("/"))
    return "/" + "/".join(re.sub(r"^\d+\.", "", part) for part in plain.casefold().split("/"))
