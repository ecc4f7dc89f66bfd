"""The tree of exported pages: those in a page lie in a folder that is called like it, with or without identifier."""

import math
import posixpath
from collections import defaultdict
from collections.abc import Iterable, Sequence
from urllib.parse import unquote

from bookbuild.model import Article
from bookbuild.sites.contents import Entry
from bookbuild.sites.notion.databases import Databases
from bookbuild.sites.notion.names import folder_of, title_of
from bookbuild.sites.ordering import natural


class Tree:
    """The pages of an export by the folders that they are in."""

    def __init__(self, articles: Sequence[Article], databases: Databases) -> None:
        self._pages: dict[str, list[Article]] = defaultdict(list)
        self._folders: dict[str, dict[str, None]] = defaultdict(dict)
        self._databases = databases
        for article in articles:
            folder = posixpath.dirname(article.path)
            self._pages[folder].append(article)
            while folder:
                self._folders[posixpath.dirname(folder)][folder] = None
                folder = posixpath.dirname(folder)

    def entries(self, folder: str, above: Article | None = None) -> tuple[Entry, ...]:
        """Return what is in a folder, which is that of the page `above` or of a database, in order: as it is linked to
        or listed there, then by name.
        """
        links, rows = _targets(above), self._databases.rows.get(folder_of(folder), ())
        folders, found = dict(self._folders[folder]), list[tuple[tuple[object, ...], Entry]]()
        for page in self._pages[folder]:
            title = title_of(page.path)
            own = next((one for one in (page.path[:-3], folder_of(page.path)) if one in folders), "")
            entry = Entry(title, page.path, self.entries(own, page) if own else ())
            folders.pop(own, None)
            place = _first(link == page.path for link in links), _first(row == title for row in rows)
            found.append(((*place, natural(title)), entry))
        for path in folders:  # of a database, which has no page
            place = _first(link.startswith(f"{path}/") for link in links), 0
            found.append(((*place, natural(title_of(path))), Entry(title_of(path), "", self.entries(path))))
        return tuple(entry for _, entry in sorted(found, key=lambda one: one[0]))


def _targets(page: Article | None) -> Sequence[str]:
    """Return the paths that a page links to, in the order of its text."""
    if page is None:
        return ()
    here = posixpath.dirname(page.path)
    return [posixpath.normpath(posixpath.join(here, unquote(link.target))) for link in page.links]


def _first(are_equal: Iterable[bool]) -> float:
    """Return the place of the first that is true, or infinity if none is."""
    return next((place for place, is_equal in enumerate(are_equal) if is_equal), math.inf)
