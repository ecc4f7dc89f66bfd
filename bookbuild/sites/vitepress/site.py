"""A site of VitePress or VuePress: its pages in the order of its sidebars, and their addresses."""

import posixpath
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from bookbuild.diagnostics import Outcome
from bookbuild.model import Article, Source
from bookbuild.sites.contents import Entry, paths_of, places_of, with_names
from bookbuild.sites.plain import PlainSite
from bookbuild.sites.site import LeftOut, Plan, PlannedFile, Read
from bookbuild.sites.vitepress.pages import prepared

_COVERED = 0.5
"""Share of the pages that the sidebars must list for their order to be the book's."""
_SUFFIX = re.compile(r"\.(?:md|markdown|html)$", re.IGNORECASE)
_OPENING = re.compile(r"(?:^|/)(?:index|readme)$", re.IGNORECASE)


@dataclass(frozen=True, kw_only=True)
class VitePressSite(PlainSite):
    """A site of VitePress. `base` is the folder of all languages, `public` are those of pictures. Where the sidebars
    list too little, the folders say the order. The paths of the sidebars are addresses.
    """

    base: str
    public: tuple[str, ...]
    sidebars: tuple[tuple[Entry, ...], ...] = ()

    def arrange(self, articles: Sequence[Article]) -> Plan:
        """Return the pages in the order of the sidebars, and behind them those that no sidebar lists."""
        left_out = [LeftOut(one.path, "pages that the site fills in") for one in articles if _is_filled_in(one)]
        hidden = {one.path for one in left_out}
        pages = [one for one in articles if one.path not in hidden]
        plan = self._by_sidebars(pages) or super().arrange(pages)
        names = {page.path: tuple(self.names_of(page)) for page in pages}
        return with_names(replace(plan, left_out=(*plan.left_out, *left_out)), names)

    def _by_sidebars(self, pages: Sequence[Article]) -> Plan | None:
        by_name = {name: page for page in pages for name in (_plain(one) for one in self.names_of(page))}
        short = {name.rpartition("/")[2]: page for name, page in by_name.items()}
        lists = ([*filter(None, (_listed(entry, by_name, short) for entry in one))] for one in self.sidebars)
        seen: set[str] = set()
        entries: list[Entry] = []
        for found in lists:
            fresh = set(paths_of(found)) - seen
            entries += found if len(fresh) * 2 > len(set(paths_of(found))) else []
            seen |= fresh
        listed = set(paths_of(entries))
        if not listed or len(listed) < _COVERED * len(pages):
            return None
        others = super().arrange([page for page in pages if page.path not in listed]).body
        before = tuple(one for one in others if isinstance(one, PlannedFile) and _is_home(one.path, self.folder))
        return Plan((*before, *places_of(entries), *(one for one in others if one not in before)))

    def names_of(self, page: Article) -> Iterator[str]:
        """Yield the addresses of a page, with and without the folder of its language."""
        for root in dict.fromkeys((self.base, self.folder)):
            stem = _SUFFIX.sub("", page.path[len(root) :].strip("/"))
            if _OPENING.search(stem):
                yield f"/{_OPENING.sub('', stem)}/".replace("//", "/")
            yield from (f"/{stem}", f"/{stem}.html")

    def prepare(self, source: Source, read: Read) -> Outcome[Source]:
        """Return a page with the files that it includes, and without components."""
        return prepared(source, read, self.base)

    def find(self, article: str, target: str) -> Iterable[str]:
        """Return where a picture of an address is: in ``public/``."""
        del article
        path = target.partition("?")[0].lstrip("/")
        return tuple(posixpath.join(place, path) for place in self.public) if "://" not in path else ()


def _listed(entry: Entry, by_name: Mapping[str, Article], short: Mapping[str, Article]) -> Entry | None:
    """Return an entry with the path of its page instead of an address, or None if nothing is there."""
    name = _plain(entry.path) if entry.path else ""
    page = by_name.get(name) or (short.get(name.rpartition("/")[2]) if "/" not in entry.path.strip("/") else None)
    page = page if entry.path else None
    inside = tuple(filter(None, (_listed(one, by_name, short) for one in entry.inside)))
    if page is None and not inside:
        return None
    return Entry(entry.title, page.path if page else "", inside)


def _plain(address: str) -> str:
    plain = _SUFFIX.sub("", address.partition("#")[0].strip("/"))
    return _OPENING.sub("", plain).casefold() or "/"


def _is_home(path: str, folder: str) -> bool:
    return posixpath.dirname(path) == folder and bool(_OPENING.search(_SUFFIX.sub("", path)))


def _is_filled_in(page: Article) -> bool:
    return not page.body.strip() and (
        dict(page.extras).get("layout", "") in {"home", "page"} or dict(page.extras).get("home", "") == "true"
    )
