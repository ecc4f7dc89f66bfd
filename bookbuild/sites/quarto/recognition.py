"""Whether a folder is a book or a website of Quarto or bookdown, and the site that it is."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from bookbuild.diagnostics import Outcome
from bookbuild.model import Article, Creator, Facts, Source
from bookbuild.sites.contents import Entry, body_of, paths_of
from bookbuild.sites.data import Data, list_of, lookup, text_of, texts_of
from bookbuild.sites.faults import missing_page
from bookbuild.sites.folder import Folder
from bookbuild.sites.notebooks import from_notebook
from bookbuild.sites.ordering import natural_path
from bookbuild.sites.quarto.pages import Places, prepared
from bookbuild.sites.quarto.references import places_in
from bookbuild.sites.site import LeftOut, Plan, PlannedFile, Read, Site, Wanted

_SETTINGS = "_quarto.yml"
_BOOKDOWN = "_bookdown.yml"
_PAGES = (".qmd", ".rmd", ".md", ".ipynb")
_LOCAL = "_quarto.yaml"


@dataclass(frozen=True)
class Quarto:
    """The convention of Quarto's books and websites, and of bookdown."""

    name: str = "quarto"

    def recognise(self, folder: Folder, wanted: Wanted) -> Site | None:
        """Return the site, or None if there are no settings of Quarto or bookdown."""
        del wanted
        for name in (_SETTINGS, _LOCAL):
            if folder.read(name) is not None:
                return _quarto(folder, name, folder.data(name))
        if folder.read(_BOOKDOWN) is not None:
            return _bookdown(folder, folder.data(_BOOKDOWN))
        return None


def _quarto(folder: Folder, path: str, data: Data) -> Site | None:
    book = lookup(data, "book") or lookup(data, "website") or {}
    entries = tuple(_entries(_chapters(book)))
    appendices = tuple(_entries(list_of(book, "appendices")))
    listed = tuple(paths_of((*entries, *appendices))) or _all_pages(folder)
    return _site(folder, path, data, book, (entries or _flat(listed), appendices), listed)


def _bookdown(folder: Folder, data: Data) -> Site | None:
    stated = texts_of(data, "rmd_files.html", "rmd_files")
    listed = stated or tuple(one for one in _all_pages(folder) if "/" not in one and one.lower().endswith(".rmd"))
    return _site(folder, _BOOKDOWN, data, data, (_flat(listed), ()), listed)


def _all_pages(folder: Folder) -> tuple[str, ...]:
    """Return all pages of a project that names none, the first page first."""
    pages = [one for one in folder.paths() if one.lower().endswith(_PAGES) and not _is_partial(one)]
    return tuple(sorted(pages, key=lambda one: (not _is_index(one), natural_path(one))))


def _is_partial(path: str) -> bool:
    return any(part.startswith("_") for part in path.split("/"))


def _is_index(path: str) -> bool:
    return path.rpartition(".")[0].lower() == "index"


def _flat(paths: Sequence[str]) -> tuple[Entry, ...]:
    return tuple(Entry("", path) for path in paths)


def _chapters(book: Data) -> list[Data]:
    """Return the chapters of a book, or what is in the sidebar of a website."""
    if chapters := list_of(book, "chapters"):
        return chapters
    sidebar = lookup(book, "sidebar")
    sides = sidebar if isinstance(sidebar, list) else [sidebar]
    return [one for side in sides if isinstance(side, dict) for one in list_of(side, "contents")]


def _entries(listed: Sequence[Data]) -> Iterator[Entry]:
    for one in listed:
        if isinstance(one, str):
            if one.lower().endswith(_PAGES):
                yield Entry("", one)
        elif isinstance(one, dict):
            yield _entry(one)


def _entry(item: Data) -> Entry:
    inside = tuple(_entries(list_of(item, "chapters") or list_of(item, "contents")))
    heading = text_of(item, "part", "section")
    path = heading if heading.lower().endswith(_PAGES) else text_of(item, "href", "file")
    title = text_of(item, "text", "title") or ("" if heading == path else heading)
    return Entry(title, path if path.lower().endswith(_PAGES) else "", inside, is_part=bool(heading))


def _site(
    folder: Folder, path: str, data: Data, book: Data, entries: tuple[tuple[Entry, ...], tuple[Entry, ...]],
    listed: Sequence[str],
) -> Site | None:  # fmt: skip
    files = tuple(one for one in listed if folder.has(one))
    if not files:
        return None
    return QuartoSite(
        name="quarto",
        kind="a bookdown book"
        if path == _BOOKDOWN
        else "a Quarto book"
        if lookup(data, "book")
        else "a Quarto website",
        folder="",
        files=files,
        left_out=tuple(_unlisted(folder, files)),
        parts=tuple(one for one in (*folder.texts(), *folder.unread()) if _is_partial(one)),
        facts=_facts(data, book),
        diagnostics=tuple(missing_page(one, path) for one in listed if one not in files),
        entries=entries[0],
        appendices=entries[1],
        variables=folder.data("_variables.yml"),
    )


def _unlisted(folder: Folder, files: Sequence[str]) -> Iterator[LeftOut]:
    for path in folder.paths():
        if path.lower().endswith((".qmd", ".rmd")) and path not in files and not _is_partial(path):
            yield LeftOut(path, "it is not in the table of contents")


def _is_works(name: str) -> bool:
    return name.lower().endswith((".bib", ".bibtex", ".json"))


def _facts(data: Data, book: Data) -> Facts:
    authors = lookup(book, "author") or lookup(data, "author") or []
    return Facts(
        title=text_of(book, "title") or text_of(data, "title"),
        subtitle=text_of(book, "subtitle") or text_of(data, "subtitle"),
        language=text_of(data, "lang", "language") or text_of(book, "lang"),
        creators=tuple(map(Creator, _names(authors if isinstance(authors, list) else [authors]))),
        publisher=text_of(book, "publisher"),
        description=text_of(book, "description", "abstract"),
        address=text_of(book, "site-url"),
        works=tuple(name for name in texts_of(data, "bibliography") if _is_works(name)),
        citation_style="" if "://" in (style := text_of(data, "csl")) else style,
    )


def _names(authors: Sequence[Data]) -> Iterator[str]:
    for author in authors:
        name = author if isinstance(author, str) else text_of(author, "name", "name.literal")
        if not name and isinstance(author, dict):
            name = f"{text_of(author, 'name.given')} {text_of(author, 'name.family')}".strip()
        if name:
            yield name


@dataclass(frozen=True, kw_only=True)
class QuartoSite(Site):
    """A book or a website of Quarto, or a book of bookdown."""

    entries: tuple[Entry, ...]
    appendices: tuple[Entry, ...] = ()
    _places: dict[str, Places] = field(default_factory=dict, repr=False, compare=False)
    variables: Data = field(default_factory=dict)

    def arrange(self, articles: Sequence[Article]) -> Plan:
        """Return the files in the order of the table of contents: the first page before all, appendices behind."""
        del articles
        front = tuple(PlannedFile(one.path, one.title) for one in self.entries if _is_index(one.path))
        entries = [one for one in self.entries if not _is_index(one.path)]
        appendices = tuple(PlannedFile(path) for path in paths_of(self.appendices))
        return Plan(body=tuple(body_of(entries, _SETTINGS)), front=front, appendices=appendices)

    def prepare(self, source: Source, read: Read) -> Outcome[Source]:
        """Return a page with what it includes, in our Markdown; a notebook as Markdown."""
        page = from_notebook(source) if source.path.endswith(".ipynb") else Outcome(source)
        outcome = prepared(page.value, read, self._places_of(source, read), self.variables)
        return Outcome(outcome.value, (*page.diagnostics, *outcome.diagnostics))

    def _places_of(self, source: Source, read: Read) -> Places:
        """Return the places that references lead to. All pages are read when the first one has a reference."""
        if b"@" not in source.data and b"include" not in source.data:
            return {}
        if not self._places:
            self._places["all"] = places_in({path: read(path) or b"" for path in self.files})
        return self._places["all"]
