"""Whether a folder has a list of its pages in ``_Sidebar.md``, and the site that it is."""

import posixpath
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from bookbuild.diagnostics import Outcome
from bookbuild.model import Article, Facts, Source
from bookbuild.sites.contents import Entry, paths_of, places_of
from bookbuild.sites.folder import Folder, is_about_project
from bookbuild.sites.languages import listed
from bookbuild.sites.plain import PlainSite, with_names_as_titles
from bookbuild.sites.site import Plan, PlannedFile, Read, Site, Wanted
from bookbuild.sites.titles import title_of_name
from bookbuild.sites.translations import in_one_language
from bookbuild.sites.wiki.addresses import HOMES, names_of
from bookbuild.sites.wiki.pages import prepared
from bookbuild.sites.wiki.sidebar import entries_of

_SIDEBAR = "_sidebar.md"
_PLACES = ("", "docs", "doc", "wiki")
_NAME = re.compile(r"""\bname\s*:\s*(?:'(?P<one>[^'\n]+)'|"(?P<two>[^"\n]+)")""")
_TAG = re.compile(r"<[^<>]*>")


@dataclass(frozen=True)
class Wiki:
    """The convention of docsify, and of the wikis of GitHub and GitLab."""

    name: str = "wiki"

    def recognise(self, folder: Folder, wanted: Wanted) -> Site | None:
        """Return the site, or None if no folder that it may be in has a sidebar and pages."""
        root = next((one for one in dict.fromkeys((wanted.folder, *_PLACES)) if _sidebar_in(folder, one)), None)
        if root is None:
            return None
        pages = [path for path in folder.texts(root) if _is_page(path, root)]
        if not pages:
            return None
        found = in_one_language(pages, root, wanted.language)
        sidebar = _sidebar_in(folder, found.root) or _sidebar_in(folder, root)
        names = {**names_of(found.files, root), **names_of(found.files, found.root)}
        html = (folder.read(posixpath.join(root, "index.html")) or b"").decode("utf-8", "replace")
        is_docsify = "docsify" in html
        return WikiSite(
            name=self.name,
            kind="a site of docsify" if is_docsify else "a wiki",
            folder=root,
            files=found.files,
            left_out=found.left_out,
            parts=(sidebar, *_others(folder, root)),
            facts=Facts(title=_title(html) if is_docsify else "", language="".join(found.languages[:1])),
            languages=listed(found.languages),
            versions=found.versions,
            root=found.root,
            is_lenient=True,
            entries=entries_of((folder.read(sidebar) or b"").decode("utf-8-sig", "replace"), names),
            pages=names,
        )


def _sidebar_in(folder: Folder, root: str) -> str:
    name = next((one for one in folder.list(root).files if one.lower() == _SIDEBAR), "")
    return posixpath.join(root, name) if name else ""


def _is_page(path: str, root: str) -> bool:
    name = posixpath.basename(path).lower()
    is_of_project = posixpath.dirname(path) == root and is_about_project(path) and not name.startswith(HOMES)
    return not name.startswith("_") and not is_of_project


def _others(folder: Folder, root: str) -> Iterator[str]:
    """Yield the files that frame the pages of the site: ``_Footer.md``, ``_navbar.md``."""
    return (path for path in folder.texts(root) if posixpath.basename(path).startswith("_"))


def _title(html: str) -> str:
    name = _NAME.search(html)
    return " ".join(_TAG.sub("", name["one"] or name["two"]).split()) if name else ""


@dataclass(frozen=True, kw_only=True)
class WikiSite(PlainSite):
    """A wiki. `entries` are the pages of its sidebar in order, `pages` the paths of all by their names."""

    entries: Sequence[Entry] = ()
    pages: Mapping[str, str] = field(default_factory=dict)

    def arrange(self, articles: Sequence[Article]) -> Plan:
        """Return the home page, the pages in the order of the sidebar, and behind them those that it does not list."""
        there = {article.path for article in articles}
        entries = [*self.entries]
        listed_pages = set(paths_of(entries))
        home = self.pages.get("", next((self.pages[name] for name in HOMES if name in self.pages), ""))
        first = [PlannedFile(home)] if home in there and home not in listed_pages else []
        rest = super().arrange([one for one in articles if one.path not in listed_pages and one.path != home]).body
        plan = Plan((*first, *places_of(entries), *rest))
        return with_names_as_titles(plan, title_of_name)

    def prepare(self, source: Source, read: Read) -> Outcome[Source]:
        """Return a page with the files that it includes, with callouts, and with links to pages of the book."""
        return prepared(source, read, self.pages)
