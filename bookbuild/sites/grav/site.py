"""A Grav site: its pages in order, their addresses, and where their pictures are."""

import posixpath
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from bookbuild.diagnostics import Diagnostic, Outcome
from bookbuild.model import Article, Source
from bookbuild.sites.data import Data
from bookbuild.sites.grav.defaults import DEFAULTS, with_defaults
from bookbuild.sites.grav.modules import with_modules
from bookbuild.sites.grav.pages import NUMBERED, Page
from bookbuild.sites.grav.plugins import without_plugins
from bookbuild.sites.grav.redirects import Redirects
from bookbuild.sites.grav.twig import without_tags
from bookbuild.sites.grav.versions import of_one_version, version_of
from bookbuild.sites.html_blocks import whole_blocks_in
from bookbuild.sites.site import LeftOut, Plan, PlannedChapter, PlannedFile, Read, Site
from bookbuild.sites.titles import title_of_name

_ERRORS = frozenset({"error", "404"})


@dataclass(frozen=True, kw_only=True)
class GravSite(Site):
    """A Grav site. `base` is the folder that holds pages, pictures and themes; `home` is the address of the page at
    the root, and `theme` the name of the theme.
    """

    root: Page
    base: str
    home: str
    theme: str
    language: str
    defaults: frozenset[str] = frozenset()
    """The paths of files with keys of metadata for the pages beside them."""
    settings: Data = field(default_factory=dict)
    """The site's own settings, from ``config/site.yaml``."""
    system: Data = field(default_factory=dict)
    """The settings of Grav itself, from ``config/system.yaml``."""

    def arrange(self, articles: Sequence[Article]) -> Plan:
        """Return the pages in the site's order: a page with others in it opens a chapter."""
        order = _Order({article.path: article for article in articles}, self)
        body = tuple(order.items())
        return Plan(body, left_out=tuple(order.left_out))

    def address_of(self, page: Page) -> str:
        """Return the address of a page by the names of its folders."""
        steps = page.folder[len(self.folder) :].strip("/").split("/")
        return "/" + "/".join(NUMBERED.sub(r"\2", step) for step in steps)

    def prepare(self, source: Source, read: Read) -> Outcome[Source]:
        """Return a page with the keys of its folder's ``frontmatter.yaml`` or with the modules that stand in it, for
        one version of what it is about, and without Twig's tags.
        """
        modules = self._modules_of(source.path)
        defaults = f"{posixpath.dirname(source.path)}/{DEFAULTS}"
        found: tuple[Diagnostic, ...] = ()
        if modules:
            outcome = with_modules(source, modules, read)
            source, found = outcome.value, outcome.diagnostics
        elif defaults in self.defaults:
            source = with_defaults(source, defaults, read)
        source = of_one_version(self.redirects.redirected(source), version_of(self.system), self.language)
        if b"</" in source.data:
            source = whole_blocks_in(source)
        plain = without_tags(source, self.system)
        made = without_plugins(plain.value)
        return Outcome(made.value, (*found, *plain.diagnostics, *made.diagnostics))

    @cached_property
    def redirects(self) -> Redirects:
        """The site's addresses that lead to others."""
        pages = frozenset(self.address_of(page).casefold() for page in self.root.walk() if page is not self.root)
        return Redirects.of(self.settings, f"{self.base}/config/site.yaml".lstrip("/"), pages)

    def _modules_of(self, path: str) -> Sequence[Page]:
        return self._modules.get(path, ())

    @cached_property
    def _modules(self) -> Mapping[str, Sequence[Page]]:
        """The modules of each page, by the path of its file."""
        pages = ((page, [one for one in page.modules() if one.file]) for page in self.root.walk())
        return {page.file.path: modules for page, modules in pages if page.file and modules}

    def find(self, article: str, target: str) -> Iterable[str]:
        """Return where Grav looks for ``image://``, ``page://``, ``theme://`` and ``user://``, also written as
        ``/user/``, and for the pictures of modules.
        """
        scheme, mark, path = target.removeprefix("/").replace("user/", "user://", 1).partition("://")
        if not mark:
            return tuple(f"{module.folder}/{target}" for module in self._modules_of(article))
        path = path.partition("?")[0]
        places: Mapping[str, Sequence[str]] = {
            "image": (f"{self.base}/images", f"{self.folder}/images"),
            "page": (self.folder,),
            "theme": (f"{self.base}/themes/{self.theme}", f"{self.base}/themes"),
            "user": (self.base,),
        }
        return tuple(f"{place}/{path}".lstrip("/") for place in places.get(scheme, ()))


class _Order:
    """The pages of a site in order. `left_out` is filled meanwhile."""

    def __init__(self, articles: Mapping[str, Article], site: GravSite) -> None:
        self._articles, self._site = articles, site
        self.left_out: list[LeftOut] = []

    def items(self) -> Iterator[PlannedChapter | PlannedFile]:
        for page in self._site.root.children:
            if page.is_module:
                continue
            own = self._planned(page, "")
            if not page.children or all(child.is_module for child in page.children):
                yield from filter(None, [own])
                continue
            inside = tuple(self._inside(page, self._route(page, "")))
            if inside or own:
                yield PlannedChapter(inside, own, title_of_name(page.slug)) if inside else own  # type: ignore[misc]

    def _inside(self, page: Page, route: str) -> Iterator[PlannedFile]:
        for child in page.children:
            if child.is_module:
                continue
            yield from filter(None, [self._planned(child, route)])
            yield from self._inside(child, self._route(child, route))

    def _route(self, page: Page, above: str) -> str:
        article = self._articles.get(page.file.path) if page.file else None
        slug = dict(article.extras).get("slug", "") if article else ""
        return f"{above}/{slug or page.slug}"

    def _planned(self, page: Page, above: str) -> PlannedFile | None:
        article = self._articles.get(page.file.path) if page.file else None
        if article is None:
            return None
        if reason := _hidden(page, article):
            self.left_out.append(LeftOut(article.path, reason))
            return None
        return PlannedFile(article.path, title_of_name(page.slug), tuple(self._names(page, article, above)))

    def _names(self, page: Page, article: Article, above: str) -> Iterable[str]:
        extras = dict(article.extras)
        route = self._route(page, above)
        names = [route, *(extras.get(f"routes.{key}", "") for key in ("default", "canonical"))]
        names += (alias.strip() for alias in extras.get("routes.aliases", "").split(","))
        names.append(self._site.address_of(page))
        if route == self._site.home:
            names.append("/")
        found = dict.fromkeys(filter(None, names))
        below = [f"{self._site.folder}{name}" for name in found if name.startswith("/")]
        others = [file.path for file in page.files if file is not page.file]
        return dict.fromkeys((*found, *(f"/{self._site.language}{name}" for name in found), *below, *others))


def _hidden(page: Page, article: Article) -> str:
    """Return why a page is not in the book, or an empty string."""
    if page.slug in _ERRORS or (page.file and page.file.template in _ERRORS):
        return "what the site shows where there is no page"
    if dict(article.extras).get("redirect"):
        return "pages that only lead to another address"
    return ""
