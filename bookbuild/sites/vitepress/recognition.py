"""Whether a folder has the settings of VitePress or VuePress, and the site that it is. They are code: it is not run."""

import posixpath
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from bookbuild.model import Facts
from bookbuild.sites.contents import Entry
from bookbuild.sites.data import Data, list_of, text_of
from bookbuild.sites.folder import Folder
from bookbuild.sites.javascript import first_text, returned, values_named
from bookbuild.sites.languages import listed, tag_of
from bookbuild.sites.site import Site, Wanted
from bookbuild.sites.translations import in_folders, in_one_language
from bookbuild.sites.vitepress.site import VitePressSite

_SETTINGS = (".vitepress", ".vuepress")
_PLACES = ("", "docs", "src", "doc", "documentation", "website")
_SUFFIXES = (".js", ".ts", ".mjs", ".mts", ".cjs", ".json")
_INSIDE = ("items", "children")
_DEEPEST = 8


@dataclass(frozen=True)
class VitePress:
    """The convention of VitePress, and of VuePress before it."""

    name: str = "vitepress"

    def recognise(self, folder: Folder, wanted: Wanted) -> Site | None:
        """Return the site, or None if there are no settings of VitePress, or no pages."""
        places = dict.fromkeys((*_PLACES, wanted.folder))
        settings = (posixpath.join(place, name) for place in places for name in _SETTINGS)
        path = next((one for one in settings if folder.has(one) and folder.list(one) != ((), (), ())), "")
        code = "\n".join(_texts(folder, path)) if path else ""
        base = posixpath.dirname(path)
        root = posixpath.normpath(posixpath.join(base, first_text(code, "srcDir") or ".")).removeprefix(".")
        pages = folder.texts(root)
        if not path or not pages:
            return None
        facts = _facts(code)
        found = in_one_language(pages, root, wanted.language, facts.language)
        if not found.languages:
            found = in_folders(pages, root, wanted.language, _folders(code, root, facts.language), facts.language)
        return VitePressSite(
            name=self.name,
            are_callouts_free=True,
            kind="a VuePress site" if path.endswith(_SETTINGS[1]) else "a VitePress site",
            folder=found.root,
            files=found.files,
            left_out=found.left_out,
            facts=replace(facts, language="".join(found.languages[:1]) or facts.language),
            languages=listed(found.languages),
            versions=found.versions,
            is_lenient=True,
            root=found.root,
            base=root,
            public=tuple(posixpath.join(one, "public") for one in (root, path)),
            sidebars=tuple(_sidebars(code)),
        )


def _folders(code: str, root: str, own: str) -> Mapping[str, str]:
    """Return the folders of the languages that the settings name, but for that of the site, by their tags."""
    stated = next((one for one in values_named(code, "locales") if isinstance(one, dict)), {})
    folders = {tag_of(key.strip("/"), ()): posixpath.join(root, key.strip("/")) for key in stated if key.strip("/")}
    return {tag: folder for tag, folder in folders.items() if tag and tag != own}


def _texts(folder: Folder, path: str) -> Iterator[str]:
    """Yield the texts of the settings: a file called config, and others beside it."""
    names = folder.list(path)
    files = [posixpath.join(path, name) for name in names.files if name.endswith(_SUFFIXES)]
    for name in names.folders:
        if name in {"config", "sidebar", "sidebars", "configs"}:
            below = posixpath.join(path, name)
            files += [posixpath.join(below, one) for one in folder.list(below).files if one.endswith(_SUFFIXES)]
    for one in sorted(files, key=lambda file: not posixpath.basename(file).startswith("config.")):
        yield (folder.read(one) or b"").decode("utf-8", "replace")


def _sidebars(code: str) -> Iterator[tuple[Entry, ...]]:
    """Yield the lists of pages that are written out: behind ``sidebar``, or returned by functions."""
    for value in values_named(code, "sidebar"):
        lists = value.items() if isinstance(value, dict) else [("", value)]
        for start, one in lists:
            items = list_of(one, "items") if isinstance(one, dict) else one
            base = text_of(one, "base") if isinstance(one, dict) else ""
            if entries := tuple(_entries(items, base or start)):
                yield entries
    for value in returned(code):
        if entries := tuple(_entries(value, "")):
            yield entries


def _entries(items: Data, start: str, depth: int = 0) -> Iterator[Entry]:
    """Yield the entries of a list: pages by their addresses, and groups of others."""
    for item in items if isinstance(items, list) and depth < _DEEPEST else []:
        if isinstance(item, str) and item:
            yield Entry("", posixpath.join(start, item))
        elif isinstance(item, list) and item and isinstance(item[0], str):
            yield Entry(item[1] if len(item) > 1 and isinstance(item[1], str) else "", posixpath.join(start, item[0]))
        elif isinstance(item, dict):
            inside: Data = next((item[key] for key in _INSIDE if isinstance(item.get(key), list)), [])
            link, below = text_of(item, "link", "path"), text_of(item, "base") or start
            title = text_of(item, "text", "title")
            if "://" not in link and (title or link):
                yield Entry(
                    title, posixpath.join(below, link) if link else "", tuple(_entries(inside, below, depth + 1))
                )


def _facts(code: str) -> Facts:
    language = first_text(code, "lang") or "en"
    return Facts(
        title=first_text(code, "title"), language=tag_of(language, ()), description=first_text(code, "description")
    )
