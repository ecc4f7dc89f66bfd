"""Books of the Electric Book, which Jekyll makes: works in folders, each with a data file that lists its pages."""

import posixpath
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from bookbuild.model import Article, Creator, Facts
from bookbuild.sites.contents import Entry, body_of
from bookbuild.sites.data import Data, list_of, lookup, text_of
from bookbuild.sites.folder import Folder
from bookbuild.sites.site import LeftOut, Plan, PlannedFile

_DATA = "_data/works"
_FORMER = "_data/meta.yml"
_PRODUCTS = ("epub", "print-pdf", "screen-pdf", "web", "app")
_OWN = frozenset({"contents-page", "cover", "halftitle-page", "home-page", "search-page", "title-page"})
"""Styles of pages that every book has."""
_FRONT = frozenset(
    {"copyright-page", "dedication-page", "epigraph-page", "frontispiece-page", "frontmatter"}
    | {"previous-publications-page"}
)
_PART = "part-page"
IMAGE_SETS = ("web", "epub", "screen-pdf", "print-pdf", "_source", "app")
"""Folders below ``images`` of the same pictures for different purposes, best first."""


@dataclass(frozen=True, slots=True)
class Work:
    """A work: its folder, its facts, and the names of its pages in order, if they are stated."""

    folder: str
    facts: Facts
    files: tuple[str, ...] = ()


def works_of(folder: Folder) -> tuple[Work, ...]:
    """Return the works that the data files of a project describe, in the order of their names."""
    names = folder.list(_DATA).folders if folder.has(_DATA) else ()
    stated = [(name, folder.data(f"{_DATA}/{name}/default.yml")) for name in names]
    if not stated and folder.has(_FORMER):
        stated = [(text_of(one, "directory"), one) for one in list_of(folder.data(_FORMER), "works")]
    return tuple(_work(name, data) for name, data in stated if name and folder.texts(name))


def translated_facts(folder: Folder, work: Work, language: str) -> Facts:
    """Return the facts of a work in another language, as far as it has a data file for it."""
    path = f"{_DATA}/{work.folder}/{language}/default.yml"
    return _facts(folder.data(path)) if folder.has(path) else work.facts


def _work(name: str, data: Data) -> Work:
    products = lookup(data, "products")
    sources = [products.get(one) for one in _PRODUCTS] if isinstance(products, dict) else []
    lists = [found for one in sources if (found := list_of(one, "files"))]
    return Work(name, _facts(data), tuple(_names(lists[0])) if lists else ())


def _names(files: Sequence[Data]) -> Iterator[str]:
    """Yield the names in a list of files; one may have a label: ``- "01": "text"``."""
    for one in files:
        yield from [one] if isinstance(one, str) else one if isinstance(one, dict) else ()


def _facts(data: Data) -> Facts:
    return Facts(
        title=text_of(data, "title"),
        subtitle=text_of(data, "subtitle"),
        language=text_of(data, "language"),
        creators=tuple(map(Creator, filter(None, [text_of(data, "creator")]))),
        publisher=text_of(data, "publisher"),
        rights=text_of(data, "rights"),
        description=text_of(data, "description"),
    )


def below_works(works: Sequence[Work], pages: Sequence[str]) -> tuple[tuple[str, ...], list[LeftOut]]:
    """Return the pages of works, and the others, which are the website's."""
    folders = tuple(f"{work.folder}/" for work in works)
    inside = tuple(path for path in pages if path.startswith(folders))
    return inside, [LeftOut(path, "of the website, in no work") for path in pages if not path.startswith(folders)]


def plan_of(works: Sequence[Work], pages: Sequence[Article], names: Mapping[str, tuple[str, ...]]) -> Plan:
    """Return the plan of a book: the only work, or works that are chapters. `names` are the addresses of pages."""
    left_out: list[LeftOut] = []
    found = [(work, list(_listed(work, pages, left_out))) for work in works]
    found = [(work, articles) for work, articles in found if articles]
    if len(found) > 1:
        chapters = (
            Entry(work.facts.title, "", tuple(_entry(one, names) for one in articles)) for work, articles in found
        )
        return Plan(tuple(body_of(chapters, _DATA)), left_out=tuple(left_out))
    articles = found[0][1] if found else []
    start = next((at for at, one in enumerate(articles) if not _styles(one) & _FRONT), len(articles))
    front = tuple(PlannedFile(one.path, one.title, names.get(one.path, ())) for one in articles[:start])
    return Plan(tuple(body_of(_parts(articles[start:], names), _DATA)), front, left_out=tuple(left_out))


def _listed(work: Work, pages: Sequence[Article], left_out: list[LeftOut]) -> Iterator[Article]:
    """Yield the pages of a work in order, without those that every book has. Fill `left_out` with the others."""
    inside = [page for page in pages if page.path.startswith(f"{work.folder}/")]
    places = {name: place for place, name in enumerate(work.files)}
    stems = {page.path: posixpath.basename(page.path).rpartition(".")[0] for page in inside}
    ordered = sorted(inside, key=lambda page: places.get(stems[page.path], len(places))) if places else inside
    for page in ordered:
        if places and stems[page.path] not in places:
            left_out.append(LeftOut(page.path, "not among the files of the work"))
        elif _styles(page) & _OWN or not page.body.strip():
            left_out.append(LeftOut(page.path, "pages that the book has already, or that the site fills in"))
        else:
            yield page


def _styles(page: Article) -> frozenset[str]:
    return frozenset(dict(page.extras).get("style", "").split())


def _parts(articles: Sequence[Article], names: Mapping[str, tuple[str, ...]]) -> Iterator[Entry]:
    """Yield entries; the pages behind that of a part are in it."""
    at = 0
    while at < len(articles):
        end = at + 1
        if _PART in _styles(articles[at]):
            end = next((n for n in range(end, len(articles)) if _PART in _styles(articles[n])), len(articles))
        inside = tuple(_entry(one, names) for one in articles[at + 1 : end])
        yield _entry(articles[at], names, inside)
        at = end


def _entry(page: Article, names: Mapping[str, tuple[str, ...]], inside: tuple[Entry, ...] = ()) -> Entry:
    return Entry(page.title, page.path, inside, names=names.get(page.path, ()))
