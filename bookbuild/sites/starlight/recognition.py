"""Whether a folder has the settings of Starlight, and the site that it is. They are code: it is not run."""

import posixpath
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from bookbuild.model import Facts
from bookbuild.sites.data import Data, list_of, text_of
from bookbuild.sites.folder import Folder, is_markdown
from bookbuild.sites.javascript import first_text, values_named
from bookbuild.sites.languages import listed, tag_of
from bookbuild.sites.site import Site, Wanted
from bookbuild.sites.starlight.site import SidebarItem, StarlightSite
from bookbuild.sites.translations import in_folders, in_one_language

_SETTINGS = tuple(f"astro.config.{suffix}" for suffix in ("mjs", "ts", "js", "mts", "cjs"))
_PLACES = ("", "docs", "website", "documentation")
_PAGES = "src/content/docs"
_DEEPEST = 8


@dataclass(frozen=True)
class Starlight:
    """The convention of Starlight, the documentation theme of Astro."""

    name: str = "starlight"

    def recognise(self, folder: Folder, wanted: Wanted) -> Site | None:
        """Return the site, or None if there are no settings of Starlight, or no pages."""
        places = (
            posixpath.join(place, name) for place in dict.fromkeys((*_PLACES, wanted.folder)) for name in _SETTINGS
        )
        settings = next((path for path in places if folder.has(path)), "")
        code = (folder.read(settings) or b"").decode("utf-8", "replace") if settings else ""
        base = posixpath.dirname(settings)
        root = posixpath.join(base, _PAGES)
        pages = [path for path in folder.paths(root) if _is_page(path)]
        if "starlight" not in code or not pages:
            return None
        facts = _facts(code)
        found = in_one_language(pages, root, wanted.language, facts.language)
        if not found.languages:
            found = in_folders(pages, root, wanted.language, _folders(code, root), facts.language)
        return StarlightSite(
            name=self.name,
            kind="a site of Starlight",
            folder=root,
            files=found.files,
            left_out=found.left_out,
            facts=replace(facts, language="".join(found.languages[:1]) or facts.language),
            languages=listed(found.languages),
            versions=found.versions,
            keys={"order": ("sidebar.order",)},
            root=found.root,
            is_lenient=True,
            base=base,
            sidebar=next((tuple(_items(one)) for one in values_named(code, "sidebar") if isinstance(one, list)), ()),
        )


def _is_page(path: str) -> bool:
    name = posixpath.basename(path).lower()
    is_text = is_markdown(path) or name.endswith(".mdx")
    return is_text and not name.startswith(("_", "404."))


def _items(items: Data, depth: int = 0) -> Iterator[SidebarItem]:
    """Yield the items of a sidebar: pages by their addresses, groups of others, and folders."""
    for item in items if isinstance(items, list) and depth < _DEEPEST else []:
        if isinstance(item, str) and item:
            yield SidebarItem("", item)
        elif isinstance(item, dict):
            address = text_of(item, "slug", "link")
            if "://" not in address:
                folder = text_of(item, "autogenerate.directory")
                yield SidebarItem(
                    text_of(item, "label"), address, folder, tuple(_items(list_of(item, "items"), depth + 1))
                )


def _locales(code: str) -> Data:
    return next((one for one in values_named(code, "locales") if isinstance(one, dict)), {})


def _folders(code: str, root: str) -> Mapping[str, str]:
    """Return the folders of the languages but that of the pages which are in no such folder, by their tags."""
    names = [name for name in _locales(code) if name != "root"]
    return {tag: posixpath.join(root, name) for name in names if (tag := tag_of(name, ()))}


def _facts(code: str) -> Facts:
    default = first_text(code, "defaultLocale") or "root"
    language = text_of(_locales(code), f"{default}.lang") or ("" if default == "root" else default) or "en"
    return Facts(
        title=first_text(code, "title"), language=tag_of(language, ()), description=first_text(code, "description")
    )
