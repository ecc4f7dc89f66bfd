"""Whether a folder is an export of Notion, and the site that it is."""

import csv
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from bookbuild.diagnostics import Outcome
from bookbuild.model import Article, Facts, Source
from bookbuild.sites.contents import places_of
from bookbuild.sites.folder import Folder
from bookbuild.sites.notion.databases import Databases
from bookbuild.sites.notion.names import TABLE, identifier_of, title_of
from bookbuild.sites.notion.pages import prepared
from bookbuild.sites.notion.tree import Tree
from bookbuild.sites.site import LeftOut, Plan, Read, Site, Wanted


@dataclass(frozen=True)
class Notion:
    """The convention of folders that Notion exports as "Markdown & CSV"."""

    name: str = "notion"

    def recognise(self, folder: Folder, wanted: Wanted) -> Site | None:
        """Return the site, or None unless most pages have identifiers in their names."""
        pages = folder.texts(wanted.folder)
        by_identifier = {identifier_of(path): path for path in pages if identifier_of(path)}
        if not pages or not (wanted.is_named or len(by_identifier) * 2 > len(pages)):
            return None
        tables = [path for path in folder.paths(wanted.folder) if path.endswith(TABLE) and identifier_of(path)]
        databases = Databases.of({path: tuple(_rows(folder.read(path))) for path in tables}, pages)
        top = list(_highest(pages))
        return NotionSite(
            name=self.name,
            kind="an export of Notion",
            folder=wanted.folder,
            files=pages,
            left_out=tuple(LeftOut(path, "tables of databases, whose rows are pages") for path in tables),
            facts=Facts(title=title_of(top[0]) if len(top) == 1 else ""),
            by_identifier=by_identifier,
            databases=databases,
        )


def _highest(pages: Sequence[str]) -> Iterator[str]:
    """Yield the pages that lie in no folder of another one."""
    depth = min(path.count("/") for path in pages)
    return (path for path in pages if path.count("/") == depth)


def _rows(table: bytes | None) -> Iterator[str]:
    """Yield the titles of the rows of a database in its order."""
    lines: Iterable[str] = (table or b"").decode("utf-8-sig", "replace").splitlines(keepends=True)
    rows = csv.reader(lines)
    next(rows, None)
    return (row[0] for row in rows if row)


@dataclass(frozen=True, kw_only=True)
class NotionSite(Site):
    """An export of Notion. `by_identifier` has the paths of its pages."""

    by_identifier: Mapping[str, str] = field(default_factory=dict)
    databases: Databases = field(default_factory=Databases)

    def arrange(self, articles: Sequence[Article]) -> Plan:
        """Return the pages in the order in which the page above links to them, or its database lists them."""
        return Plan(tuple(places_of(Tree(articles, self.databases).entries(self.folder))))

    def prepare(self, source: Source, read: Read) -> Outcome[Source]:
        """Return a page with each property on a line of its own, with callouts, and with links to pages of the book."""
        del read
        return Outcome(prepared(source, {**self.by_identifier, **self.databases.first_rows}))
