"""Whether a folder has the settings of MkDocs, and the site that it is."""

import posixpath
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from bookbuild.diagnostics import Outcome
from bookbuild.model import Article, Creator, Facts, Source
from bookbuild.sites.contents import Entry, body_of, in_versions, paths_of
from bookbuild.sites.data import Data, list_of, lookup, text_of, texts_of
from bookbuild.sites.faults import missing_page
from bookbuild.sites.folder import Folder, is_markdown
from bookbuild.sites.languages import listed, tag_of
from bookbuild.sites.mkdocs.folder_files import entries_of, has_files
from bookbuild.sites.mkdocs.pages import Snippets, prepared
from bookbuild.sites.plain import PlainSite
from bookbuild.sites.site import LeftOut, Plan, PlannedFile, Read, Site, Wanted
from bookbuild.sites.translations import Translated, in_one_language

_SETTINGS = ("mkdocs.yml", "mkdocs.yaml", "zensical.yml", "zensical.yaml", "zensical.toml")
_SNIPPETS = "pymdownx.snippets"
_FIRST = ("index", "readme")


@dataclass(frozen=True)
class MkDocs:
    """The convention of MkDocs and its themes, and of Zensical after it."""

    name: str = "mkdocs"

    def recognise(self, folder: Folder, wanted: Wanted) -> Site | None:
        """Return the site, or None if there are no settings of MkDocs, or no pages."""
        path = next((one for one in _SETTINGS if folder.read(one) is not None), "")
        settings = folder.data(path) if path else {}
        settings = lookup(settings, "project") or settings if path.endswith(".toml") else settings
        root = posixpath.normpath(text_of(settings, "docs_dir") or "docs").lstrip("./")
        pages = folder.texts(root)
        if not path or not pages:
            return None
        facts = _facts(settings)
        found = in_one_language(pages, root, wanted.language, facts.language)
        entries = tuple(_entries(list_of(settings, "nav"), found.root, folder))
        if not entries and has_files(folder, found.root):
            entries = tuple(entries_of(folder, found.root, frozenset(found.files)))
        named = tuple(paths_of(entries))
        entries = in_versions(entries, found.versions)
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
            snippets=_snippets(settings),
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


def _is_first(path: str) -> bool:
    return posixpath.basename(path).rpartition(".")[0].lower() in _FIRST


def _snippets(settings: Data) -> Snippets:
    """Return what the settings say of included files."""
    extensions = lookup(settings, "markdown_extensions")
    mappings = extensions if isinstance(extensions, list) else [extensions]
    stated = [one[_SNIPPETS] for one in mappings if isinstance(one, dict) and isinstance(one.get(_SNIPPETS), dict)]
    data = stated[0] if stated else {}
    return Snippets(texts_of(data, "base_path"), texts_of(data, "auto_append"))


def _left_out(found: Translated, files: Sequence[str]) -> Iterator[LeftOut]:
    yield from found.left_out
    listed_files = set(files)
    yield from (LeftOut(one, "not in the navigation") for one in found.files if one not in listed_files)


def _facts(settings: Data) -> Facts:
    author = text_of(settings, "site_author")
    address = text_of(settings, "site_url")
    language = text_of(settings, "theme.language", "theme.locale")
    return Facts(
        title=text_of(settings, "site_name"),
        language=tag_of(language),
        creators=(Creator(author),) if author else (),
        description=text_of(settings, "site_description"),
        rights=text_of(settings, "copyright") if "<" not in text_of(settings, "copyright") else "",
        address=address if address.startswith("http") and "example." not in address else "",
    )


@dataclass(frozen=True, kw_only=True)
class MkDocsSite(PlainSite):
    """A site of MkDocs. Without a navigation (`entries`), its folders say the order. `settings` is its file."""

    entries: tuple[Entry, ...] = ()
    settings: str = ""
    snippets: Snippets = field(default_factory=Snippets)

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
        return prepared(source, read, self.folder, self.snippets)
