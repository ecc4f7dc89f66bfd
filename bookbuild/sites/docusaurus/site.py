"""A site of Docusaurus: its pages in the order of its sidebars, and their addresses."""

import posixpath
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from bookbuild.diagnostics import Outcome
from bookbuild.model import Article, Source
from bookbuild.sites.code_titles import with_titles
from bookbuild.sites.components import Components
from bookbuild.sites.contents import Entry, paths_of, places_of
from bookbuild.sites.data import Data, text_of
from bookbuild.sites.mdx import Mdx
from bookbuild.sites.numbered_lines import lines_of, source_of
from bookbuild.sites.ordering import natural
from bookbuild.sites.site import LeftOut, Plan, Read, Site
from bookbuild.sites.titles import title_of_name

_NUMBERED = re.compile(r"(\d+)\s*[-_.]+\s*([^-_.\s\d].*|\d[^-_.]*)")
_OPENINGS = ("index", "readme")
_DEEPEST = 12


@dataclass(frozen=True, kw_only=True)
class DocusaurusSite(Site):
    """A site of Docusaurus. `base` is the folder of its settings, `route` begins the addresses of pages, `categories`
    is what files say about folders, and `sidebars` the lists of pages that are written out.
    """

    base: str
    route: str
    categories: Mapping[str, Data] = field(default_factory=dict)
    sidebars: Data = field(default_factory=dict)

    def arrange(self, articles: Sequence[Article]) -> Plan:
        """Return the pages in the order of the sidebars, and behind them those that no sidebar lists."""
        left_out = [one.path for one in articles if dict(one.extras).get("unlisted") == "true"]
        order = _Order(self, [one for one in articles if one.path not in left_out])
        reason = "pages that the site lists nowhere"
        return Plan(tuple(places_of(order.entries())), left_out=tuple(LeftOut(path, reason) for path in left_out))

    def prepare(self, source: Source, read: Read) -> Outcome[Source]:
        """Return a page without components, and with titles of code."""
        components = Components(read, self.base, is_mdx=True)
        up = posixpath.relpath(self.base or ".", posixpath.dirname(source.path) or ".")
        page = list(Mdx(read, self.base).translated(lines_of(source)))
        lines = with_titles(components.without(page))
        lines = (line._replace(text=line.text.replace("](@site/", f"]({up}/")) for line in lines)
        return Outcome(source_of(source.path, lines), tuple(components.diagnostics))

    def find(self, article: str, target: str) -> Iterable[str]:
        """Return where a picture of an address is: in ``static/``."""
        del article
        path = target.partition("?")[0]
        if path.startswith("@site/"):
            return (posixpath.join(self.base, path.removeprefix("@site/")),)
        return (posixpath.join(self.base, "static", path.lstrip("/")),) if "://" not in path else ()

    def below(self, path: str) -> str:
        """Return a path below the folder of the pages, without the numbers before its names and without suffix."""
        parts = path[len(self.folder) :].strip("/").split("/")
        parts[-1] = re.sub(r"\.mdx?$", "", parts[-1], flags=re.IGNORECASE)
        return "/".join(without_number(part) for part in parts)

    def id_of(self, page: Article) -> str:
        """Return the name by which sidebars call a page."""
        folder, _, stem = self.below(page.path).rpartition("/")
        return "/".join(filter(None, [folder, dict(page.extras).get("id", "") or stem]))

    def names_of(self, page: Article) -> Iterator[str]:
        """Yield the addresses of a page."""
        slug, own = dict(page.extras).get("slug", ""), self.id_of(page)
        folder, _, stem = own.rpartition("/")
        is_opening = stem.lower() in (*_OPENINGS, folder.rpartition("/")[2].lower())
        address = posixpath.join("/", folder, slug) if slug else f"/{folder if is_opening else own}"
        for one in dict.fromkeys((address, f"/{own}")):
            yield from (f"/{self.route}{one}".replace("//", "/"), one)


def without_number(name: str) -> str:
    """Return a name without the number for its place; dates and versions keep theirs."""
    match = _NUMBERED.fullmatch(name)
    return match[2] if match else name


class _Order:
    """The pages of a site in order."""

    def __init__(self, site: DocusaurusSite, pages: Sequence[Article]) -> None:
        self._site, self._pages = site, pages
        self._by_path = {page.path: page for page in pages}
        self._inside: dict[str, list[Article]] = defaultdict(list)
        self._folders: dict[str, dict[str, None]] = defaultdict(dict)
        for page in pages:
            folder = posixpath.dirname(page.path)
            self._inside[folder].append(page)
            while folder != site.folder and folder:
                folder, _, name = folder.rpartition("/")
                self._folders[folder][name] = None
        self._by_id = {name: page for page in pages for name in (site.below(page.path), site.id_of(page))}

    def entries(self) -> list[Entry]:
        """Return the entries of all sidebars, or of the folders if the sidebars name no page."""
        sidebars = self._site.sidebars.values() if isinstance(self._site.sidebars, dict) else ()
        found = [entry for sidebar in sidebars for entry in self._items(sidebar, 0)]
        listed = set(paths_of(found))
        if not listed:
            return self._of_folder(self._site.folder)
        others = [self._entry(page) for page in self._pages if page.path not in listed]
        return [*found, *others]

    def _items(self, items: Data, depth: int) -> Iterator[Entry]:
        """Yield the entries of a list of items; a mapping has categories by their labels."""
        if depth > _DEEPEST:
            return
        if isinstance(items, dict):
            for label, inside in items.items():
                yield from _category(label, "", tuple(self._items(inside, depth + 1)))
            return
        for item in items if isinstance(items, list) else []:
            if isinstance(item, str):
                yield from self._page(item)
            elif text_of(item, "type") in ("doc", ""):
                is_page = text_of(item, "id")
                yield from self._page(is_page, text_of(item, "label")) if is_page else self._items(item, depth + 1)
            elif text_of(item, "type") == "autogenerated":
                name = text_of(item, "dirName").strip("./")
                yield from self._of_folder(posixpath.join(self._site.folder, name) if name else self._site.folder)
            elif text_of(item, "type") == "category":
                opening = next((one.path for one in self._page(text_of(item, "link.id"))), "")
                yield from _category(text_of(item, "label"), opening, tuple(self._items(item.get("items"), depth + 1)))

    def _page(self, name: str, label: str = "") -> Iterator[Entry]:
        if page := self._by_id.get(name):
            yield self._entry(page, label)

    def _entry(self, page: Article, label: str = "") -> Entry:
        stem = self._site.below(page.path).rpartition("/")[2]
        title = label or dict(page.extras).get("sidebar_label", "") or title_of_name(stem)
        return Entry(title, page.path, names=tuple(self._site.names_of(page)))

    def _of_folder(self, folder: str) -> list[Entry]:
        """Return the entries of a folder, by the numbers of pages and folders, then by name."""
        placed = [(_place(page), self._entry(page)) for page in self._inside.get(folder, ())]
        placed += [placed for name in self._folders.get(folder, ()) for placed in self._category(f"{folder}/{name}")]
        return [entry for _, entry in sorted(placed, key=lambda one: one[0])]

    def _category(self, folder: str) -> Iterator[tuple[tuple[object, ...], Entry]]:
        """Yield a folder with its place: its page is called index, or like the folder, or is named in a file."""
        data, name = self._site.categories.get(folder, {}), without_number(posixpath.basename(folder))
        linked = self._by_id.get(text_of(data, "link.id"))
        openings = {*_OPENINGS, name.lower()}
        entries, opening = self._of_folder(folder), Entry("")
        for entry in entries:
            stem = self._site.below(entry.path).rpartition("/")[2].lower() if entry.path else ""
            if posixpath.dirname(entry.path) == folder and (stem in openings or linked is self._by_path[entry.path]):
                opening = entry
        inside = tuple(entry for entry in entries if entry is not opening)
        page = self._by_path.get(opening.path)
        place = _placed(text_of(data, "position") or (_position(page) if page else ""), posixpath.basename(folder))
        label = text_of(data, "label") or (page.title if page else title_of_name(name))
        if page or inside:
            yield place, Entry(label, opening.path, inside, names=opening.names)


def _category(label: str, opening: str, inside: tuple[Entry, ...]) -> Iterator[Entry]:
    if opening or inside:
        yield Entry(label, opening, inside)


def _position(page: Article) -> str:
    return dict(page.extras).get("sidebar_position", "")


def _place(page: Article) -> tuple[object, ...]:
    return _placed(_position(page), posixpath.basename(page.path))


def _placed(stated: str, name: str) -> tuple[object, ...]:
    """Return a key for the order: by the stated number or the one in the name, then names without one."""
    match = _NUMBERED.fullmatch(name)
    try:
        return (False, float(stated or (match[1] if match else "")), natural(name))
    except ValueError:
        return (True, 0.0, natural(name))
