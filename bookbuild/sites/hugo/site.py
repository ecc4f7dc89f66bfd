"""A Hugo site: its pages in the order of their weights, their addresses, and where their pictures are."""

import posixpath
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from urllib.parse import unquote

from bookbuild.diagnostics import Outcome
from bookbuild.model import Article, Source
from bookbuild.sites.hugo.pages import Filled, prepared
from bookbuild.sites.languages import tag_of
from bookbuild.sites.site import LeftOut, Plan, PlannedChapter, PlannedFile, Read, Site
from bookbuild.sites.titles import title_of_name

_SECTION = "_index"
_MAIN_SHARE = 0.7
"""A section that holds more than this share of all pages is the book; its sections are the chapters."""
_PICTURES = (".jpg", ".jpeg", ".png", ".webp", ".gif", ".svg")
"""Suffixes of pictures, which shortcodes may call by the rest of their names."""
_FILLED_IN = frozenset({"archives", "search"})
"""Layouts of pages that the site fills in."""


def stem_of(path: str, tags: Sequence[str]) -> str:
    """Return the name of a file without suffix, and without the language if it is one of a site's."""
    stem = posixpath.basename(path).rpartition(".")[0]
    before, _, suffix = stem.rpartition(".")
    return before if before and tag_of(suffix, tags) in tags else stem


@dataclass(frozen=True, kw_only=True)
class HugoSite(Site):
    """A Hugo site. `root` is the folder of the pages in the language of the book, `tags` are the site's languages."""

    root: str
    tags: tuple[str, ...]
    filled: Filled

    def arrange(self, articles: Sequence[Article]) -> Plan:
        """Return the pages in the site's order: sections are chapters."""
        order = _Order(self, articles)
        return Plan(body=tuple(order.items()), left_out=tuple(order.left_out))

    def prepare(self, source: Source, read: Read) -> Outcome[Source]:
        """Return a page with its shortcodes in our Markdown."""
        return prepared(source, read, self.root, self.filled)

    def find(self, article: str, target: str) -> Iterable[str]:
        """Return where Hugo looks for a file: in ``static`` and ``assets``, by the address of the page."""
        path = unquote(target.partition("?")[0].partition("#")[0])
        if "://" in path or not path:
            return ()
        absolute = posixpath.normpath(posixpath.join("/", self.address_of(article), path)).lstrip("/")
        plain = posixpath.normpath(path.lstrip("/"))
        places = [f"{place}/{name}" for name in dict.fromkeys((absolute, plain)) for place in ("static", "assets")]
        beside = posixpath.join(posixpath.dirname(article), path)
        named = [f"{beside}{suffix}" for suffix in _PICTURES] if "." not in posixpath.basename(path) else []
        return (*places, f"{self.root}/{absolute}", f"{self.root}/{plain}", *named)

    def address_of(self, path: str) -> str:
        """Return the address of a page by the name of its file: ``/docs/first/``."""
        stem = self.stem_of(path)
        folder = posixpath.dirname(path)[len(self.root) :].strip("/")
        parts = [folder] if stem in (_SECTION, "index") else [folder, stem]
        return "/" + "".join(f"{part}/" for part in parts if part)

    def stem_of(self, path: str) -> str:
        """Return the name of a file without suffix and language."""
        return stem_of(path, self.tags)


@dataclass(slots=True)
class _Section:
    """A folder: the page of the section, if it has one, and what is in it."""

    name: str
    page: Article | None = None
    pages: list[Article] = field(default_factory=list)
    sections: dict[str, "_Section"] = field(default_factory=dict)

    def count(self) -> int:
        return len(self.pages) + sum(one.count() for one in self.sections.values())

    def items(self) -> list["Article | _Section"]:
        """Return pages and sections in order."""
        return sorted([*self.pages, *self.sections.values()], key=_place)


def _place(item: Article | _Section) -> tuple[object, ...]:
    """Return a key for Hugo's order: by weight, the newest first, by title, by name."""
    page = item.page if isinstance(item, _Section) else item
    if page is None:
        return (True, 0.0, -date.min.toordinal(), item.name if isinstance(item, _Section) else "", "")
    extras = dict(page.extras)
    weight = _number(extras.get("weight", ""))
    day = (page.publish_date or date.min).toordinal()
    return (
        not weight,
        weight,
        -day,
        (extras.get("linkTitle") or extras.get("linktitle") or page.title).casefold(),
        page.path,
    )


def _number(text: str) -> float:
    try:
        return float(text)
    except ValueError:
        return 0.0


class _Order:
    """The pages of a site in order. `left_out` is filled meanwhile."""

    def __init__(self, site: HugoSite, articles: Sequence[Article]) -> None:
        self._site = site
        self.left_out: list[LeftOut] = []
        self._root = _Section("")
        self._nowhere = [posixpath.dirname(one.path) for one in articles if _is_nowhere(dict(one.extras), "cascade.")]
        for article in articles:
            self._add(article)

    def _add(self, article: Article) -> None:
        stem = self._site.stem_of(article.path)
        if reason := _hidden(article, is_nowhere=any(article.path.startswith(f"{one}/") for one in self._nowhere)):
            self.left_out.append(LeftOut(article.path, reason))
            return
        steps = [step for step in posixpath.dirname(article.path)[len(self._site.root) :].split("/") if step]
        if stem == "index":
            steps = steps[:-1]  # the folder is the page
        section = self._root
        for step in steps:
            section = section.sections.setdefault(step, _Section(step))
        if stem == _SECTION:
            section.page = article
        else:
            section.pages.append(article)

    def items(self) -> Iterator[PlannedChapter | PlannedFile]:
        """Yield chapters, and the pages beside them."""
        yield from self._files([self._root.page] if self._root.page else [])
        yield from self._items_of(self._root)

    def _items_of(self, section: _Section) -> Iterator[PlannedChapter | PlannedFile]:
        total = section.count()
        for item in section.items():
            if isinstance(item, Article):
                yield from self._files([item])
            elif item.sections and item.count() > _MAIN_SHARE * total:
                yield from self._files([item.page] if item.page else [])
                yield from self._items_of(item)
            else:
                yield from self._chapter(item)

    def _chapter(self, section: _Section) -> Iterator[PlannedChapter | PlannedFile]:
        inside = tuple(self._inside(section))
        opening = next(iter([self._planned(section.page)] if section.page else []), None)
        if inside or opening:
            yield PlannedChapter(inside, opening, title_of_name(section.name))

    def _inside(self, section: _Section) -> Iterator[PlannedFile]:
        for item in section.items():
            if isinstance(item, Article):
                yield self._planned(item)
            else:
                yield from self._files([item.page] if item.page else [])
                yield from self._inside(item)

    def _files(self, pages: Iterable[Article]) -> Iterator[PlannedFile]:
        """Yield pages; one of a section without a text of its own is left out."""
        for page in pages:
            if self._site.stem_of(page.path) == _SECTION and not page.body.strip() and not page.notes:
                self.left_out.append(LeftOut(page.path, "pages of sections that have no text of their own"))
            else:
                yield self._planned(page)

    def _planned(self, page: Article) -> PlannedFile:
        folder, stem = posixpath.dirname(page.path), self._site.stem_of(page.path)
        is_folder = stem in (_SECTION, "index") and folder != self._site.root
        title = title_of_name(posixpath.basename(folder) if is_folder else stem)
        return PlannedFile(page.path, title, tuple(self._names(page)))

    def _names(self, page: Article) -> Iterable[str]:
        """Yield the addresses of a page: stated, by its name, and its former ones."""
        extras: Mapping[str, str] = dict(page.extras)
        address = self._site.address_of(page.path)
        names = [extras.get("url", "")]
        if slug := extras.get("slug", ""):
            names.append(posixpath.join(posixpath.dirname(address.rstrip("/")), slug) + "/")
        names += [address, *(alias.strip() for alias in extras.get("aliases", "").split(","))]
        return dict.fromkeys(filter(None, names))


def _hidden(article: Article, *, is_nowhere: bool) -> str:
    """Return why a page is not in the book, or an empty string."""
    extras = dict(article.extras)
    if is_nowhere or extras.get("headless") == "true" or _is_nowhere(extras):
        return "pages that the site shows nowhere"
    if not article.body.strip() and extras.get("layout", extras.get("type", "")) in _FILLED_IN:
        return "pages that the site fills in"
    return ""


def _is_nowhere(extras: Mapping[str, str], start: str = "") -> bool:
    """Return whether a page (or, by ``cascade.``, those below it) is not rendered, or not listed."""
    builds = {extras.get(f"{start}{key}.{what}", "") for key in ("build", "_build") for what in ("render", "list")}
    return not builds.isdisjoint({"false", "never"})
