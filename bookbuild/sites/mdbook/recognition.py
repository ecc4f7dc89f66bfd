"""Whether a folder has a SUMMARY.md, and the site that it is."""

import posixpath
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from bookbuild.diagnostics import Outcome
from bookbuild.model import Article, Creator, Facts, Source
from bookbuild.sites.contents import body_of, paths_of
from bookbuild.sites.data import Data, lookup, text_of, texts_of
from bookbuild.sites.faults import missing_page
from bookbuild.sites.folder import Folder
from bookbuild.sites.javascript import exported
from bookbuild.sites.mdbook.pages import Ways, prepared
from bookbuild.sites.mdbook.summary import Summary, read_summary
from bookbuild.sites.site import LeftOut, Plan, PlannedFile, Read, Site, Wanted

_SETTINGS = ("book.toml", "book.json", ".gitbook.yaml")
_CODE = "book.js"
"""Settings of HonKit that are code, of which only what is written out is read."""
_OF_OTHERS = ("mkdocs.yml", "mkdocs.yaml")
"""Settings of sites that may have such a file too."""
_SUMMARY = "summary.md"
_SOURCES = ("src", "docs", "book", "")
"""Folders that are searched for the table of contents if no settings name one."""


@dataclass(frozen=True)
class MdBook:
    """The convention of mdBook, and of GitBook and HonKit, which have the same table of contents."""

    name: str = "mdbook"

    def recognise(self, folder: Folder, wanted: Wanted) -> Site | None:
        """Return the site, or None if no folder that the book may be in has a SUMMARY.md."""
        settings = {name: folder.data(name) for name in _SETTINGS if folder.read(name) is not None}
        if not settings and (code := folder.read(_CODE)) is not None:
            settings = {_CODE: exported(code.decode("utf-8", "replace"))}
        if not settings and any(folder.has(name) for name in _OF_OTHERS):
            return None
        for source in dict.fromkeys(_folders(settings, wanted)):
            if (summary := _summary_in(folder, source)) and (content := folder.read(summary)) is not None:
                return _site(folder, source, summary, content.decode("utf-8", "replace"), settings)
        return None


def _folders(settings: dict[str, Data], wanted: Wanted) -> Iterator[str]:
    """Yield the folders that the table of contents may be in, best first."""
    if wanted.folder:
        yield wanted.folder
    for name, data in settings.items():
        if stated := text_of(data, "book.src", "src", "root", "structure.root"):
            yield posixpath.normpath(stated).strip("./") if name != "book.toml" else posixpath.normpath(stated)
    yield from _SOURCES


def _summary_in(folder: Folder, source: str) -> str:
    name = next((one for one in folder.list(source).files if one.lower() == _SUMMARY), "")
    return posixpath.join(source, name) if name else ""


def _site(folder: Folder, source: str, path: str, text: str, settings: dict[str, Data]) -> Site | None:
    summary = read_summary(text.removeprefix("\ufeff"), path)
    listed = list(paths_of((*summary.prefix, *summary.numbered, *summary.suffix)))
    files = tuple(one for one in listed if folder.has(one))
    if not files:
        return None
    is_mdbook = "book.toml" in settings or not settings
    return MdBookSite(
        name="mdbook",
        kind="an mdBook" if is_mdbook else "a GitBook",
        folder="" if source == "." else source,
        files=files,
        left_out=tuple(_drafts(summary, path)),
        parts=(path,),
        facts=_facts(next(iter(settings.values()), {})),
        diagnostics=tuple(missing_page(one, path, summary.lines[one]) for one in listed if one not in files),
        summary=summary,
        are_callouts_free=True,
        ways=Ways(
            hidden=_hidden(settings.get("book.toml", {})),
            values=_values(next(iter(settings.values()), {})),
            is_gitbook=not is_mdbook,
            root="" if source == "." else source,
        ),
    )


def _hidden(settings: Data) -> Mapping[str, str]:
    prefixes = lookup(settings, "output.html.code.hidelines")
    return {name: one for name, one in prefixes.items() if isinstance(one, str)} if isinstance(prefixes, dict) else {}


def _values(settings: Data) -> Mapping[str, str]:
    """Return the words of the settings that pages call (``book.title``)."""
    variables = lookup(settings, "variables")
    stated = {**settings, **(variables if isinstance(variables, dict) else {})}
    return {name: value for name, value in stated.items() if isinstance(value, str)}


def _drafts(summary: Summary, path: str) -> Iterator[LeftOut]:
    for title in summary.drafts:
        yield LeftOut(f"{title!r} in {path}", "there is no page for it yet")


def _facts(settings: Data) -> Facts:
    book = lookup(settings, "book") or settings
    authors = texts_of(book, "authors", "author")
    return Facts(
        title=text_of(book, "title"),
        language=text_of(book, "language"),
        creators=tuple(Creator(name) for name in authors),
        description=text_of(book, "description"),
    )


@dataclass(frozen=True, kw_only=True)
class MdBookSite(Site):
    """A book with a SUMMARY.md."""

    summary: Summary
    ways: Ways = field(default_factory=Ways)

    def arrange(self, articles: Sequence[Article]) -> Plan:
        """Return the files in the order of the table of contents."""
        del articles
        front, back = (
            tuple(PlannedFile(one.path, one.title) for one in entries if one.path)
            for entries in (self.summary.prefix, self.summary.suffix)
        )
        return Plan(body=tuple(body_of(self.summary.numbered, self.summary.path)), front=front, back=back)

    def prepare(self, source: Source, read: Read) -> Outcome[Source]:
        """Return a page with the files that it includes, and with the blocks of mdBook and GitBook in our Markdown."""
        return prepared(source, read, self.ways)
