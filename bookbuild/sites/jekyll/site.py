"""A Jekyll site: its pages in the order of its navigation, and their addresses."""

import posixpath
import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from bookbuild.diagnostics import Outcome
from bookbuild.model import Article, Source
from bookbuild.sites.contents import Entry, body_of, paths_of
from bookbuild.sites.data import Data
from bookbuild.sites.jekyll.pages import prepared
from bookbuild.sites.jekyll.works import IMAGE_SETS, Work, plan_of
from bookbuild.sites.ordering import natural_path
from bookbuild.sites.site import LeftOut, Plan, PlannedFile, Read, Site
from bookbuild.sites.titles import title_of_name

_POST = re.compile(r"(?:.*/)?_posts/(?:.*/)?(?P<year>\d{4})-(?P<month>\d{1,2})-(?P<day>\d{1,2})-(?P<slug>[^/]+)")
_COVERED = 0.5
"""Share of the pages that a navigation must list for its order to be the book's."""
_COVERED_OF_FOLDER = 1 / 3
"""Share of the pages in the folders of its pages that a navigation must list, if other folders have most pages."""
_ERRORS = frozenset({"404", "search", "tags", "categories", "archive", "archives", "feed", "sitemap"})


@dataclass(frozen=True, kw_only=True)
class JekyllSite(Site):
    """A Jekyll site. The paths of `navigation` are addresses."""

    navigation: tuple[Entry, ...]
    settings: Data = field(default_factory=dict)
    works: tuple[Work, ...] = ()
    """Its works, if it is a project of the Electric Book."""
    pages: Mapping[str, str] = field(default_factory=dict)
    """The path of each file without the folder of its language, in a site of several languages."""

    def arrange(self, articles: Sequence[Article]) -> Plan:
        """Return the pages in the order of a data file with the navigation, or of the pages' own numbers and parents;
        posts come by their dates.
        """
        parents = {dict(one.extras).get("parent", "") for one in articles}
        shown = [one for one in articles if not (one.title in parents or self._opens_folder(one, articles))]
        left_out = [LeftOut(one.path, reason) for one in shown if (reason := _hidden(one))]
        hidden = {one.path for one in left_out}
        pages = [one for one in articles if one.path not in hidden]
        if self.works:
            plan = plan_of(self.works, pages, {page.path: self.names_of(page) for page in pages})
            return replace(plan, left_out=(*left_out, *plan.left_out))
        entries = self._navigated(pages) or self._by_parents(pages)
        home = [PlannedFile(one.path, one.title, one.names) for one in entries[:1] if self._is_home(one)]
        chapters = body_of(entries[len(home) :], "_config.yml")
        return Plan(body=(*home, *chapters), left_out=tuple(left_out))

    def _opens_folder(self, page: Article, articles: Sequence[Article]) -> bool:
        """Return whether a page is the first of a folder below that of the site, in which there are others."""
        folder, _, name = self.below(page).rpartition("/")
        start = f"{folder}/"
        inside = (one for one in articles if one is not page and self.below(one).startswith(start))
        return bool(folder) and name.startswith("index.") and any(inside)

    def _is_home(self, entry: Entry) -> bool:
        return not entry.inside and self.pages.get(entry.path, entry.path).rpartition(".")[0] == posixpath.join(
            self.folder, "index"
        )

    def prepare(self, source: Source, read: Read) -> Outcome[Source]:
        """Return a page without Liquid's tags, as far as they are understood."""
        return prepared(source, read, self.settings)

    def find(self, article: str, target: str) -> Iterable[str]:
        """Return where a picture may be: below the folder of the site, or in the sets of pictures of its work."""
        if self.works:
            return self._in_sets(posixpath.dirname(article), target)
        plain = target.partition("?")[0].lstrip("/")
        base = str(self.settings.get("baseurl", "")).strip("/") if isinstance(self.settings, dict) else ""
        names = [plain, plain.removeprefix(f"{base}/")] if base else [plain]
        return tuple(posixpath.join(self.folder, name) for name in names) if "://" not in target else ()

    def _in_sets(self, folder: str, target: str) -> Iterable[str]:
        """Return where a work, or that of which it is a translation, has a picture, by its name alone."""
        name = posixpath.basename(target)
        for place in (folder, posixpath.dirname(folder)):
            yield from (posixpath.join(place, "images", one, name) for one in IMAGE_SETS)
            yield posixpath.join(place, "images", name)

    def names_of(self, page: Article) -> tuple[str, ...]:
        """Return the addresses of a page."""
        extras = dict(page.extras)
        below = page.path[len(self.folder) :].lstrip("/")
        stem = below.rpartition(".")[0]
        names = [extras.get("permalink", "")]
        if post := _POST.fullmatch(stem):
            names += [
                f"/{post['year']}/{post['month']}/{post['day']}/{post['slug']}",
                f"/{post['slug']}",
                f"/posts/{post['slug']}",
            ]
        stem = re.sub(r"(^|/)_", r"\1", stem)
        names += [f"/{stem}", *self._in_collection(stem, below)]
        names += [f"/{posixpath.dirname(stem)}".rstrip("/") + "/"] if posixpath.basename(stem) == "index" else []
        names += (one.strip() for one in extras.get("redirect_from", "").split(","))
        return tuple(dict.fromkeys(filter(None, names)))

    def _in_collection(self, stem: str, below: str) -> Iterable[str]:
        """Return the addresses of a page of a collection: with and without the folders in it."""
        return (f"/{stem.partition('/')[2]}", f"/{stem.rpartition('/')[2]}") if below.startswith("_") else ()

    def below(self, page: Article) -> str:
        """Return the path of a page below the folder of the site, without that of its language."""
        return self.pages.get(page.path, page.path)[len(self.folder) :].lstrip("/")

    def is_first(self, page: Article) -> bool:
        """Return whether a page is the first of the site."""
        return self.below(page).rpartition(".")[0] == "index"

    # ── Order ────────────────────────────────────────────────────────────────────────────────────────────────────────

    def _navigated(self, pages: Sequence[Article]) -> list[Entry]:
        """Return the entries of the navigation and, behind them, the pages that it does not list."""
        by_name = {_plain(name): page for page in pages for name in (*self.names_of(page), page.path)}
        entries = list(filter(None, (self._listed(entry, by_name) for entry in self.navigation)))
        listed = set(paths_of(entries))
        if not entries or (len(listed) < _COVERED * len(pages) and not self._covers_folder(pages, listed)):
            return []
        others = [page for page in pages if page.path not in listed]
        first = [self._entry(page) for page in others if self.is_first(page)]
        rest = [page for page in others if not self.is_first(page)]
        return [*first, *entries, *self._by_folders(rest)]

    def _covers_folder(self, pages: Sequence[Article], listed: Collection[str]) -> bool:
        """Return whether the navigation lists enough of the folders that its pages are in; others may lie beside."""
        folders = {self.below(page).partition("/")[0] for page in pages if page.path in listed}
        inside = [page for page in pages if "/" in self.below(page) and self.below(page).partition("/")[0] in folders]
        return bool(inside) and len(listed) > _COVERED_OF_FOLDER * len(inside)

    def _listed(self, entry: Entry, by_name: Mapping[str, Article]) -> Entry | None:
        page = by_name.get(_plain(entry.path)) if entry.path else None
        inside = tuple(filter(None, (self._listed(one, by_name) for one in entry.inside)))
        if page is None and not inside:
            return None
        return Entry(entry.title, page.path if page else "", inside, names=self.names_of(page) if page else ())

    def _by_parents(self, pages: Sequence[Article]) -> list[Entry]:
        """Return the entries by folder, or by the parents that pages name."""
        children: dict[str, list[Article]] = defaultdict(list)
        titles = {page.title for page in pages}
        for page in pages:
            parent = dict(page.extras).get("parent", "")
            children[parent if parent in titles and parent != page.title else ""].append(page)
        if len(children) > 1:
            return [self._with_children(page, children, frozenset()) for page in self._sorted(children[""])]
        return self._by_folders(pages)

    def _with_children(self, page: Article, children: Mapping[str, list[Article]], above: frozenset[str]) -> Entry:
        inside = () if page.title in above else self._sorted(children.get(page.title, ()))
        below = tuple(self._with_children(one, children, above | {page.title}) for one in inside)
        return replace(self._entry(page), inside=below)

    def _by_folders(self, pages: Sequence[Article]) -> list[Entry]:
        """Return the entries of the folders: pages at the root, then collections and folders, then posts.

        A folder that is the only one is no chapter.
        """
        folders: dict[str, list[Article]] = defaultdict(list)
        for page in pages:
            below = self.below(page)
            folders[below.partition("/")[0] if "/" in below else ""].append(page)
        entries = [self._entry(page) for page in self._sorted(folders.pop("", []))]
        for name in sorted(folders, key=lambda one: (one == "_posts", natural_path(one))):
            inside = self._sorted(folders[name])
            index = next((one for one in inside if posixpath.basename(one.path).startswith("index.")), None)
            others = tuple(self._entry(page) for page in inside if page is not index)
            if len(folders) == 1 and index is None:  # a chapter beside which there is none
                return [*entries, *others]
            entries.append(Entry(title_of_name(name.lstrip("_")), index.path if index else "", others))
        return entries

    def _entry(self, page: Article) -> Entry:
        return Entry(
            title_of_name(posixpath.basename(page.path).rpartition(".")[0]), page.path, names=self.names_of(page)
        )

    def _sorted(self, pages: Iterable[Article]) -> list[Article]:
        return sorted(pages, key=lambda page: (not self.is_first(page), *_place(page)))


def _plain(address: str) -> str:
    plain = re.sub(r"\.(?:md|markdown|html?)$", "", address.strip().strip("/")).casefold()
    return re.sub(r"(?:^|/)index$", "", plain)


def _place(page: Article) -> tuple[object, ...]:
    """Return a key for the order of pages: by ``nav_order`` or the like, then by name, posts by date."""
    extras = dict(page.extras)
    stated = next((extras[key] for key in ("nav_order", "weight", "sidebar_position") if key in extras), "")
    name = natural_path(page.path.rpartition(".")[0])  # a page before the folder that is called like it
    try:
        return (False, float(stated), name)
    except ValueError:
        is_stated = bool(page.order) or page.line_of("order") is not None  # 0 is a number too
        return (not is_stated, page.order, name)


def _hidden(article: Article) -> str:
    """Return why a page is not in the book, or an empty string."""
    extras = dict(article.extras)
    stem = posixpath.basename(article.path).rpartition(".")[0].lower()
    if extras.get("redirect_to"):
        return "pages that only lead to another address"
    if not article.body.strip() and (
        stem in _ERRORS or stem == "index" or extras.get("layout", "") in _ERRORS | {"home"}
    ):
        return "pages that the site fills in"
    return "what the site shows where there is no page" if stem == "404" else ""
