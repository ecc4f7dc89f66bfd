"""A site that is copied: its book, and the files that it was made of."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from bookbuild.assemble import assemble
from bookbuild.cache import Cache
from bookbuild.diagnostics import BookError, Diagnostic, Severity, apply_policy
from bookbuild.images.finding import ImageFinder
from bookbuild.model import Article, Book, ContentSettings, Source
from bookbuild.pipeline.numbering.reading import ProjectInMemory
from bookbuild.pipeline.reading.articles import faults_of_sources, read_articles
from bookbuild.pipeline.reading.linked_files import LinkedFiles
from bookbuild.pipeline.reading.site_remarks import site_remarks
from bookbuild.sites import Places


@dataclass(frozen=True)
class SiteCopy:
    """A site and its book. `parsed` are its articles as their files have them; in `book` links are resolved."""

    folder: ProjectInMemory
    parsed: Mapping[str, Article]
    book: Book
    finder: ImageFinder
    files: LinkedFiles
    diagnostics: tuple[Diagnostic, ...]

    @classmethod
    def of(cls, project: Path, language: str = "") -> "SiteCopy":
        """Read a site, in the requested language if it has several.

        Raises:
            UsageError: when the configuration is at fault.
            BookError: when there is no article.
        """
        folder = ProjectInMemory.of(project, language)
        site, config = folder.site, folder.config
        articles = read_articles(site, config, Cache())
        finder = ImageFinder(project, site.site.folder or ".", Places(site.site, articles.value.articles).find)
        files = LinkedFiles(finder, site.site.folder, config.identity.address)
        assembled = assemble(articles.value.articles, articles.value.chapters, files, config.divisions)
        remarks = site_remarks(site.site, site.folder, articles.value.plan, assembled.value)
        found = (
            *remarks,
            *faults_of_sources(site, articles.value.articles),
            *articles.diagnostics,
            *assembled.diagnostics,
        )
        judged = apply_policy(found, {**site.policy, **config.check})
        if not any(assembled.value.articles()):
            raise BookError(*(one for one in judged if one.severity is Severity.ERROR))
        parsed = {article.path: article for article in articles.value.articles}
        return cls(folder, parsed, assembled.value, finder, files, judged)

    @cached_property
    def sources(self) -> Mapping[str, Source]:
        """The files as they were parsed, by their paths."""
        return {source.path: source for source in self.folder.site.sources.value}

    @property
    def settings(self) -> ContentSettings:
        """How the files were parsed."""
        return self.folder.site.settings(self.folder.config.content)

    def bodies(self) -> Iterator[Article]:
        """Yield the files of the book in order."""
        return self.book.articles()
