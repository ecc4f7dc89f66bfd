"""Files that order the folders of MkDocs: ``.pages`` of awesome-pages, ``.nav.yml`` of awesome-nav."""

import posixpath
from collections.abc import Collection, Iterator
from fnmatch import fnmatchcase

from bookbuild.sites.contents import Entry
from bookbuild.sites.data import Data, list_of, text_of
from bookbuild.sites.folder import Folder
from bookbuild.sites.titles import title_of_name

_NAMES = (".pages", ".nav.yml", ".nav.yaml")
_REST = "..."
_FIRST = ("index", "readme")
_DEEPEST = 20


def has_files(folder: Folder, root: str) -> bool:
    """Return whether a folder of pages, or one in it, has a file that orders it."""
    return any(set(_NAMES) & set(folder.list(here).files) for here in folder.folders(root))


def entries_of(folder: Folder, root: str, pages: Collection[str], depth: int = 0) -> Iterator[Entry]:
    """Yield the entries of a folder in the order that its file states; `pages` are those of the book."""
    names = folder.list(root)
    here = [one for one in (*names.files, *names.folders) if _is_shown(folder, posixpath.join(root, one), pages)]
    here.sort(key=lambda one: one.rpartition(".")[0].lower() not in _FIRST)
    for title, name in _ordered(_file(folder, root), here):
        path = posixpath.normpath(posixpath.join(root, name))
        if path in pages:
            yield Entry(title, path)
        elif depth < _DEEPEST:
            inside = tuple(entries_of(folder, path, pages, depth + 1))
            yield from _section(title or text_of(_file(folder, path), "title"), name, inside)


def _file(folder: Folder, root: str) -> Data:
    paths = (posixpath.join(root, name) for name in _NAMES)
    return next((folder.data(path) for path in paths if folder.read(path) is not None), {})


def _is_shown(folder: Folder, path: str, pages: Collection[str]) -> bool:
    return path in pages or any(one.startswith(f"{path}/") for one in folder.texts(path) if one in pages)


def _ordered(stated: Data, here: list[str]) -> Iterator[tuple[str, str]]:
    """Yield titles and names: those that are stated, and the others where the rest is to stand.

    A list that is called ``arrange`` has the rest at its end; one called ``nav`` leaves the rest out.
    """
    nav, arranged = list_of(stated, "nav"), list_of(stated, "arrange")
    listed = list(_listed(nav or [*arranged, *([] if _REST in arranged else [_REST])]))
    known = {name.rstrip("/") for _, name in listed}
    rest = [name for name in here if name not in known]
    if text_of(stated, "order", "sort.direction") == "desc":
        rest.reverse()
    for title, name in listed:
        if name == _REST or "*" in name:
            taken = [one for one in rest if name == _REST or fnmatchcase(one, name)]
            rest = [one for one in rest if one not in taken]
            yield from (("", one) for one in taken)
        elif name.rstrip("/").partition("/")[0] in here:
            yield title, name.rstrip("/")


def _listed(nav: list[Data]) -> Iterator[tuple[str, str]]:
    for one in nav:
        if isinstance(one, str):
            yield "", one
        elif isinstance(one, dict):
            yield from ((title, value) for title, value in one.items() if isinstance(value, str))
            yield from (pair for value in one.values() if isinstance(value, list) for pair in _listed(value))


def _section(title: str, name: str, inside: tuple[Entry, ...]) -> Iterator[Entry]:
    """Yield a folder: a first page called ``index`` is that of the folder itself."""
    if not inside:
        return
    first = inside[0]
    is_its_page = bool(first.path) and posixpath.basename(first.path).rpartition(".")[0].lower() in _FIRST
    label = title or title_of_name(posixpath.basename(name))
    yield Entry(label, first.path, inside[1:]) if is_its_page else Entry(label, "", inside)
