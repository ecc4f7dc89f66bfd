"""What is to be written so that all articles of a book have numbers, tried in memory."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import product
from pathlib import Path

from bookbuild.config.adding import quoted
from bookbuild.config.faults import FILE_NAME
from bookbuild.diagnostics import BookError, Diagnostic, Severity
from bookbuild.model import Article, Number, Role
from bookbuild.pipeline.numbering.lacking import Keys, lacking, titles_of_folders
from bookbuild.pipeline.numbering.reading import ProjectInMemory, ReadBook, text_of
from bookbuild.pipeline.starting import with_chapters
from bookbuild.sites.conversion import is_converted
from bookbuild.system.regular_files import read_bytes

_UNREAD = frozenset(
    {
        "article-too-large",
        "internal-error",
        "metadata-syntax",
        "metadata-aliases",
        "not-utf8",
        "outside-project",
        "unreadable",
    }
)
"""Codes of faults by which a file is not in the book, so that its place is unknown."""
_NO_MARKDOWN = "only Markdown has a metadata block (bookbuild init --into makes Markdown of it)"
_MARKDOWN_FIRST = "without them the book would have another order: make Markdown of it first, by init --into"
_NO_PLACE = "there is no safe place for them in its metadata block"
_OTHERWISE = "with them the article would be read otherwise"
_ADD_FIRST = "without these lines the book would have another order: add them first, and run the command again"
_OTHER_BOOK = "with these numbers the book would have another order or other titles, so nothing is written"


def lines_of_keys(keys: Mapping[str, str]) -> tuple[str, ...]:
    """Return dotted keys as the lines of a YAML block."""
    from bookbuild.parse.block.adding import lines_of_keys as lines_of  # noqa: PLC0415 - slow to import

    return lines_of(keys)


@dataclass(frozen=True, slots=True)
class NumberedFile:
    """A file of a book and the keys that it lacks, dotted. `new` are its bytes with them, or None; `fault` says why."""

    path: str
    title: str
    keys: Mapping[str, str]
    old: bytes = b""
    new: bytes | None = None
    fault: str = ""


@dataclass(frozen=True, slots=True)
class Numbering:
    """What is to be written: files in the order of the book, and bookbuild.toml if chapters have their titles from
    folders. `fault` says why nothing can be written.
    """

    files: tuple[NumberedFile, ...]
    settings: NumberedFile | None = None
    fault: str = ""

    @property
    def changed(self) -> tuple[NumberedFile, ...]:
        """The files to be written."""
        return tuple(file for file in (self.settings, *self.files) if file and file.new is not None)

    @property
    def refused(self) -> tuple[NumberedFile, ...]:
        """The files that stay as they are, and need their lines by hand."""
        return tuple(file for file in self.files if file.new is None)


def numbering_of(project: Path) -> Numbering:
    """Return what is to be written. Nothing is: files with new keys are read from memory, and compared.

    Raises:
        UsageError: when the configuration is at fault.
        BookError: when files cannot be read, so that their places are unknown, or when there is no article.
    """
    folder = ProjectInMemory.of(project)
    read = folder.read({}, {})
    if unread := list(_unread(read.diagnostics, read.value, folder.site.site.files)):
        raise BookError(*unread)
    return _Plan(folder, read.value).made()


def _unread(found: Sequence[Diagnostic], read: ReadBook, files: Sequence[str]) -> Iterator[Diagnostic]:
    missing = {*files} - {*read.articles}
    for one in found:
        if (one.location and one.location.path in missing and one.code in _UNREAD) or one.code == "no-articles":
            yield replace(one, severity=Severity.ERROR)


@dataclass(frozen=True, slots=True)
class _Plan:
    folder: ProjectInMemory
    read: ReadBook

    def made(self) -> Numbering:
        is_plain = self.folder.site.site.name == "plain"
        wanted = list(lacking(self.read, self.folder.site.site.files, are_folders_plain=is_plain))
        files = self._tried([self._numbered(article, keys) for article, keys in wanted])
        is_changed = is_plain and self.read.is_of_folders and bool(_changed(files))
        titles = titles_of_folders(self.read, self._stated) if is_changed else {}
        settings = self._settings(titles)
        numbering = Numbering(tuple(files), settings)
        return replace(numbering, fault=self._fault(numbering, titles))

    @property
    def _keys(self) -> Mapping[str, tuple[str, ...]]:
        return self.folder.site.settings(self.folder.config.content).keys

    @property
    def _stated(self) -> Mapping[str, str]:
        return {number: chapter.title for number, chapter in self.folder.config.chapters.items()}

    def _settings(self, titles: Mapping[str, str]) -> NumberedFile | None:
        if not titles:
            return None
        file, identity = self.folder.project / FILE_NAME, self.folder.config.identity
        old = read_bytes(file) if file.exists() else b""
        names = tuple(creator.name for creator in identity.creators)
        new = with_chapters(old, titles, title=identity.title, authors=names, language=identity.language)
        keys = {f"chapters.{number}.title": title for number, title in titles.items()}
        return NumberedFile(FILE_NAME, "", keys, old, new, "" if new else _NO_PLACE)

    def _numbered(self, article: Article, keys: Keys) -> NumberedFile:
        """Return a file with the keys that it lacks: the first of the names for each that have a place in its block."""
        old = read_bytes(self.folder.project / article.path)
        if is_converted(article.path):
            keys_shown = {self._keys[meaning][0]: value for meaning, value in keys.items()}
            return NumberedFile(article.path, article.title, keys_shown, old, fault=_NO_MARKDOWN)
        names = [self._keys[meaning] for meaning in keys]
        choices = [dict(zip(chosen, keys.values(), strict=True)) for chosen in product(*names)]
        for choice in choices:
            if (new := self._with_keys(old, choice)) is not None:
                return NumberedFile(article.path, article.title, choice, old, new)
        return NumberedFile(article.path, article.title, choices[0], old, fault=_NO_PLACE)

    def _with_keys(self, old: bytes, keys: Mapping[str, str]) -> bytes | None:
        from bookbuild.parse.block import Vocabulary  # noqa: PLC0415 - slow to import
        from bookbuild.parse.block.adding import with_keys  # noqa: PLC0415 - only files that lack keys need it

        try:
            new = with_keys(old.decode(), keys, Vocabulary(self._keys))
        except UnicodeDecodeError:
            return None
        return new.encode() if new is not None else None

    def _tried(self, files: Sequence[NumberedFile]) -> list[NumberedFile]:
        """Return the files, those without their new bytes that would be read otherwise with them."""
        after = self.folder.read(_changed(files), {}).value.articles
        return [self._compared(file, after.get(file.path)) for file in files]

    def _compared(self, file: NumberedFile, after: Article | None) -> NumberedFile:
        before = self.read.articles[file.path]
        if file.new is None or (after is not None and _is_same(before, after, file.keys)):
            return file
        meaning = "chapter_title" if before.role is Role.OPENING else "title"
        titled = {**file.keys, self.folder.config.content.keys[meaning][0]: before.title}
        if after is not None and before.line_of("title") is None and after.title != before.title:
            return replace(file, keys=titled, new=self._with_keys(file.old, titled))
        return replace(file, new=None, fault=_OTHERWISE)

    def _fault(self, numbering: Numbering, titles: Mapping[str, str]) -> str:
        if numbering.settings and numbering.settings.fault:
            lines = "; ".join(f"{key} = {quoted(value)}" for key, value in numbering.settings.keys.items())
            return f"{FILE_NAME} must say the titles that chapters have from their folders; write them there: {lines}"
        after = self.folder.read(_changed(numbering.files), titles).value
        if after.contents == self.read.contents or not numbering.files:
            return ""
        if any(is_converted(file.path) for file in numbering.refused):
            return _MARKDOWN_FIRST
        return _ADD_FIRST if numbering.refused else _OTHER_BOOK


def _changed(files: Sequence[NumberedFile]) -> Mapping[str, bytes]:
    return {file.path: file.new for file in files if file.new is not None}


def _is_same(before: Article, after: Article, keys: Mapping[str, str]) -> bool:
    numbers = {*map(str, filter(None, (after.number, after.chapter, after.after)))}
    stated = {value for value in keys.values() if Number.read(value)}
    return text_of(before) == text_of(after) and stated <= numbers
