"""A site of Starlight: its pages in the order of its sidebar, and their addresses."""

import posixpath
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from bookbuild.diagnostics import Outcome
from bookbuild.model import Article, Source
from bookbuild.sites.code_titles import with_titles
from bookbuild.sites.components import Components
from bookbuild.sites.contents import Entry, paths_of, places_of, with_names
from bookbuild.sites.mdx import Mdx
from bookbuild.sites.numbered_lines import lines_of, source_of
from bookbuild.sites.plain import PlainSite
from bookbuild.sites.site import Plan, PlannedChapter, PlannedFile, PlannedPart, Read

_SUFFIX = re.compile(r"\.(?:mdx?|markdown)$", re.IGNORECASE)
_INDEX = re.compile(r"(?:^|/)index$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class SidebarItem:
    """An item of a sidebar: a page by its address, a group, or a folder whose pages are in the order of their names."""

    label: str
    address: str = ""
    folder: str = ""
    inside: tuple["SidebarItem", ...] = ()


@dataclass(frozen=True, kw_only=True)
class StarlightSite(PlainSite):
    """A site of Starlight. `base` is the folder of its settings, `sidebar` what they list."""

    base: str
    sidebar: tuple[SidebarItem, ...] = ()

    def arrange(self, articles: Sequence[Article]) -> Plan:
        """Return the home page, the pages in the order of the sidebar, and behind them those that it does not list."""
        pages = {name: page.path for page in articles for name in self.names_of(page)}
        entries = tuple(self._entries(self.sidebar, articles, pages))
        shown = set(paths_of(entries))
        home = [PlannedFile(pages["/"])] if "/" in pages and pages["/"] not in shown else []
        rest = [one for one in articles if one.path not in shown and one.path != pages.get("/")]
        body = (*home, *places_of(entries), *super().arrange(rest).body)
        names = {page.path: tuple(self.names_of(page)) for page in articles}
        return with_names(Plan(tuple(body)), names)

    def _entries(
        self, items: Iterable[SidebarItem], articles: Sequence[Article], pages: Mapping[str, str]
    ) -> Iterator[Entry]:
        for item in items:
            path = pages.get(f"/{item.address.strip('/')}", "") if item.address else ""
            inside = tuple(self._entries(item.inside, articles, pages))
            if item.folder:
                inside += tuple(self._of_folder(item.folder, articles))
            if path or inside:
                yield Entry(item.label, path, inside)

    def _of_folder(self, name: str, articles: Sequence[Article]) -> Iterator[Entry]:
        """Yield the pages of a folder, in the order of their places and names."""
        folder = posixpath.join(self.root, name.strip("/"))
        inside = [page for page in articles if page.path.startswith(f"{folder}/")]
        for item in PlainSite.arrange(replace(self, root=folder), inside).body:
            yield from _entry(item)

    def names_of(self, page: Article) -> Iterator[str]:
        """Yield the addresses of a page, with and without the folder of its language."""
        for root in dict.fromkeys((self.folder, self.root)):
            stem = _INDEX.sub("", _SUFFIX.sub("", page.path[len(root) :].strip("/")))
            slug = dict(page.extras).get("slug", "")
            for one in dict.fromkeys((slug.strip("/") or stem.lower(), stem)):
                yield from dict.fromkeys((f"/{one}", f"/{one}/".replace("//", "/")))

    def prepare(self, source: Source, read: Read) -> Outcome[Source]:
        """Return a page without components, and with titles of code."""
        root = posixpath.join(self.base, "src")
        components = Components(read, root, alias="~", is_mdx=True)
        lines = with_titles(components.without(list(Mdx(read, root, "~").translated(lines_of(source)))))
        return Outcome(source_of(source.path, lines), tuple(components.diagnostics))

    def find(self, article: str, target: str) -> Iterable[str]:
        """Return where a picture of an address is: in ``public/``, or in ``src/`` behind ``~``."""
        del article
        path = target.partition("?")[0]
        if path.startswith(("~/", "@/")):
            return (posixpath.join(self.base, "src", path[2:]),)
        return (posixpath.join(self.base, "public", path.lstrip("/")),) if "://" not in path else ()


def _entry(item: PlannedPart | PlannedChapter | PlannedFile) -> Iterator[Entry]:
    if isinstance(item, PlannedFile):
        yield Entry(item.title, item.path)
    elif isinstance(item, PlannedChapter):
        inside = tuple(entry for one in item.articles for entry in _entry(one))
        yield Entry(item.title, item.opening.path if item.opening else "", inside)
