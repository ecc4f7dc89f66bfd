"""Whether a folder has the settings of MkDocs, and the site that it is."""

import posixpath
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from bookbuild.diagnostics import Outcome
from bookbuild.model import Article, Source
from bookbuild.sites.contents import Entry, body_of, in_versions, paths_of
from bookbuild.sites.data import Data, list_of, text_of
from bookbuild.sites.faults import missing_page
from bookbuild.sites.folder import Folder, is_markdown
from bookbuild.sites.languages import listed
from bookbuild.sites.mkdocs.folder_files import entries_of, has_files
from bookbuild.sites.mkdocs.pages import Ways, prepared
from bookbuild.sites.mkdocs.settings import facts_of, navigation_words, read_settings, ways_of
from bookbuild.sites.plain import PlainSite
from bookbuild.sites.site import LeftOut, Plan, PlannedFile, Read, Site, Wanted
from bookbuild.sites.translations import Translated, in_one_language

_FIRST = ("index", "readme")


@dataclass(frozen=True)
class MkDocs:
    """The convention of MkDocs and its themes, and of Zensical after it."""

    name: str = "mkdocs"

    def recognise(self, folder: Folder, wanted: Wanted) -> Site | None:
        """Return the site, or None if there are no settings of MkDocs, or no pages."""
        path, settings = read_settings(folder)
        root = posixpath.normpath(text_of(settings, "docs_dir") or "docs").lstrip("./")
        pages = folder.texts(root)
        if not path or not pages:
            return None
        facts = facts_of(settings)
        found = in_one_language(pages, root, wanted.language, facts.language)
        entries = tuple(_entries(list_of(settings, "nav"), found.root, folder))
        if not entries and has_files(folder, found.root):
            entries = tuple(entries_of(folder, found.root, frozenset(found.files)))
        named = tuple(paths_of(entries))
        words = navigation_words(settings, next(iter(found.languages), ""))
        entries = tuple(_in_words(one, words) for one in in_versions(entries, found.versions))
        files = tuple(one for one in paths_of(entries) if one in set(found.files)) or found.files
        return MkDocsSite(
            flavour="spans",
            name=self.name,
            kind="a Zensical site" if path.startswith("zensical") else "an MkDocs site",
            folder=found.root,
            files=files,
            left_out=tuple(_left_out(found, files)),
            facts=replace(facts, language="".join(found.languages[:1]) or facts.language),
            languages=listed(found.languages),
            versions=found.versions,
            is_lenient=True,
            diagnostics=tuple(missing_page(one, path) for one in named if not folder.has(one)),
            root=found.root,
            entries=entries if files != found.files or named else (),
            settings=path,
            ways=ways_of(settings),
            are_callouts_free=True,
        )


def _entries(nav: Sequence[Data], root: str, folder: Folder) -> Iterator[Entry]:
    """Yield the entries of a navigation: pages, sections with others in them, and whole folders."""
    for one in nav:
        for title, value in one.items() if isinstance(one, dict) else [("", one)]:
            if isinstance(value, list):
                yield _section(title, tuple(_entries(value, root, folder)))
            elif isinstance(value, str) and "://" not in value:
                path = posixpath.normpath(posixpath.join(root, value.partition("#")[0].lstrip("/")))
                if is_markdown(path):
                    yield Entry(title, path)
                elif folder.list(path).files:
                    yield _section(title, tuple(Entry("", page) for page in folder.texts(path)))


def _section(title: str, inside: tuple[Entry, ...]) -> Entry:
    """Return a section; a first page without a title, or one called ``index``, is that of the section itself."""
    first = inside[0] if inside else Entry("")
    is_its_page = bool(first.path) and not first.inside and _is_first(first.path)
    return Entry(title, first.path, inside[1:]) if is_its_page else Entry(title, "", inside)


def _in_words(entry: Entry, words: Mapping[str, str]) -> Entry:
    """Return an entry with its titles in the words of a language."""
    inside = tuple(_in_words(one, words) for one in entry.inside)
    return replace(entry, title=words.get(entry.title, entry.title), inside=inside)


def _is_first(path: str) -> bool:
    return posixpath.basename(path).partition(".")[0].lower() in _FIRST  # index.de.md is one too


def _left_out(found: Translated, files: Sequence[str]) -> Iterator[LeftOut]:
    yield from found.left_out
    listed_files = set(files)
    yield from (LeftOut(one, "not in the navigation") for one in found.files if one not in listed_files)


@dataclass(frozen=True, kw_only=True)
class MkDocsSite(PlainSite):
    """A site of MkDocs. Without a navigation (`entries`), its folders say the order. `settings` is its file."""

    entries: tuple[Entry, ...] = ()
    settings: str = ""
    ways: Ways = field(default_factory=Ways)

    def arrange(self, articles: Sequence[Article]) -> Plan:
        """Return the pages in the order of the navigation; the first page stands before the chapters."""
        if not self.entries:
            return super().arrange(articles)
        first = self.entries[0]
        is_home = bool(first.path) and not first.inside and _is_first(first.path)
        home = [PlannedFile(first.path, first.title)] if is_home else []
        return Plan(body=(*home, *body_of(self.entries[len(home) :], self.settings)))

    def prepare(self, source: Source, read: Read) -> Outcome[Source]:
        """Return a page with the files that it includes, and with tabs and folded boxes in our Markdown."""
        return prepared(source, read, self.folder, self.ways)
