"""Whether a folder is a book of MyST, Jupyter Book or Sphinx in Markdown, and the site that it is."""

import posixpath
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from fnmatch import fnmatchcase

from bookbuild.diagnostics import Outcome
from bookbuild.model import Article, Creator, Facts, Source
from bookbuild.sites.contents import Entry, body_of, paths_of
from bookbuild.sites.data import Data, list_of, lookup, text_of, texts_of
from bookbuild.sites.faults import missing_page
from bookbuild.sites.folder import Folder
from bookbuild.sites.languages import tag_of
from bookbuild.sites.myst.pages import prepared
from bookbuild.sites.myst.references import Places, places_in
from bookbuild.sites.notebooks import from_notebook
from bookbuild.sites.python_code import texts_assigned
from bookbuild.sites.site import LeftOut, Plan, PlannedFile, Read, Site, Wanted

_SUFFIXES = (".md", ".ipynb", ".markdown", ".myst.md", ".rst", "")
_TOCTREE = re.compile(r"^(?P<fence>`{3,}|:{3,})\{toctree\}[ \t]*\n(?P<body>.*?)^(?P=fence)", re.MULTILINE | re.DOTALL)
_TITLED = re.compile(r"(?P<title>.*?)\s*<(?P<path>[^<>]+)>")
_MADE = frozenset({"genindex", "modindex", "py-modindex", "search"})
"""Pages that Sphinx makes."""
_ROOTS = ("index.md", "intro.md", "docs/index.md", "source/index.md", "docs/source/index.md")


@dataclass(frozen=True)
class Myst:
    """The convention of MyST, of Jupyter Book, and of Sphinx where its pages are Markdown."""

    name: str = "myst"

    def recognise(self, folder: Folder, wanted: Wanted) -> Site | None:
        """Return the site, or None if no file lists its contents."""
        for base in dict.fromkeys((wanted.folder, "", "docs", "book", "content")):
            start = f"{base}/" if base else ""
            if folder.read(f"{start}_toc.yml") is not None:
                return _jupyter_book(folder, start)
            if folder.read(f"{start}myst.yml") is not None:
                return _myst(folder, start)
        return next(filter(None, (_sphinx(folder, root) for root in _ROOTS)), None)


def _jupyter_book(folder: Folder, start: str) -> Site | None:
    toc, config = folder.data(f"{start}_toc.yml"), folder.data(f"{start}_config.yml")
    entries = tuple(_Contents(folder, start).entries(toc))
    kind = "a Jupyter Book"
    works = _works(start, texts_of(config, "bibtex_bibfiles"))
    return _site(folder, f"{start}_toc.yml", kind, entries, replace(_facts(config, config), works=works))


def _myst(folder: Folder, start: str) -> Site | None:
    data = folder.data(f"{start}myst.yml")
    project = lookup(data, "project") or {}
    entries = tuple(_Contents(folder, start).entries(list_of(project, "toc")))
    if not entries:
        pages = [path for path in folder.paths(start.rstrip("/")) if path.endswith(_SUFFIXES[:2])]
        entries = tuple(Entry("", path) for path in sorted(pages, key=lambda one: (not _is_root(one), one)))
    found = [path[len(start) :] for path in folder.paths(start.rstrip("/")) if path.endswith(".bib")]
    works = _works(start, texts_of(project, "bibliography") or found)
    facts = replace(_facts(project, lookup(data, "site") or {}), works=works)
    return _site(folder, f"{start}myst.yml", "a MyST project", entries, facts)


def _works(start: str, names: Sequence[str]) -> tuple[str, ...]:
    return tuple(posixpath.normpath(f"{start}{name}") for name in names if "://" not in name)


def _sphinx(folder: Folder, root: str) -> Site | None:
    """Return a project of Sphinx whose first page is Markdown with a ``toctree``. Its settings are not run."""
    content = folder.read(root)
    if content is None or b"{toctree}" not in content:
        return None
    contents = _Contents(folder, posixpath.dirname(root))
    entries = (Entry("", root), *contents.toctree(content.decode("utf-8", "replace"), root, {root}))
    return _site(folder, root, "a Sphinx project in Markdown", entries, _settings(folder, posixpath.dirname(root)))


def _settings(folder: Folder, place: str) -> Facts:
    """Return the facts that the settings of Sphinx state, as far as they are texts that are written out."""
    code = (folder.read(posixpath.join(place, "conf.py")) or b"").decode("utf-8", "replace")
    texts = texts_assigned(code)
    author, language = texts.get("author", ""), tag_of(texts.get("language", ""), ())
    return Facts(title=texts.get("project", ""), creators=(Creator(author),) if author else (), language=language)


def _is_root(path: str) -> bool:
    return posixpath.basename(path).partition(".")[0].lower() in ("index", "intro", "readme")


@dataclass(frozen=True)
class _Contents:
    """Reads tables of contents; paths in them are below `start`, and may lack their suffix."""

    folder: Folder
    start: str

    def entries(self, data: Data) -> Iterator[Entry]:
        """Yield the entries of a table of contents, in any of its formats."""
        if isinstance(data, list):
            for one in data:
                yield from self._entry(one) if isinstance(one, dict) else ()
            return
        if root := text_of(data, "root"):
            yield Entry("", self._path(root))
        for part in list_of(data, "parts"):
            inside = tuple(self.entries(list_of(part, "chapters") or list_of(part, "sections")))
            caption = text_of(part, "caption", "title")
            yield from [Entry(caption, "", inside, is_part=True)] if caption else inside
        yield from self.entries(list_of(data, "chapters") or list_of(data, "sections") or list_of(data, "subtrees"))

    def _entry(self, one: Data) -> Iterator[Entry]:
        inside = next((list_of(one, key) for key in ("sections", "chapters", "children") if list_of(one, key)), [])
        below = tuple(self.entries(inside))
        if pattern := text_of(one, "glob", "pattern"):
            yield from (Entry("", path) for path in self._matching(pattern))
        elif file := text_of(one, "file"):
            yield Entry(text_of(one, "title"), self._path(file), below)
        elif title := text_of(one, "part", "title", "header", "caption"):
            yield Entry(title, "", below, is_part=True)

    def _matching(self, pattern: str) -> Iterator[str]:
        for path in self.folder.paths(self.start.rstrip("/")):
            below = path[len(self.start) :]
            if path.endswith(_SUFFIXES[:2]) and (fnmatchcase(below, pattern) or fnmatchcase(below, f"{pattern}.*")):
                yield path

    def _path(self, name: str) -> str:
        path = posixpath.normpath(posixpath.join(self.start, name.lstrip("/")))
        return next((f"{path}{suffix}" for suffix in _SUFFIXES if self.folder.has(f"{path}{suffix}")), path)

    def toctree(self, text: str, path: str, seen: set[str]) -> Iterator[Entry]:
        """Yield the entries of the ``toctree`` directives of a page, with those of the pages that they name."""
        for match in _TOCTREE.finditer(text):
            caption = re.search(r"^:caption:[ \t]*(.+)$", match["body"], re.MULTILINE)
            inside = tuple(self._listed(match["body"], path, seen))
            yield from [Entry(caption[1].strip(), "", inside, is_part=True)] if caption and inside else inside

    def _listed(self, body: str, path: str, seen: set[str]) -> Iterator[Entry]:
        for line in map(str.strip, body.splitlines()):
            titled = _TITLED.fullmatch(line)
            name = titled["path"] if titled else line
            if not name or name.startswith(":") or "://" in name or name in ("self", "---"):
                continue
            relative = _Contents(self.folder, "" if name.startswith("/") else posixpath.dirname(path))
            page = relative._path(name)
            if page in seen or (name in _MADE and not self.folder.has(page)):
                continue
            seen.add(page)
            content = (self.folder.read(page) or b"").decode("utf-8", "replace")
            yield Entry(titled["title"] if titled else "", page, tuple(self.toctree(content, page, seen)))


def _site(folder: Folder, path: str, kind: str, entries: tuple[Entry, ...], facts: Facts) -> Site | None:
    listed = tuple(paths_of(entries))
    files = tuple(one for one in listed if folder.has(one) and not one.endswith(".rst"))
    if not files:
        return None
    missing = [one for one in listed if not folder.has(one)]
    return MystSite(
        name="myst",
        kind=kind,
        folder=posixpath.dirname(path),
        files=files,
        left_out=tuple(LeftOut(one, "reStructuredText, which is not read") for one in listed if one.endswith(".rst")),
        facts=facts,
        diagnostics=tuple(missing_page(one, path) for one in missing),
        entries=entries,
        path=path,
        substitutions=_substitutions(folder, posixpath.dirname(path)),
    )


def _substitutions(folder: Folder, place: str) -> Data:
    """Return the texts that stand for names in all pages, of the settings of a Jupyter Book."""
    config = folder.data(posixpath.join(place, "_config.yml"))
    return lookup(config, "parse.myst_substitutions") or lookup(config, "sphinx.config.myst_substitutions") or {}


def _facts(project: Data, site: Data) -> Facts:
    authors = [text_of(one, "name") if isinstance(one, dict) else one for one in list_of(project, "authors")]
    names = [one for one in (*authors, *texts_of(project, "author")) if isinstance(one, str) and one]
    return Facts(
        title=text_of(project, "title") or text_of(site, "title"),
        subtitle=text_of(project, "subtitle"),
        language=tag_of(text_of(project, "language", "sphinx.config.language"), ()),
        creators=tuple(map(Creator, names)),
        rights=text_of(project, "copyright") if len(text_of(project, "copyright")) > len("2024") else "",
        description=text_of(project, "description"),
    )


@dataclass(frozen=True, kw_only=True)
class MystSite(Site):
    """A project of MyST, a Jupyter Book, or one of Sphinx. `path` is the file with its table of contents."""

    entries: tuple[Entry, ...]
    path: str
    substitutions: Data = field(default_factory=dict)
    _places: dict[str, Places] = field(default_factory=dict, repr=False, compare=False)

    def arrange(self, articles: Sequence[Article]) -> Plan:
        """Return the files in the order of the table of contents; its root stands before the chapters."""
        del articles
        first, others = self.entries[:1], self.entries[1:]
        is_root = bool(first and first[0].path and not first[0].inside and _is_root(first[0].path))
        front = [PlannedFile(first[0].path, first[0].title)] if is_root else []
        body = body_of(others if is_root else self.entries, self.path)
        return Plan(body=(*front, *body))

    def prepare(self, source: Source, read: Read) -> Outcome[Source]:
        """Return a page with its directives and roles in our Markdown; a notebook as Markdown."""
        page = from_notebook(source) if source.path.endswith(".ipynb") else Outcome(source)
        outcome = prepared(page.value, read, self._places_of(source, read), self.substitutions)
        return Outcome(outcome.value, (*page.diagnostics, *outcome.diagnostics))

    def _places_of(self, source: Source, read: Read) -> Places:
        """Return the places that references lead to. All pages are read when the first one has a reference."""
        if not any(sign in source.data for sign in (b"}`", b"](", b"include")):
            return {}
        if not self._places:
            self._places["all"] = places_in({path: read(path) or b"" for path in self.files})
        return self._places["all"]
