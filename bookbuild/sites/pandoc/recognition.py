"""Whether a folder has metadata for pandoc, and the manuscript that it is."""

import posixpath
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from bookbuild.model import Article
from bookbuild.sites.data import Data, texts_of
from bookbuild.sites.faults import missing_page
from bookbuild.sites.folder import Folder, is_markdown
from bookbuild.sites.pandoc.metadata import facts_of, read_metadata
from bookbuild.sites.plain import PlainFolders, PlainSite
from bookbuild.sites.site import Plan, PlannedFile, Site, Wanted

_NAMES = ("metadata.yaml", "metadata.yml", "meta.yaml", "meta.yml", "title.txt", "metadata.txt")
_PLACES = ("", "meta", "metadata")
_SIGNS = frozenset({
    "abstract", "author", "bibliography", "cover-image", "creator", "csl", "documentclass", "lang", "language",
    "publisher", "rights", "subtitle", "toc",
})  # fmt: skip
"""Keys of which there is one at least beside the title."""
_INPUT = ("input-files", "input-file")


@dataclass(frozen=True)
class Pandoc:
    """The convention of books that pandoc makes from files and a file of metadata."""

    name: str = "pandoc"

    def recognise(self, folder: Folder, wanted: Wanted) -> Site | None:
        """Return the manuscript, or None if no file has metadata for pandoc, or if there are no pages."""
        data: Data = next(_metadata(folder), {})
        if not (data or wanted.is_named):
            return None
        plain = PlainFolders().recognise(folder, wanted)
        if not plain.files:
            return None
        facts = facts_of(data)
        settings, order = next(_orders(folder), ("", ()))
        there = tuple(path for path in order if folder.has(path))
        return Manuscript(
            name=self.name,
            kind="a manuscript for pandoc",
            folder=plain.folder,
            files=there or plain.files,
            left_out=plain.left_out,
            diagnostics=(*plain.diagnostics, *(missing_page(one, settings) for one in order if one not in there)),
            facts=facts if facts.language else replace(facts, language=plain.facts.language),
            languages=plain.languages,
            versions=plain.versions,
            root=plain.root,
            is_lenient=True,
            order=there,
        )


def _metadata(folder: Folder) -> Iterator[Data]:
    for place in _PLACES:
        for name in folder.list(place).files:
            if name.lower() in _NAMES:
                data = read_metadata(folder.read(posixpath.join(place, name)) or b"")
                if "title" in data and _SIGNS & set(data):
                    yield data


def _orders(folder: Folder) -> Iterator[tuple[str, Sequence[str]]]:
    """Yield the files with defaults for pandoc that list its input files, and the pages among these."""
    for name in folder.list().files:
        if name.lower().endswith((".yaml", ".yml")) and b"input-file" in (folder.read(name) or b""):
            files = map(posixpath.normpath, texts_of(folder.data(name), *_INPUT))
            if pages := tuple(dict.fromkeys(filter(is_markdown, files))):
                yield name, pages


@dataclass(frozen=True, kw_only=True)
class Manuscript(PlainSite):
    """A manuscript. `order` are the input files that defaults list, or empty: then the folders say the order."""

    order: Sequence[str] = ()

    def arrange(self, articles: Sequence[Article]) -> Plan:
        """Return the input files in order, or the plan of plain folders."""
        if not self.order:
            return super().arrange(articles)
        return Plan(tuple(PlannedFile(path) for path in self.order))
