"""A publication of Quire: its pages in order."""

import posixpath
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import takewhile

from bookbuild.diagnostics import Outcome
from bookbuild.model import Article, Source
from bookbuild.sites.contents import Entry, body_of
from bookbuild.sites.ordering import natural_path
from bookbuild.sites.quire.known import Known
from bookbuild.sites.quire.pages import prepared
from bookbuild.sites.site import LeftOut, Plan, PlannedFile, Read, Site
from bookbuild.sites.titles import title_of_name

_OF_BOOKS = ("pdf", "epub")
_TITLE_PAGES = frozenset({"half-title-page", "title-page"})


@dataclass(frozen=True, kw_only=True)
class QuireSite(Site):
    """A publication of Quire. `known` is what its data files say; `images` are the folders of pictures."""

    known: Known
    images: tuple[str, ...]

    def arrange(self, articles: Sequence[Article]) -> Plan:
        """Return the pages in the order of their numbers: a folder is a chapter, if others lie beside it."""
        left_out = [LeftOut(one.path, reason) for one in articles if (reason := _hidden(one))]
        hidden = {one.path for one in left_out}
        pages = [one for one in articles if one.path not in hidden]
        front, body, back = _matters(_entries(pages, self.folder), {one.path: one for one in pages})
        return Plan(
            body=tuple(body_of(body, self.folder)),
            front=tuple(PlannedFile(one.path, one.title, one.names) for one in front),
            back=tuple(PlannedFile(one.path, one.title, one.names) for one in back),
            left_out=tuple(left_out),
        )

    def prepare(self, source: Source, read: Read) -> Outcome[Source]:
        """Return a page with its figures and references, in our Markdown."""
        return prepared(source, self.known, read)

    def find(self, article: str, target: str) -> Iterable[str]:
        """Return where Quire has its pictures."""
        del article
        return tuple(f"{place}/{target.lstrip('/')}" for place in self.images) if "://" not in target else ()


def _matters(entries: Sequence[Entry], pages: Mapping[str, Article]) -> tuple[list[Entry], list[Entry], list[Entry]]:
    """Return the front matter, the body and the back matter: pages of those classes, before and behind all others."""

    def is_of(entry: Entry, matter: str) -> bool:
        page = pages.get(entry.path)
        return page is not None and not entry.inside and matter in _classes(page)

    front = list(takewhile(lambda one: is_of(one, "frontmatter"), entries))
    rest = list(entries[len(front) :])
    back = list(takewhile(lambda one: is_of(one, "backmatter"), reversed(rest)))[::-1]
    body = rest[: len(rest) - len(back)]
    return (front, body, back) if body else ([], list(entries), [])


def _classes(article: Article) -> frozenset[str]:
    """Return the classes of a page. The cover, and what stands in no table of contents, is front matter."""
    extras = dict(article.extras)
    words = f"{extras.get('class', '')} {extras.get('classes', '')}".replace(",", " ").split()
    before = extras.get("layout") == "cover" or extras.get("toc") == "false"
    return frozenset([*words, *(["frontmatter"] if before else [])])


def _entries(pages: Sequence[Article], folder: str) -> list[Entry]:
    """Return the entries of a folder in order, those of the folders in it inside their pages."""
    here = [one for one in pages if posixpath.dirname(one.path) == folder]
    start = len(folder) + 1
    below = sorted({one.path[start:].partition("/")[0] for one in pages if "/" in one.path[start:]})
    placed: list[tuple[tuple[object, ...], Entry]] = [
        (_place(one), Entry(_title(one.path), one.path, names=_names(one))) for one in here if not _is_index(one.path)
    ]
    for name in below:
        inside = [one for one in pages if one.path.startswith(f"{folder}/{name}/")]
        index = next(
            (one for one in inside if posixpath.dirname(one.path) == f"{folder}/{name}" and _is_index(one.path)), None
        )
        entries = tuple(_entries(inside, f"{folder}/{name}"))
        first = index or min(inside, key=_place)
        entry = Entry(index.title if index else title_of_name(name), index.path if index else "", entries)
        placed.append((_place(first), entry))
    index = next((one for one in here if _is_index(one.path)), None)
    if index and folder == "content":
        placed.append((_place(index), Entry(index.title, index.path)))
    return [entry for _, entry in sorted(placed, key=lambda one: one[0])]


def _is_index(path: str) -> bool:
    return posixpath.basename(path).rpartition(".")[0] in ("index", "_index")


def _title(path: str) -> str:
    """Return the title of a page without one: ``pdf-epub-copyright.md`` is ``Copyright``."""
    return title_of_name(re.sub(r"^(?:(?:pdf|epub|print|html)-)+", "", posixpath.basename(path).rpartition(".")[0]))


def _place(article: Article) -> tuple[object, ...]:
    return (article.order, natural_path(article.path))


def _names(article: Article) -> tuple[str, ...]:
    name = dict(article.extras).get("permalink", "")
    return (name,) if name else ()


def _hidden(article: Article) -> str:
    """Return why a page is not in the book, or an empty string."""
    extras = dict(article.extras)
    outputs = [one.strip() for one in extras.get("outputs", "").split(",") if one.strip()]
    if outputs and not any(one in outputs for one in _OF_BOOKS):
        return "pages that are for the website only"
    if _TITLE_PAGES & _classes(article):
        return "title pages, of which the book has its own"
    is_empty = not article.body.strip() and not article.notes
    is_filled_in = not _is_index(article.path) or extras.get("layout") == "cover"
    return "pages that Quire fills in" if is_empty and is_filled_in else ""
