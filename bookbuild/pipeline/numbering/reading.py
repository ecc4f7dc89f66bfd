"""A project read with some of its files as they are to be, instead of as they are on the disk."""

import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from bookbuild.assemble import assemble
from bookbuild.cache import Cache
from bookbuild.diagnostics import Outcome
from bookbuild.discover import ProjectFolder
from bookbuild.model import Article, Book, ChapterSettings, Config, Source
from bookbuild.pipeline.reading.articles import read_articles
from bookbuild.pipeline.reading.site import OpenedSite, load_with_site


@dataclass(frozen=True)
class _FolderInMemory(ProjectFolder):
    """A project's folder in which some files have other bytes than on the disk."""

    changed: Mapping[str, bytes] = field(default_factory=dict)

    def contents(self, path: str) -> bytes | None:
        """Return the bytes of a file as it is to be."""
        return self.changed[path] if path in self.changed else super().contents(path)

    def sources(self, paths: Iterable[str]) -> Outcome[tuple[Source, ...]]:
        """Return the files of a book as they are to be."""
        read = super().sources(paths)
        changed = (replace(one, data=self.changed.get(one.path, one.data)) for one in read.value)
        return Outcome(tuple(changed), read.diagnostics)


@dataclass(frozen=True, slots=True)
class ReadBook:
    """A book, and whether folders say what its chapters are."""

    book: Book
    is_of_folders: bool

    @property
    def articles(self) -> Mapping[str, Article]:
        """The files of the book by their paths."""
        return {article.path: article for article in self.book.articles()}

    @property
    def contents(self) -> object:
        """What numbers must not change: the chapters with their titles, and the files in order with their texts."""
        chapters = [(one.number, one.title, [file.path for file in one.articles]) for one in self.book.chapters]
        return chapters, [text_of(article) for article in self.book.articles()]


def text_of(article: Article) -> object:
    """Return the parts of an article that its number must not change."""
    own = (article.subtitle_markup, article.tags, article.language, article.background, article.highlight)
    return (article.path, article.role, article.title, article.title_markup, article.body, article.notes, *own)


@dataclass(frozen=True, slots=True)
class ProjectInMemory:
    """A project, with its configuration and the site that it is."""

    project: Path
    config: Config
    site: OpenedSite

    @classmethod
    def of(cls, project: Path, language: str = "") -> "ProjectInMemory":
        """Open a project, in the requested language if it has several.

        Raises:
            UsageError: when the configuration is at fault.
        """
        config, site = load_with_site(project, os.environ, language)
        return cls(project, config.value, site)

    def read(self, changed: Mapping[str, bytes], titles: Mapping[str, str]) -> Outcome[ReadBook]:
        """Return the book with changed files, by their paths, and with more titles of chapters, by their numbers."""
        folder = self.site.files
        files = _FolderInMemory(folder.project, folder.folder, folder.exclude, changed=changed)
        chapters = dict(self.config.chapters)
        for number, title in titles.items():
            chapters[number] = replace(chapters.get(number, ChapterSettings()), title=title)
        articles = read_articles(replace(self.site, files=files), replace(self.config, chapters=chapters), Cache())
        book = assemble(articles.value.articles, articles.value.chapters).value
        found = (*self.site.sources.diagnostics, *articles.diagnostics)
        return Outcome(ReadBook(book, articles.value.plan.is_of_folders), found)
