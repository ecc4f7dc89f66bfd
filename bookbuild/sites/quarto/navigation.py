"""Lists of pages in ``_quarto.yml``: chapters of a book, sidebars and the bar of a website -> entries."""

import posixpath
from collections.abc import Iterator, Sequence
from fnmatch import fnmatchcase

from bookbuild.sites.contents import Entry
from bookbuild.sites.data import Data, list_of, lookup, text_of
from bookbuild.sites.folder import Folder
from bookbuild.sites.ordering import natural_path
from bookbuild.sites.titles import title_of_name

PAGES = (".qmd", ".rmd", ".md", ".ipynb")
_DEEPEST = 12


def is_page(path: str) -> bool:
    """Return whether a path is that of a page."""
    return path.lower().endswith(PAGES)


def is_partial(path: str) -> bool:
    """Return whether a path is that of a file which other pages include."""
    return any(part.startswith("_") for part in path.split("/"))


def is_index(path: str) -> bool:
    """Return whether a path is that of the first page."""
    return path.rpartition(".")[0].lower() == "index"


def all_pages(folder: Folder) -> tuple[str, ...]:
    """Return all pages of a project that names none, the first page first."""
    pages = [one for one in folder.paths() if is_page(one) and not is_partial(one)]
    return tuple(sorted(pages, key=lambda one: (not is_index(one), natural_path(one))))


class Navigation:
    """Reads lists of pages. A list may have folders, patterns of names, and ``auto`` for all pages."""

    def __init__(self, folder: Folder) -> None:
        self._folder, self._pages = folder, all_pages(folder)

    def chapters(self, book: Data) -> list[Entry]:
        """Return the chapters of a book, or what is in the sidebars of a website, or else in its bar."""
        if chapters := list_of(book, "chapters"):
            return list(self.entries(chapters))
        sidebar = lookup(book, "sidebar")
        sides = [one for one in (sidebar if isinstance(sidebar, list) else [sidebar]) if isinstance(one, dict)]
        lists = [list(self.entries(lookup(side, "contents"))) for side in sides]
        if sum(map(bool, lists)) > 1:  # each sidebar is a chapter
            titles = [text_of(side, "title") or title_of_name(text_of(side, "id")) for side in sides]
            return [self._side(title, inside) for title, inside in zip(titles, lists, strict=True) if inside]
        found = [entry for inside in lists for entry in inside]
        return found or [one for side in ("left", "right") for one in self.entries(lookup(book, f"navbar.{side}"))]

    def entries(self, listed: Data, depth: int = 0) -> Iterator[Entry]:
        """Yield the entries of a list, or of a text that stands for one."""
        items: list[Data] = listed if isinstance(listed, list) else [listed] if listed else []
        for one in items:
            if isinstance(one, str):
                yield from self._named(one)
            elif isinstance(one, dict) and "auto" in one:
                patterns = one["auto"]
                for pattern in patterns if isinstance(patterns, list) else [patterns]:
                    yield from self._named("auto" if pattern == "true" else str(pattern))
            elif isinstance(one, dict) and depth < _DEEPEST:
                yield self._entry(one, depth)

    def _side(self, title: str, inside: Sequence[Entry]) -> Entry:
        first = inside[0]
        if len(inside) == 1 and first.inside:
            return first
        is_opening = bool(first.path) and not first.inside
        return Entry(title, first.path, tuple(inside[1:])) if is_opening else Entry(title, "", tuple(inside))

    def _entry(self, item: Data, depth: int) -> Entry:
        listed: Data = next((item[name] for name in ("chapters", "contents", "menu") if name in item), [])
        inside = tuple(self.entries(listed, depth + 1))
        heading = text_of(item, "part", "section")
        path = self._page(heading) if is_page(heading) else self._page(text_of(item, "href", "file"))
        title = text_of(item, "text", "title") or ("" if is_page(heading) else heading)
        return Entry(title, path, inside, is_part=bool(heading))

    def _page(self, address: str) -> str:
        """Return the path of the page of an address, which may be that of a folder, or an empty string."""
        path = address.partition("#")[0].lstrip("/")
        if is_page(path):
            return path
        first = (posixpath.join(path.rstrip("/"), f"index{suffix}") for suffix in PAGES) if path else ()
        return next((one for one in first if one in self._pages), "")

    def _named(self, name: str) -> Iterator[Entry]:
        plain = name.strip("/")
        if is_page(plain) and "*" not in plain:
            yield Entry("", plain)
        elif name == "auto":
            yield from self._of_folder("", self._pages)
        elif "*" in plain:
            matched = [one for one in self._pages if fnmatchcase(one, plain)]
            yield from self._of_folder(plain.partition("*")[0].rpartition("/")[0], matched)
        elif plain and not plain.startswith("-"):
            yield from self._of_folder(plain, [one for one in self._pages if one.startswith(f"{plain}/")])

    def _of_folder(self, root: str, pages: Sequence[str]) -> Iterator[Entry]:
        """Yield pages, those of a folder in it as a section of its name; its first page opens it."""
        start = f"{root}/" if root else ""
        folders: dict[str, list[str]] = {}
        for page in sorted(pages, key=lambda one: (not is_index(one[len(start) :]), natural_path(one))):
            name, slash, _ = page[len(start) :].partition("/")
            if slash:
                folders.setdefault(name, []).append(page)
            else:
                yield Entry("", page)
        for name, inside in folders.items():
            entries = list(self._of_folder(f"{start}{name}", inside))
            is_opened = bool(entries) and is_index(posixpath.basename(entries[0].path))
            opening = entries.pop(0).path if is_opened else ""
            yield Entry(title_of_name(name), opening, tuple(entries))
