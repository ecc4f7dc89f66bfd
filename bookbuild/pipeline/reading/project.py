"""Read a project: from its folder to its book."""

# ruff: noqa: PLC0415 - what looks for faults is imported where a book has what may be at fault

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from bookbuild.assemble import assemble
from bookbuild.cache import Cache
from bookbuild.diagnostics import Diagnostic, Outcome, apply_policy
from bookbuild.images import load_pictures
from bookbuild.images.finding import ImageFinder
from bookbuild.model import Book, Config, Theme
from bookbuild.model.references import is_reference
from bookbuild.pipeline.cache_entries import encoder
from bookbuild.pipeline.reading.articles import faults_of_sources, read_articles
from bookbuild.pipeline.reading.citations import with_citations
from bookbuild.pipeline.reading.diagrams import with_diagrams
from bookbuild.pipeline.reading.glossary import (
    articles_with,
    book_with,
    glossary_path,
    read_glossary,
    without_glossary,
)
from bookbuild.pipeline.reading.linked_files import LinkedFiles
from bookbuild.pipeline.reading.part_faults import part_faults
from bookbuild.pipeline.reading.reader_faults import reader_faults
from bookbuild.pipeline.reading.site import OpenedSite, load_with_site
from bookbuild.pipeline.reading.site_remarks import site_remarks
from bookbuild.pipeline.reading.unknown_names import unknown_names
from bookbuild.pipeline.reading.untranslated import untranslated_labels
from bookbuild.render.apparatus.signs import has_marks
from bookbuild.render.colours import colour_faults
from bookbuild.sites.ordering import natural_path
from bookbuild.theme import load_theme, with_callouts


@dataclass(frozen=True, slots=True)
class Reading:
    """A project that was read: everything that its editions are made of."""

    project: Path
    config: Config
    book: Book
    theme: Theme
    typed: Book | None = None
    """The book with its citations as they were typed, if its project has sources."""
    site: OpenedSite | None = None
    """What the folder was recognised as; None for a book that is not from a disk."""


def read(
    project: Path,
    environment: Mapping[str, str],
    cache: Cache | None = None,
    begin: Callable[[Config, Theme], None] = lambda _config, _theme: None,
    language: str = "",
) -> Outcome[Reading]:
    """Read a project: configuration, theme, articles and images. Diagnostics have the severities of ``[check]``.

    Articles in the cache are not parsed again. `begin` is called before they are read. `language` is requested instead
    of the configuration's, if it is not empty.

    Raises:
        UsageError: when the configuration is at fault.
    """
    configured, site = load_with_site(project, environment, language)
    config = _in_language(configured.value, site, language)
    theme = _theme(project, config)
    begin(config, theme.value)
    made = _read_book(project, site, config, cache or Cache())
    faults = _faults(project, config, theme.value, made.book)
    stages = (configured.diagnostics, *made.stages, theme.diagnostics)
    found = in_order(made.remarks, *faults, made.faults_of_sources, *stages)
    reading = Reading(project, config, made.book, theme.value, made.typed, made.site)
    return Outcome(reading, apply_policy(found, {**site.policy, **config.check}))


@dataclass(frozen=True, slots=True)
class _ReadBook:
    """The book of a site, with its citations `typed` too if it has sources; and what was found by whom."""

    book: Book
    typed: Book | None
    site: OpenedSite
    remarks: Iterable[Diagnostic]
    faults_of_sources: Iterable[Diagnostic]
    stages: tuple[Iterable[Diagnostic], ...]


def _read_book(project: Path, site: OpenedSite, config: Config, cache: Cache) -> _ReadBook:
    """Return the book: articles and glossary parsed, linked, with pictures, citations and diagrams."""
    path = glossary_path(site, config)
    site = without_glossary(site, path)
    glossary = read_glossary(project, site, config, path, cache)
    articles = read_articles(site, config, cache)
    everything = articles_with(articles.value.articles, glossary.value)
    finder = ImageFinder(project, site.site.folder or ".", site.find_for(articles.value.articles))
    files = LinkedFiles(finder, site.site.folder, config.identity.address)
    assembled = assemble(everything, articles.value.chapters, files, config.divisions)
    encode = encoder(cache)
    pictures = load_pictures(everything, finder, encode)
    cited = with_citations(assembled.value, project, config, cache)
    drawn = with_diagrams(replace(cited.value, pictures=pictures.value), project, config, cache, encode)
    book = book_with(drawn.value, glossary.value)
    stages = (articles, glossary, assembled, cited, pictures, drawn)
    return _ReadBook(
        book,
        assembled.value if config.sources.files else None,
        site,
        site_remarks(site.with_parts, site.folder, articles.value.plan, book),
        faults_of_sources(site, articles.value.articles),
        tuple(stage.diagnostics for stage in stages),
    )


def _theme(project: Path, config: Config) -> Outcome[Theme]:
    """Return the theme, with the project's own kinds of callouts."""
    plain = load_theme(project, config.palette)
    styled = with_callouts(plain.value, config.callouts, project)
    return Outcome(styled.value, (*plain.diagnostics, *styled.diagnostics))


def _faults(project: Path, config: Config, theme: Theme, book: Book) -> tuple[Iterable[Diagnostic], ...]:
    """Return what is wrong with a book that is read, by what looks for it."""
    lineages = {name: edition.lineage for name, edition in config.editions.items()}
    return (
        colour_faults(book, theme),
        unknown_names(project, config, theme, book),
        untranslated_labels(project, config),
        _faults_of_apparatus(book, config),
        part_faults(project, config.divisions.parts, book),
        reader_faults(book, lineages, has_key="answers" in config.lists.back),
    )


def _faults_of_apparatus(book: Book, config: Config) -> Iterator[Diagnostic]:
    """Yield what is wrong with the index, the references by label and the glossary, each if the book has any."""
    if has_marks(book):
        from bookbuild.render.apparatus.index_faults import index_faults

        yield from index_faults(book)
    if any(is_reference(link.target) for article in book.articles() for link in article.links):
        from bookbuild.render.apparatus.reference_faults import reference_faults

        yield from reference_faults(book)
    if book.glossary or any(article.terms for article in book.articles()):
        from bookbuild.render.apparatus.glossary_faults import glossary_faults

        yield from glossary_faults(book, config.glossary, config.identity.language)


def _in_language(config: Config, site: OpenedSite, language: str) -> Config:
    """Return a configuration whose files are named after the requested language, if the site has several."""
    if not language or len(site.site.languages) <= 1:
        return config
    slug = f"{config.identity.slug}-{config.identity.language.lower()}"
    return replace(config, identity=replace(config.identity, slug=slug))


def in_order(*groups: Iterable[Diagnostic]) -> list[Diagnostic]:
    """Join the diagnostics of several stages in the order of files and lines; 2.md comes before 10.md."""
    return sorted((diagnostic for group in groups for diagnostic in group), key=_place)


def _place(found: Diagnostic) -> tuple[tuple[object, ...], int]:
    return (natural_path(found.location.path), found.location.line or 0) if found.location else ((), 0)
