"""A site that lies in a folder of the project, such as the documentation of a program beside its code."""

import posixpath
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from bookbuild.diagnostics import Diagnostic, Outcome
from bookbuild.model import Article, Facts, Source
from bookbuild.sites.folder import Folder, Names
from bookbuild.sites.site import LeftOut, Plan, PlannedChapter, PlannedFile, PlannedPart, Read, Site

_SETTINGS = frozenset(
    {
        ".gitbook.yaml", ".obsidian", "_bookdown.yml", "_quarto.yml", "_quarto.yaml", "_toc.yml", "book.json",
        "book.toml", "docusaurus.config.js", "docusaurus.config.ts", "mkdocs.yml", "mkdocs.yaml", "myst.yml",
        "zensical.toml",
    }
)  # fmt: skip
"""Settings that only the root of a site has."""
_DEEPEST = 3
_ASIDE = frozenset({"example", "examples", "fixtures", "template", "templates", "test", "tests"})
"""Folders of sites that are none of the project's own, which are looked at last."""


def places_of(folder: Folder, language: str) -> list[str]:
    """Return the folders in a project that seem to be the roots of sites, best first: the highest ones, and of several
    the one in the language of the book, or in English.
    """
    found = [place for place in _below(folder, "", 0) if place]

    def rank(place: str) -> tuple[bool, int, bool, str]:
        names = place.lower().split("/")
        return bool(_ASIDE & {*names}), len(names), names[-1] not in {language.lower() or "en"}, place

    return sorted(found, key=rank)


def _below(folder: Folder, place: str, depth: int) -> Iterator[str]:
    names = folder.list(place)
    if _SETTINGS & {*names.folders, *names.files}:
        yield place
    elif depth < _DEEPEST:
        for name in names.folders:
            if not name.startswith((".", "_")) and name != "node_modules":
                yield from _below(folder, posixpath.join(place, name), depth + 1)


def folder_at(folder: Folder, place: str) -> Folder:
    """Return a folder of a project as if it were the project. What is wrong with its files is kept with it."""

    def names(path: str) -> Names:
        return folder.list(posixpath.join(place, path) if path else place)

    return Folder(names, lambda path: folder.contents(posixpath.join(place, path)))


def nested(site: Site, place: str, found: Iterable[Diagnostic]) -> "NestedSite":
    """Return a site, whose paths count from a folder of the project, with paths that count from the project. `found` is
    what was wrong with its settings.
    """
    paths = _Paths(place)
    return NestedSite(
        name=site.name,
        kind=site.kind,
        folder=posixpath.join(place, site.folder) if site.folder else place,
        files=tuple(map(paths.out, site.files)),
        left_out=tuple(LeftOut(paths.out(one.path), one.reason) for one in site.left_out),
        parts=tuple(map(paths.out, site.parts)),
        facts=paths.facts(site.facts),
        languages=site.languages,
        versions={paths.out(path): tuple(map(paths.out, others)) for path, others in site.versions.items()},
        keys=site.keys,
        flavour=site.flavour,
        are_callouts_free=site.are_callouts_free,
        is_lenient=site.is_lenient,
        diagnostics=tuple(paths.diagnostic(one) for one in (*found, *site.diagnostics)),
        inner=site,
        place=place,
    )


@dataclass(frozen=True, slots=True)
class _Paths:
    """Paths that count from a folder of the project, and those from the project."""

    place: str

    def out(self, path: str) -> str:
        return posixpath.normpath(posixpath.join(self.place, path))

    def within(self, path: str) -> str:
        return posixpath.relpath(path, self.place)

    def diagnostic(self, found: Diagnostic) -> Diagnostic:
        at = found.location
        return replace(found, location=replace(at, path=self.out(at.path))) if at else found

    def facts(self, facts: Facts) -> Facts:
        style = self.out(facts.citation_style) if facts.citation_style.endswith(".csl") else facts.citation_style
        return replace(facts, works=tuple(map(self.out, facts.works)), citation_style=style)

    def file(self, file: PlannedFile) -> PlannedFile:
        return replace(file, path=self.out(file.path))

    def item(self, item: PlannedPart | PlannedChapter | PlannedFile) -> PlannedPart | PlannedChapter | PlannedFile:
        if isinstance(item, PlannedChapter):
            opening = self.file(item.opening) if item.opening else None
            return replace(item, articles=tuple(map(self.file, item.articles)), opening=opening)
        return replace(item, path=self.out(item.path))


@dataclass(frozen=True, kw_only=True)
class NestedSite(Site):
    """A site (`inner`) that lies in a folder of the project (`place`)."""

    inner: Site
    place: str

    def arrange(self, articles: Sequence[Article]) -> Plan:
        """Return the plan of the site."""
        paths = _Paths(self.place)
        plan = self.inner.arrange([replace(one, path=paths.within(one.path)) for one in articles])
        file: Callable[[PlannedFile], PlannedFile] = paths.file
        return replace(
            plan,
            body=tuple(map(paths.item, plan.body)),
            front=tuple(map(file, plan.front)),
            back=tuple(map(file, plan.back)),
            appendices=tuple(map(file, plan.appendices)),
            left_out=tuple(LeftOut(paths.out(one.path), one.reason) for one in plan.left_out),
        )

    def find(self, article: str, target: str) -> Iterable[str]:
        """Return where the site looks for a file."""
        paths = _Paths(self.place)
        return tuple(map(paths.out, self.inner.find(paths.within(article), target)))

    def prepare(self, source: Source, read: Read) -> Outcome[Source]:
        """Return a page as the site reads it."""
        paths = _Paths(self.place)
        lines = tuple((paths.within(path), number) for path, number in source.lines)
        inside = Source(paths.within(source.path), source.data, lines)
        made = self.inner.prepare(inside, lambda path: read(paths.out(path)))
        origins = tuple((paths.out(path), number) for path, number in made.value.lines)
        found = tuple(map(paths.diagnostic, made.diagnostics))
        return Outcome(Source(source.path, made.value.data, origins), found)
