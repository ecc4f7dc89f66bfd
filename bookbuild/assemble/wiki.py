"""Targets of Obsidian's links: ``wiki:Note#Part`` names an article by its file's name, its title or an alias."""

import unicodedata
from collections.abc import Iterable, Iterator
from pathlib import PurePosixPath

from bookbuild.diagnostics import Diagnostic, diagnose
from bookbuild.model import Article, Book, Target

_SCHEME = "wiki:"
_ALIASES = ("aliases", "alias")


def is_wiki(target: str) -> bool:
    """Return whether the target of a link is a name, as it stands between double square brackets."""
    return target.startswith(_SCHEME)


class WikiIndex:
    """Index of the names of a book's articles. Case does not count."""

    def __init__(self, book: Book) -> None:
        self._by_file: dict[str, list[Article]] = {}
        self._by_title: dict[str, list[Article]] = {}
        for article in book.articles():
            for name in _file_names(article.path):
                self._by_file.setdefault(name, []).append(article)
            for title in {_folded(title) for title in _titles(article)}:
                self._by_title.setdefault(title, []).append(article)

    def find(self, origin: Article, target: str, line: int) -> tuple[Target | None, tuple[Diagnostic, ...]]:
        """Return the target of a link, or None if no article or several have the name, and the fault in it, if any."""
        name, _, part = target.removeprefix(_SCHEME).partition("#")
        found = self._articles(name) if name else [origin]
        if len(found) != 1:
            return None, (_no_article(origin, name, line, found),)
        fragment = _fragment(found[0], part.rpartition("#")[2])
        if part and not fragment:
            return Target(found[0].key), (_no_part(origin, found[0], target, line),)
        return Target(found[0].key, fragment), ()

    def _articles(self, name: str) -> list[Article]:
        folded = _folded(name)
        path = folded.removesuffix(".md").strip("/")
        return self._by_file.get(path) or self._by_title.get(folded) or []


def _folded(name: str) -> str:
    return " ".join(unicodedata.normalize("NFC", name).casefold().split())


def _file_names(path: str) -> Iterator[str]:
    """Yield the names of a file without ``.md``, with none of its folders, with the innermost, and so on."""
    parts = PurePosixPath(_folded(path)).with_suffix("").parts
    for start in range(len(parts)):
        yield "/".join(parts[start:])


def _titles(article: Article) -> Iterable[str]:
    aliases = (text for key, text in article.extras if key.partition(".")[0] in _ALIASES)
    return [article.title, *(alias for text in aliases for alias in text.split(","))]


def _fragment(article: Article, part: str) -> str:
    """Return the id of a part: a heading by its words, punctuation aside, or a block by its id (``^id``)."""
    wanted = part.removeprefix("^").strip()
    letters = _letters(wanted)
    for heading in article.headings:
        if letters and letters in (_letters(heading.text), _letters(heading.id)):
            return heading.id
    return wanted if wanted and f' id="{wanted}"' in article.body else ""


def _letters(text: str) -> str:
    return "".join(filter(str.isalnum, _folded(text)))


def _no_article(origin: Article, name: str, line: int, found: list[Article]) -> Diagnostic:
    if found:
        paths = " and ".join(sorted(article.path for article in found)[:3])
        message = f"[[{name}]] may be any of several articles, {paths}; its words are printed without a link"
        return diagnose("wiki-link", message, origin.path, line, "write its folder before its name: [[folder/name]]")
    message = f"[[{name}]] names no article of the book; its words are printed without a link"
    hint = "write the name of the article's file, without .md, or its title; or take the brackets out"
    return diagnose("wiki-link", message, origin.path, line, hint)


def _no_part(origin: Article, article: Article, target: str, line: int) -> Diagnostic:
    name = target.removeprefix(_SCHEME)
    message = f"[[{name}]]: {article.path} has no such heading; the link leads to its beginning"
    return diagnose("wiki-link", message, origin.path, line, "write the heading as it stands there")
