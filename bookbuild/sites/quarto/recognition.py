"""Whether a folder is a book or a website of Quarto or bookdown, and the site that it is."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from bookbuild.diagnostics import Outcome
from bookbuild.model import Article, Creator, Facts, Source
from bookbuild.sites.contents import Entry, body_of, paths_of
from bookbuild.sites.data import Data, lookup, text_of, texts_of
from bookbuild.sites.faults import missing_page
from bookbuild.sites.folder import Folder
from bookbuild.sites.notebooks import from_notebook
from bookbuild.sites.quarto.bookdown import divided, metadata_of, prepared_page
from bookbuild.sites.quarto.navigation import Navigation, all_pages, is_index, is_partial
from bookbuild.sites.quarto.pages import prepared
from bookbuild.sites.quarto.references import Places, places_in
from bookbuild.sites.site import LeftOut, Plan, PlannedFile, Read, Site, Wanted

_SETTINGS = "_quarto.yml"
_BOOKDOWN = "_bookdown.yml"
_LOCAL = "_quarto.yaml"
_KIND_OF_BOOKDOWN = "a bookdown book"


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
    navigation = Navigation(folder)
    entries, appendices = tuple(navigation.chapters(book)), tuple(navigation.entries(lookup(book, "appendices")))
    listed = tuple(paths_of((*entries, *appendices)))
    if not lookup(data, "book"):  # pages that the bar of a website leads to, and those that nothing does
        first = tuple(Entry("", one) for one in all_pages(folder) if is_index(one) and one not in listed)
        entries, listed = (*first, *entries), (*(one.path for one in first), *listed)
    listed = listed if len(listed) > 1 else all_pages(folder)
    is_in_order = len(entries) > 1 or bool(lookup(data, "book"))
    return _site(folder, path, data, book, (entries if is_in_order else _flat(listed), appendices), listed)


def _bookdown(folder: Folder, data: Data) -> Site | None:
    stated = texts_of(data, "rmd_files.html", "rmd_files")
    listed = stated or tuple(_bookdown_pages(folder, texts_of(data, "rmd_subdir")))
    there = [one for one in listed if folder.has(one)]
    metadata = metadata_of(folder.read(there[0]), there[0]) if there else {}
    texts = {path: (folder.read(path) or b"").decode("utf-8", "replace") for path in there}
    return _site(folder, _BOOKDOWN, {**metadata, **data}, metadata, divided(texts), listed)


def _bookdown_pages(folder: Folder, below: Sequence[str]) -> Iterator[str]:
    """Yield the pages of a book that names none: those of its folder, and of the folders that it names."""
    for path in all_pages(folder):
        inside = path.rpartition("/")[0]
        is_named = any(inside == one or inside.startswith(f"{one}/") for one in below if one != "no")
        if path.lower().endswith(".rmd") and (not inside or is_named or (inside and below == ("yes",))):
            yield path


def _flat(paths: Sequence[str]) -> tuple[Entry, ...]:
    return tuple(Entry("", path) for path in paths)


def _site(
    folder: Folder, path: str, data: Data, book: Data, entries: tuple[tuple[Entry, ...], tuple[Entry, ...]],
    listed: Sequence[str],
) -> Site | None:  # fmt: skip
    files = tuple(one for one in listed if folder.has(one))
    if not files:
        return None
    return QuartoSite(
        name="quarto",
        kind=_KIND_OF_BOOKDOWN
        if path == _BOOKDOWN
        else "a Quarto book"
        if lookup(data, "book")
        else "a Quarto website",
        folder="",
        files=files,
        left_out=tuple(_unlisted(folder, files)),
        parts=tuple(one for one in (*folder.texts(), *folder.unread()) if is_partial(one)),
        facts=_facts(data, book),
        diagnostics=tuple(missing_page(one, path) for one in listed if one not in files),
        entries=entries[0],
        appendices=entries[1],
        variables={**_metadata(data), **folder.data("_variables.yml")},
    )


def _unlisted(folder: Folder, files: Sequence[str]) -> Iterator[LeftOut]:
    for path in folder.paths():
        if path.lower().endswith((".qmd", ".rmd")) and path not in files and not is_partial(path):
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


def _metadata(data: Data) -> Mapping[str, Data]:
    """Return the settings by the names by which pages call them: ``title`` is that of the book too."""
    found = {name: value for name in ("website", "book") for name, value in (lookup(data, name) or {}).items()}
    return {**found, **data}


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
        front = tuple(PlannedFile(one.path, one.title) for one in self.entries if is_index(one.path))
        entries = [one for one in self.entries if not is_index(one.path)]
        appendices = tuple(PlannedFile(path) for path in paths_of(self.appendices))
        return Plan(body=tuple(body_of(entries, _SETTINGS)), front=front, appendices=appendices)

    def prepare(self, source: Source, read: Read) -> Outcome[Source]:
        """Return a page with what it includes, in our Markdown; a notebook as Markdown."""
        page = from_notebook(source) if source.path.endswith(".ipynb") else Outcome(source)
        if self.kind == _KIND_OF_BOOKDOWN:
            page = Outcome(prepared_page(page.value, is_first_page=source.path == self.files[0]))
        outcome = prepared(page.value, read, self._places_of(source, read), self.variables)
        return Outcome(outcome.value, (*page.diagnostics, *outcome.diagnostics))

    def _places_of(self, source: Source, read: Read) -> Places:
        """Return the places that references lead to. All pages are read when the first one has a reference."""
        if not any(sign in source.data for sign in (b"@", b"include", b"[", b":::", b"{theorem", b"{lemma")):
            return Places()
        if not self._places:
            is_one = self.kind == _KIND_OF_BOOKDOWN
            self._places["all"] = places_in({path: read(path) or b"" for path in self.files}, is_one=is_one)
        return self._places["all"]
