"""Whether a folder is a Jekyll site, its settings, and its pages."""

import posixpath
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from fnmatch import fnmatchcase

from bookbuild.model import Creator, Facts
from bookbuild.sites.contents import Entry
from bookbuild.sites.data import Data, lookup, text_of, texts_of
from bookbuild.sites.folder import Folder
from bookbuild.sites.jekyll.navigation import entries_of
from bookbuild.sites.jekyll.site import JekyllSite
from bookbuild.sites.jekyll.works import Work, below_works, translated_facts, works_of
from bookbuild.sites.languages import listed, tag_of
from bookbuild.sites.site import LeftOut, Site, Wanted
from bookbuild.sites.translations import in_one_language

_SETTINGS = ("_config.yml", "_config.yaml", "_config.toml")
_SIGNS = ("Gemfile", "_layouts", "_includes", "_posts", "_sass", "_data", "index.md", "index.html", "index.markdown")
_NAVIGATIONS = ("navigation", "toc", "nav", "sidebar", "sidebars", "contents", "docs", "menu")
_NAVIGATION = re.compile(r"(?:^|[_-])(?:nav|navigation|toc|sidebar|menu)(?:$|[_-])")
_WITHOUT_PAGES = frozenset({"assets", "bin", "css", "images", "img", "js", "script", "scripts", "test", "tests"})
"""Folders in which a file about them is no page."""
_ABOUT = frozenset(
    {"changelog", "code_of_conduct", "contributing", "history", "license", "readme", "security", "support"}
)
_POSTS = "_posts"


@dataclass(frozen=True)
class Jekyll:
    """Jekyll's convention of folders."""

    name: str = "jekyll"

    def recognise(self, folder: Folder, wanted: Wanted) -> Site | None:
        """Return the site, or None if there are no settings of Jekyll's, or no pages."""
        path = next((one for one in _SETTINGS if folder.read(one) is not None), "")
        if not path or not (wanted.is_named or any(folder.has(sign) for sign in _SIGNS)):
            return None
        settings = folder.data(path)
        source = posixpath.normpath(text_of(settings, "source") or ".")
        root = "" if source == "." else source
        pages, left_out = _pages(folder, root, settings)
        if not pages:
            return None
        works, facts = works_of(folder), _facts(settings)
        if works:
            pages, others = below_works(works, pages)
            left_out += others
        found = in_one_language(pages, root, wanted.language, facts.language)
        facts = _of_works(folder, works, facts, "".join(found.languages[:1])) if works else facts
        return JekyllSite(
            name="jekyll",
            kind="a project of the Electric Book" if works else "a Jekyll site",
            folder=root,
            files=found.files,
            left_out=(*left_out, *found.left_out),
            facts=replace(facts, language="".join(found.languages[:1]) or facts.language),
            languages=listed(found.languages),
            versions=found.versions,
            keys={"language": ("lang", "locale")},
            navigation=tuple(_navigation(folder)),
            settings=settings,
            works=works,
            flavour="spans",
            pages=found.pages,
        )


def _of_works(folder: Folder, works: Sequence[Work], facts: Facts, language: str) -> Facts:
    """Return the facts of a book of works: those of the only one, or of the project."""
    if len(works) == 1:
        return translated_facts(folder, works[0], language)
    project = folder.data("_data/project.yml")
    creators = tuple(dict.fromkeys(one for work in works for one in work.facts.creators))
    description = text_of(project, "description")
    return replace(facts, title=text_of(project, "name"), description=description, creators=creators)


def _pages(folder: Folder, source: str, settings: Data) -> tuple[tuple[str, ...], list[LeftOut]]:
    """Return the pages that Jekyll makes, and those files of Markdown that it does not publish."""
    excluded = texts_of(settings, "exclude")
    included = {one.strip("/") for one in texts_of(settings, "include")}
    shown = {f"_{name}" for name in _collections(settings)} | {_POSTS} | included
    pages, left_out = [], []
    for path in folder.texts(source):
        below = path[len(source) :].lstrip("/")
        hidden = next((part for part in below.split("/")[:-1] if part.startswith("_") and part not in shown), "")
        if any(_matches(below, pattern) for pattern in excluded) or (hidden and hidden != "_drafts"):
            continue
        if hidden == "_drafts":
            left_out.append(LeftOut(path, "drafts"))
        elif ("/" in below and below.partition("/")[0] not in _WITHOUT_PAGES) or not _is_about_the_project(
            folder, path
        ):
            pages.append(path)
    return tuple(pages), left_out


def _matches(path: str, pattern: str) -> bool:
    plain = pattern.strip("/")
    return path == plain or path.startswith(f"{plain}/") or fnmatchcase(path, plain)


def _is_about_the_project(folder: Folder, path: str) -> bool:
    """Return whether a file is for the people of the project: without a metadata block it is no page."""
    stem = path.rpartition("/")[2].rpartition(".")[0].lower()
    return stem in _ABOUT and not (folder.read(path) or b"").removeprefix(b"\xef\xbb\xbf").startswith(b"---")


def _collections(settings: Data) -> Iterator[str]:
    stated = lookup(settings, "collections")
    if isinstance(stated, dict):
        yield from (name for name, data in stated.items() if text_of(data, "output") != "false")
    elif isinstance(stated, list):
        yield from stated


def _navigation(folder: Folder) -> Iterator[Entry]:
    """Yield the entries of the data file that has the site's navigation: the first that is called after one."""
    files = folder.list("_data").files if folder.has("_data") else ()
    stems = {one: one.rpartition(".")[0].lower() for one in files if one.endswith((".yml", ".yaml", ".json"))}
    exact = [one for name in _NAVIGATIONS for one, stem in stems.items() if stem == name]
    near = [one for one, stem in stems.items() if _NAVIGATION.search(stem)]
    for name in [*exact, *near][:1]:
        yield from entries_of(folder.data(f"_data/{name}"))


def _facts(settings: Data) -> Facts:
    names = texts_of(settings, "author.name", "author", "authors")
    language = tag_of(text_of(settings, "lang", "locale", "language"), ())
    address = text_of(settings, "url")
    return Facts(
        title=text_of(settings, "title", "name"),
        subtitle=text_of(settings, "tagline", "subtitle"),
        language=language,
        creators=tuple(map(Creator, names)),
        description=text_of(settings, "description"),
        address=address + text_of(settings, "baseurl")
        if address.startswith("http") and "example.com" not in address
        else "",
    )
