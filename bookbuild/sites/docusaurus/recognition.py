"""Whether a folder has the settings of Docusaurus, and the site that it is. The settings are code: it is not run."""

import posixpath
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from bookbuild.model import Facts
from bookbuild.sites.data import Data, list_of, text_of
from bookbuild.sites.docusaurus.site import DocusaurusSite
from bookbuild.sites.folder import Folder
from bookbuild.sites.javascript import exported, first_text, values_named
from bookbuild.sites.languages import best_match, listed, tag_of
from bookbuild.sites.site import LeftOut, Site, Wanted

_SUFFIXES = ("js", "ts", "mjs", "cjs")
_BASES = ("", "website", "docs", "documentation")
_PAGES = (".md", ".mdx")
_TRANSLATED = "docusaurus-plugin-content-docs/current"
_OTHERS = {
    "blog": "posts of the blog",
    "versioned_docs": "of other versions than the one that is in the book",
    "src/pages": "pages beside the documentation",
}


@dataclass(frozen=True)
class Docusaurus:
    """The convention of Docusaurus."""

    name: str = "docusaurus"

    def recognise(self, folder: Folder, wanted: Wanted) -> Site | None:
        """Return the site, or None if there are no settings of Docusaurus, or no pages."""
        bases = dict.fromkeys((*_BASES, wanted.folder))
        base, code = next(((one, code) for one in bases if (code := _code(folder, one, "docusaurus.config"))), ("", ""))
        root = _root(base, code)
        languages = _languages(code)
        book = best_match(wanted.language, languages) or languages[0]
        other = posixpath.join(base, f"i18n/{book}/{_TRANSLATED}")
        source = other if book != languages[0] and folder.has(other) else root
        files = tuple(_pages(folder, source))
        if not code or not files:
            return None
        return DocusaurusSite(
            name=self.name,
            kind="a Docusaurus site",
            folder=source,
            files=files,
            left_out=tuple(_left_out(folder, base, root, source)),
            parts=tuple(path for path in folder.paths(source) if path.endswith(_PAGES) and path not in files),
            facts=_facts(code, book),
            languages=listed((book, *(one for one in languages if one != book))),
            are_callouts_free=True,
            base=base,
            route=_route(code),
            categories=dict(_categories(folder, source)),
            sidebars=exported(_code(folder, base, "sidebars")),
        )


def _code(folder: Folder, base: str, name: str) -> str:
    """Return the text of a file of settings, or an empty string."""
    paths = (posixpath.join(base, f"{name}.{suffix}") for suffix in (*_SUFFIXES, "json"))
    content = next((found for path in paths if (found := folder.read(path)) is not None), b"")
    return content.decode("utf-8", "replace")


def _docs(code: str) -> Data:
    return next((one for one in values_named(code, "docs") if isinstance(one, dict)), {})


def _root(base: str, code: str) -> str:
    return posixpath.normpath(posixpath.join(base, text_of(_docs(code), "path") or "docs"))


def _route(code: str) -> str:
    """Return the beginning of the pages' addresses, without slashes."""
    return (text_of(_docs(code), "routeBasePath") or "docs").strip("/")


def _languages(code: str) -> tuple[str, ...]:
    """Return the languages of a site, that of the pages in ``docs/`` first."""
    stated = next((one for one in values_named(code, "i18n") if isinstance(one, dict)), {})
    default = text_of(stated, "defaultLocale") or "en"
    return tuple(dict.fromkeys((default, *(one for one in list_of(stated, "locales") if isinstance(one, str) and one))))


def _pages(folder: Folder, root: str) -> Iterator[str]:
    for path in folder.paths(root):
        below = path[len(root) :].lstrip("/")
        if path.lower().endswith(_PAGES) and not any(part.startswith("_") for part in below.split("/")):
            yield path


def _left_out(folder: Folder, base: str, root: str, source: str) -> Iterator[LeftOut]:
    for name, reason in _OTHERS.items():
        place = posixpath.join(base, name)
        if folder.has(place) and not root.startswith(place):
            yield from (LeftOut(path, reason) for path in _pages(folder, place))
    others = [posixpath.join(base, "i18n"), *([root] if source != root else [])]
    for place in others:
        if folder.has(place):
            yield from (
                LeftOut(path, "in other languages")
                for path in _pages(folder, place)
                if not path.startswith(f"{source}/")
            )


def _categories(folder: Folder, root: str) -> Iterator[tuple[str, Mapping[str, Data]]]:
    """Yield the folders with a file about them, and what it says."""
    for path in folder.paths(root):
        if posixpath.basename(path) in {"_category_.json", "_category_.yml", "_category_.yaml"}:
            data = folder.data(path)
            if isinstance(data, dict):
                yield posixpath.dirname(path), data


def _facts(code: str, language: str) -> Facts:
    texts = {name: first_text(code, name) for name in ("title", "tagline", "url")}
    return Facts(
        title=texts["title"],
        subtitle=texts["tagline"],
        language=tag_of(language, [language]),
        address=texts["url"] if texts["url"].startswith("http") and "example.com" not in texts["url"] else "",
    )
