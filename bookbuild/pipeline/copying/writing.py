"""A copy of a site, tried as a whole before it appears in its folder."""

import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from bookbuild.config.faults import FILE_NAME
from bookbuild.diagnostics import CODES, Diagnostic, Severity, UsageError, diagnose
from bookbuild.model import Article, Chapter, Number, Part
from bookbuild.model.citations import SourceSettings
from bookbuild.pipeline.contents import rows_of
from bookbuild.pipeline.copying.addresses import AddressBook
from bookbuild.pipeline.copying.blocks import block_of
from bookbuild.pipeline.copying.comparison import differences
from bookbuild.pipeline.copying.naming import named_files
from bookbuild.pipeline.copying.settings import settings_of
from bookbuild.pipeline.copying.site import SiteCopy
from bookbuild.pipeline.copying.texts import CopiedText, copied_text
from bookbuild.pipeline.copying.works import copied_works
from bookbuild.pipeline.numbering.next_numbers import filled
from bookbuild.pipeline.reading.project import read
from bookbuild.pipeline.results import ContentsRow

_SHOWN = 5


@dataclass(frozen=True, slots=True)
class Copied:
    """What was copied: the contents of the new book, the number of its files, the diagnostics of the site, and what
    could not be carried over.
    """

    rows: tuple[ContentsRow, ...]
    files: int
    notes: tuple[str, ...]
    losses: tuple[str, ...]


def copy_site(project: Path, folder: Path, language: str = "") -> Copied:
    """Copy a site, in the requested language if it has several, into a folder, which appears whole or not at all.
    Nothing in the site changes.

    Raises:
        UsageError: when the folder is not empty or lies in the site, or cannot be written.
        BookError: when there is no article.
    """
    _require_free(project, folder)
    site = SiteCopy.of(project, language)
    copy = _Copy(site, named_files(site.book))
    files, texts = copy.made()
    sources, works = copied_works(project, site.folder.config.sources)
    try:
        folder.absolute().parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=f".{folder.name[:40]}.", dir=folder.absolute().parent) as temporary:
            staged = Path(temporary) / "book"
            _write(staged, {**files, **works})
            lowered, others = _tried(staged, site, sources, copy.paths)
            settings = settings_of(site.folder.config.identity, site.book, sources, lowered)
            (staged / FILE_NAME).write_text(settings, encoding="utf-8", newline="\n")
            made = read(staged, {})
            if folder.is_dir():
                folder.rmdir()
            staged.rename(folder)
    except OSError as error:
        raise UsageError(diagnose("unwritable-output", f"cannot be written: {error.strerror}", str(folder))) from error
    notes = (*_notes(site, texts), *_to_mend(made.diagnostics))
    return Copied(tuple(rows_of(made.value.book)), len(files) + len(works) + 1, notes, (*_losses(site, texts), *others))


def _require_free(project: Path, folder: Path) -> None:
    if folder.resolve().is_relative_to(project.resolve()):
        hint = "name a folder beside it: bookbuild init --into ../guide"
        raise UsageError(
            diagnose("wrong-argument", f"{folder} lies in the site, in which nothing is changed", hint=hint)
        )
    try:
        if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
            message, hint = f"{folder} is not empty", "name a new folder: what is in this one stays as it is"
            raise UsageError(diagnose("wrong-argument", message, hint=hint))
    except OSError as error:
        raise UsageError(diagnose("unwritable-output", f"cannot be read: {error.strerror}", str(folder))) from error


@dataclass(frozen=True, slots=True)
class _Copy:
    """The articles of a site on their way into a copy. `paths` are their new paths, by key."""

    site: SiteCopy
    paths: Mapping[str, str]

    def made(self) -> tuple[Mapping[str, bytes], Mapping[str, CopiedText]]:
        """Return the files of the copy by their paths, and what became of the texts, by the paths that they had."""
        addresses = AddressBook(self.site, self.paths)
        files: dict[str, bytes] = {}
        texts: dict[str, CopiedText] = {}
        parts = self._parts()
        for article, chapter, number, place in self._placed():
            parsed = self.site.parsed.get(article.path, article) if article.body else article
            head = block_of(parsed if article.body else article, chapter, number, place, parts.get(article.key))
            source = self.site.sources.get(article.path)
            language = article.language or self.site.folder.config.identity.language
            text = copied_text(parsed, source, addresses.of(article), head, self.site.settings, language)
            texts[article.path] = text
            files[self.paths[article.key]] = (head + text.text).encode()
        return {**files, **addresses.files}, texts

    def _parts(self) -> Mapping[str, Part]:
        """Return the parts of the book by the keys of their own pages, and of the articles with which they begin."""
        found = {part.key: part for part in self.site.book.parts}
        for part, (first, *_) in ((part, chapters) for part, chapters in self.site.book.divided() if part and chapters):
            found[(first.opening or first.articles[0]).key] = part
        return found

    def _placed(self) -> Iterator[tuple[Article, Chapter | None, Number | None, int]]:
        """Yield the articles, each with its chapter, its number, and its place in front or back matter."""
        book = self.site.book
        for matter in (book.front, book.back):
            yield from ((article, None, None, place) for place, article in enumerate(matter, 1))
        body = [article for chapter in book.chapters for article in chapter.articles]
        numbers = dict(zip((one.key for one in body), filled([one.number for one in body]), strict=True))
        yield from ((part.opening, None, None, 0) for part in book.parts if part.opening)
        for chapter in book.chapters:
            if chapter.opening is not None:
                yield chapter.opening, chapter, None, 0
            yield from ((article, chapter, numbers.get(article.key), 0) for article in chapter.articles)


def _write(folder: Path, files: Mapping[str, bytes]) -> None:
    for path, data in files.items():
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(data)


def _tried(
    staged: Path, site: SiteCopy, sources: SourceSettings, paths: Mapping[str, str]
) -> tuple[frozenset[str], tuple[str, ...]]:
    """Return the codes of errors that must be warnings so that the copy can be built, and how its book differs."""
    settings = settings_of(site.folder.config.identity, site.book, sources, ())
    (staged / FILE_NAME).write_text(settings, encoding="utf-8", newline="\n")
    reading = read(staged, {})
    errors = {
        one.code for one in reading.diagnostics if one.severity is Severity.ERROR and CODES[one.code].can_be_lowered
    }
    return frozenset(errors), tuple(differences(site, reading.value.typed or reading.value.book, paths))


def _notes(site: SiteCopy, texts: Mapping[str, CopiedText]) -> Iterator[str]:
    wanted = {"recognised-site", "left-out", "passed-over", "word-content", "word-reader"}
    yield from (_told(one) for one in site.diagnostics if one.code in wanted)
    new = [path for path, text in texts.items() if text.is_new and text.is_same]
    if new:
        yield f"{_counted(new, 'text')} with markup that only the site reads: written anew in ours ({_listed(new)})"


def _to_mend(found: Iterable[Diagnostic]) -> Iterator[str]:
    faults = [one.code for one in found if one.severity in (Severity.WARNING, Severity.ERROR)]
    if faults:
        yield f"to be mended, as in the site: {_counted(faults, 'warning')} ({_listed(sorted(set(faults)))})"


def _told(one: Diagnostic) -> str:
    return f"{one.location.path}: {one.message}" if one.location else one.message


def _losses(site: SiteCopy, texts: Mapping[str, CopiedText]) -> Iterator[str]:
    unread = [one for one in site.diagnostics if one.severity is Severity.ERROR]
    yield from map(_told, unread)
    other = [path for path, text in texts.items() if text.has_words and not text.is_same]
    if other:
        yield f"{_counted(other, 'text')} will look different, with the same words: {_listed(other)}"
    wrong = [path for path, text in texts.items() if not text.has_words]
    if wrong:
        yield f"{_counted(wrong, 'text')} with other words than in the site's book; compare: {_listed(wrong)}"
    yield from _keys_left_behind(site)
    if (site.folder.project / FILE_NAME).exists():
        yield f"of {FILE_NAME}, only what the book is was taken: copy what else you need from the old one"


def _keys_left_behind(site: SiteCopy) -> Iterator[str]:
    names: dict[str, int] = {}
    for article in site.parsed.values():
        for key, _ in article.extras:
            top = key.partition(".")[0]
            names[top] = names.get(top, 0) + 1
    if names:
        most = sorted(names, key=lambda name: -names[name])
        yield f"keys of metadata blocks that the book does not use: {_listed(most)}"


def _counted(paths: Sequence[str], noun: str) -> str:
    return f"{len(paths)} {noun}" if len(paths) == 1 else f"{len(paths)} {noun}s"


def _listed(names: Sequence[str]) -> str:
    more = f" and {len(names) - _SHOWN} more" if len(names) > _SHOWN else ""
    return ", ".join(names[:_SHOWN]) + more
