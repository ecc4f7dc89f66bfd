"""Files beside a page that articles call by the address of the page: ``/guide/offer/desk.png``."""

import posixpath
import re
from collections.abc import Iterable, Iterator
from urllib.parse import unquote

from bookbuild.model import Article
from bookbuild.sites.site import Site

_SCHEME = re.compile(r"[\w+.-]+:|//")


class Places:
    """Where the files of a site are: by its convention, then beside the pages by their addresses."""

    def __init__(self, site: Site, articles: Iterable[Article]) -> None:
        self._site = site
        self._folders: dict[str, str] = {}
        self._routes: dict[str, str] = {}
        for article in articles:
            for name in article.link_names:
                self._folders.setdefault(name.rstrip("/").casefold(), posixpath.dirname(article.path))
            if article.link_names:
                self._routes[article.path] = article.link_names[0]

    def find(self, article: str, target: str) -> Iterable[str]:
        """Return the paths, best first, that an article (its path) may mean by an address. They need not exist."""
        return (*self._site.find(article, target), *self._beside(article, target))

    def _beside(self, article: str, target: str) -> Iterator[str]:
        route = self._routes.get(article, "")
        if _SCHEME.match(target) or not (route or target.startswith("/")):
            return
        address = posixpath.normpath(posixpath.join("/", route, unquote(target)))
        folder, _, name = address.rpartition("/")
        if name and (place := self._folders.get(folder.casefold())) is not None:
            yield f"{place}/{name}" if place else name
