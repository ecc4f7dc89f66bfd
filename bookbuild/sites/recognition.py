"""Which convention a folder follows: the first whose evidence is there.

A convention is imported only where a name is that belongs to it, since most projects follow none.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from importlib import import_module
from typing import NamedTuple

from bookbuild.model import SITES
from bookbuild.sites.folder import Folder, is_about_project, is_markdown
from bookbuild.sites.nested import folder_at, nested, places_of
from bookbuild.sites.plain import PlainFolders
from bookbuild.sites.site import Convention, Site, Wanted


class Known(NamedTuple):
    """A convention: its name of `bookbuild.model.SITES`, its class in the package of `bookbuild.sites` of that name,
    and a pattern of names in small letters. It is tried where a file or a folder near the root has such a name.
    """

    name: str
    kind: str
    signs: str

    def load(self) -> Convention:
        """Import the convention."""
        convention: Convention = getattr(import_module(f"bookbuild.sites.{self.name}"), self.kind)()
        return convention


CONVENTIONS: tuple[Known, ...] = (
    Known("mdbook", "MdBook", r"summary\.md|book\.toml|book\.js|book\.json|\.gitbook\.yaml"),
    Known("quarto", "Quarto", r"_quarto\.ya?ml|_bookdown\.yml"),
    Known("quire", "Quire", r"_data|data"),
    Known("hugo", "Hugo", r"(?:hugo|config)\.(?:toml|ya?ml|json)|config"),
    Known("myst", "Myst", r"_toc\.yml|myst\.yml|(?:index|intro)\.md|source"),
    Known("docusaurus", "Docusaurus", r"docusaurus\.config\.[cm]?[jt]s"),
    Known("vitepress", "VitePress", r"\.vitepress|\.vuepress"),
    Known("starlight", "Starlight", r"astro\.config\.[cm]?[jt]s"),
    Known("mkdocs", "MkDocs", r"mkdocs\.ya?ml|zensical\.(?:ya?ml|toml)"),
    Known("jekyll", "Jekyll", r"_config\.(?:ya?ml|toml)"),
    Known("leanpub", "Leanpub", r"book\.txt"),
    Known("wiki", "Wiki", r"_sidebar\.md"),
    Known("obsidian", "Obsidian", r"\.obsidian"),
    Known("notion", "Notion", r".* [0-9a-f]{32}\.md"),
    Known("pandoc", "Pandoc", r"(?:meta|metadata)(?:\.ya?ml|\.txt)?|title\.txt"),
    Known("grav", "Grav", r"user|pages|[0-9]+\..*"),
)
"""Conventions in the order in which they are tried."""
_NEAR = ("", "src", "docs", "book", "content", "manuscript", "source", "website", "documentation")
"""Folders whose names are looked at."""


def recognise(folder: Folder, wanted: Wanted, name: str = "") -> Site:
    """Return what a project's folder is.

    `name` is that of the convention that bookbuild.toml sets: ``plain`` for folders, ``none`` if metadata
    blocks decide everything; or empty.
    """
    if name == "none":
        return PlainFolders(are_chapters=False).recognise(folder, wanted)
    named = next((one for one in CONVENTIONS if one.name == name), None)
    if named is not None and (site := named.load().recognise(folder, replace(wanted, is_named=True))):
        return site
    site = None if name in SITES else _by_signs(folder, wanted) or _nested(folder, wanted)
    return site or PlainFolders().recognise(folder, wanted)


def _by_signs(folder: Folder, wanted: Wanted) -> Site | None:
    """Return the site of the first convention that recognises a folder, or None."""
    sites = (convention.recognise(folder, wanted) for convention in _likely(folder, wanted))
    return next((site for site in sites if site is not None), None)


def _nested(folder: Folder, wanted: Wanted) -> Site | None:
    """Return the site that lies in a folder of the project, or None if the project's own folder has articles."""
    if wanted.folder or any(is_markdown(one) and not is_about_project(one) for one in folder.list().files):
        return None
    for place in places_of(folder, wanted.language):
        below = folder_at(folder, place)
        if site := _by_signs(below, wanted):
            return nested(site, place, below.diagnostics)
    return None


def _likely(folder: Folder, wanted: Wanted) -> Iterator[Convention]:
    """Yield the conventions of which there is a sign."""
    names = {name.lower() for place in {*_NEAR, wanted.folder} for kind in folder.list(place) for name in kind}
    names |= {path.rpartition("/")[2].lower() for path in folder.folders(wanted.folder)}
    for known in CONVENTIONS:
        if any(map(re.compile(known.signs).fullmatch, names)):
            yield known.load()
