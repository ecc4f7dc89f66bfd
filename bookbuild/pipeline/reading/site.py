"""What a project's folder is, and its files as Sources: glue between the disk and `bookbuild.sites`."""

import posixpath
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

from bookbuild.config.reading import load
from bookbuild.diagnostics import CODES, Diagnostic, Outcome, Severity, diagnose
from bookbuild.discover import ProjectFolder
from bookbuild.model import Article, Config, ContentSettings, Facts, Source
from bookbuild.model.callouts import ANY
from bookbuild.model.syntax import Syntax
from bookbuild.parse.decoding import in_utf8
from bookbuild.sites import (
    Folder,
    Included,
    Names,
    Places,
    Site,
    Wanted,
    language_of_text,
    recognise,
    with_included,
    with_variables,
)

_ALSO = re.compile(r" \(also on line [^()]*\)\Z")
"""Matches the end of a message that names other lines."""
_OF_LINKS = frozenset({"outside-project", "unreadable"})
"""Diagnostics of files that are links."""
_LINE = re.compile(r"line (\d+)")
_MOST_CHARACTERS = 20_000
"""How many characters of a book are looked at to find its language."""


@dataclass(frozen=True)
class OpenedSite:
    """A project's folder on disk, and the site that it was recognised as."""

    files: ProjectFolder
    folder: Folder
    site: Site
    variables: Mapping[str, str] | None = None
    """The variables of bookbuild.toml by name, or None if it has none."""

    def settings(self, content: ContentSettings) -> ContentSettings:
        """Return the settings by which its articles are parsed: those of bookbuild.toml, then the convention's."""
        known = {meaning: (*keys, *self.site.keys.get(meaning, ())) for meaning, keys in content.keys.items()}
        return replace(
            content,
            keys=known,
            flavour=self.site.flavour,
            is_lenient=self.site.is_lenient,
            syntax=self._syntax(content.syntax),
        )

    def _syntax(self, syntax: Syntax) -> Syntax:
        free = ((ANY, "callout callout-note"),) if self.site.are_callouts_free else ()
        return replace(syntax, callouts=(*syntax.callouts, *free))

    @property
    def policy(self) -> Mapping[str, Severity]:
        """Return the severities of what sites have and books cannot hold, if it is a site."""
        lowered = (code for code, facts in CODES.items() if facts.can_be_lowered)
        return dict.fromkeys(lowered, Severity.WARNING) if self.site.is_lenient else {}

    @cached_property
    def sources(self) -> Outcome[tuple[Source, ...]]:
        """The files to be parsed, with what other files add to them. Links to folders are faults."""
        if not self.site.files and len(self.site.languages) > 1:
            return Outcome((), (self._other_language(),))
        links = [path for path in self._links() if path.startswith(self.site.folder)]
        read = self.files.sources((*self.site.files, *links))
        prepared = [self.prepared(source) for source in read.value]
        unread = read.diagnostics if not self.site.is_lenient else tuple(map(_lowered, read.diagnostics))
        found = (*self.folder.diagnostics, *self.files.diagnostics, *self.site.diagnostics, *unread)
        readable = [one for one in prepared if all(fault.code != "unreadable" for fault in one.diagnostics)]
        inside = {path: one.value.source.path for one in reversed(readable) for path in one.value.paths}
        made = tuple(one.value.source for one in readable if one.value.source.path not in inside)
        left_out = (_in_another(one.path, inside[one.path]) for one in read.value if one.path in inside)
        return Outcome(made, (*found, *(fault for one in prepared for fault in one.diagnostics), *left_out))

    @property
    def with_parts(self) -> Site:
        """Return the site with all files that its articles include."""
        included = {path for source in self.sources.value for path, _ in source.lines}
        return replace(self.site, parts=(*self.site.parts, *sorted(included - {*self.site.files})))

    def prepared(self, source: Source) -> Outcome[Included]:
        """Return a file as it is parsed: with what it includes, in Markdown, and with the values of variables."""
        typed = in_utf8(source.data, source.path) if self.site.is_lenient else Outcome(source.data)
        page = self.site.prepare(replace(source, data=typed.value), self.files.contents)
        included = with_included(page.value, self.files.contents, lambda: self.folder.texts(""))
        filled = with_variables(included.value.source, self.variables)
        found = (*typed.diagnostics, *page.diagnostics, *included.diagnostics, *filled.diagnostics)
        return Outcome(replace(included.value, source=filled.value), found)

    def find_for(self, articles: Sequence[Article]) -> Callable[[str, str], Iterable[str]]:
        """Return what finds the paths that an article may mean by an address, also beside what it includes."""
        places = Places(self.site, articles)
        folders = {
            source.path: dict.fromkeys(posixpath.dirname(path) for path, _ in source.lines if path != source.path)
            for source in self.sources.value
            if source.lines
        }

        def find(article: str, target: str) -> Iterable[str]:
            beside = (posixpath.join(folder, target) for folder in folders.get(article, ()))
            return (*places.find(article, target), *(map(posixpath.normpath, beside) if ":" not in target else ()))

        return find

    @property
    def words_language(self) -> str:
        """The language that the words of its articles seem to be in, or an empty string."""
        text = ""
        for source in self.sources.value:
            text += source.data[:_MOST_CHARACTERS].decode(errors="replace")
            if len(text) > _MOST_CHARACTERS:
                break
        return language_of_text(text)

    def _other_language(self) -> Diagnostic:
        wanted, *others = self.site.languages
        message, hint = f"the site has no pages in {wanted}", f"it has some in {', '.join(others)}"
        return diagnose("no-articles", message, self.site.folder or ".", hint=hint)

    def _links(self) -> Iterator[str]:
        """Yield the symbolic links to folders below the folder of the articles."""
        for here in self.folder.folders(self.site.folder):
            yield from (f"{here}/{name}" if here else name for name in self.folder.list(here).links)


def open_site(project: Path, content: ContentSettings, language: str) -> OpenedSite:
    """Recognise the site that a project's folder is. `language` is the requested one, or empty."""
    files = ProjectFolder(project, content.folder, content.exclude)
    folder = Folder(lambda path: Names(*files.names(path)), files.contents)
    site = recognise(folder, Wanted(language, content.folder), content.site)
    return OpenedSite(files, folder, site, content.variables)


def _lowered(found: Diagnostic) -> Diagnostic:
    """Return a file that cannot be read as a warning: the other pages of a site are in the book."""
    is_link = found.code in _OF_LINKS
    return replace(found, severity=Severity.WARNING, message=f"{found.message}; it is left out") if is_link else found


def _in_another(path: str, page: str) -> Diagnostic:
    message = f"the file is no article of its own, since {page} includes it"
    return diagnose("left-out", message, path)


def load_with_site(
    project: Path, environment: Mapping[str, str], language: str = ""
) -> tuple[Outcome[Config], OpenedSite]:
    """Return a project's configuration, and the site that it is, whose settings state what bookbuild.toml does not.

    Raises:
        UsageError: when the configuration is at fault.
    """
    opened: list[OpenedSite] = []

    def facts_of(content: ContentSettings, in_language: str) -> Facts:
        opened.append(open_site(project, content, in_language))
        facts = opened[0].site.facts
        return facts if in_language or facts.language else replace(facts, words_language=opened[0].words_language)

    config = load(project, environment, facts_of, language)
    return config, opened[0]


def with_own_lines(parsed: Outcome[Article | None], source: Source) -> Outcome[Article | None]:
    """Return an article and its diagnostics with the lines of the files that its text comes from."""
    if not source.lines:
        return parsed
    lines = _Lines(source)
    found = tuple(map(lines.diagnostic, parsed.diagnostics))
    article = parsed.value
    if article is None:
        return Outcome(None, found)
    moved = replace(
        article,
        headings=tuple(replace(one, line=lines.own(one.line)) for one in article.headings),
        links=tuple(replace(one, line=lines.own(one.line)) for one in article.links),
        images=tuple(replace(one, line=lines.own(one.line)) for one in article.images),
        mark_lines=tuple(map(lines.own, article.mark_lines)),
        citations=tuple(replace(one, line=lines.own(one.line)) for one in article.citations),
        diagrams=tuple(replace(one, line=lines.own(one.line)) for one in article.diagrams),
        terms=tuple(replace(one, line=lines.own(one.line)) for one in article.terms),
    )
    return Outcome(moved, found)


@dataclass(frozen=True, slots=True)
class _Lines:
    source: Source

    def diagnostic(self, found: Diagnostic) -> Diagnostic:
        place = found.location
        if place is None or place.line is None or not 0 < place.line <= len(self.source.lines):
            return found
        path, line = self.source.lines[place.line - 1]
        message = _ALSO.sub(lambda match: self._others(match[0], path), found.message)
        return replace(found, message=message, location=replace(place, path=path, line=line or None))

    def _others(self, lines: str, path: str) -> str:
        """Return the end of a message that names other lines, with those of their files."""

        def own(match: re.Match[str]) -> str:
            number = min(int(match[1]), len(self.source.lines))
            other, line = self.source.lines[number - 1]
            return f"line {line}" if other == path else f"{other}:{line}"

        return _LINE.sub(own, lines)

    def own(self, line: int) -> int:
        """Return the line of the article's own file: for a line of another file, the one before it."""
        before = self.source.lines[: max(line, 0)]
        return next((number for path, number in reversed(before) if path == self.source.path), 1)
