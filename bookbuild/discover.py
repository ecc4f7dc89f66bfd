"""A project's files: the names in its folders, small data files, and the Sources of its articles."""

import errno
import os
from collections.abc import Iterable
from dataclasses import dataclass, field
from fnmatch import fnmatchcase
from functools import cached_property
from pathlib import Path, PurePosixPath

from bookbuild.diagnostics import Diagnostic, Outcome, diagnose, gather
from bookbuild.model import Source
from bookbuild.system.regular_files import read_bytes, resolved

DATA_LIMIT = 1_000_000
"""Bytes beyond which a data file is not read."""
_LOOP = "the link is circular"
_LINK_HINT = "put what it leads to in its place"


@dataclass(frozen=True)
class ProjectFolder:
    """A project's folder on disk. Paths are relative to it, in POSIX form; nothing outside it is read.

    `folder` is that of the articles, and `exclude` are shell patterns, relative to it, of files and folders that are
    passed over.
    """

    project: Path
    folder: str = ""
    exclude: tuple[str, ...] = ()
    diagnostics: list[Diagnostic] = field(default_factory=list)
    """What is wrong with folders that were listed."""

    @cached_property
    def root(self) -> Path:
        """The folder with symbolic links resolved."""
        return self.project.resolve()

    def names(self, folder: str) -> tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]:
        """Return the names of folders, of files, and of links to folders in a folder; none if there is no such folder,
        or if it leads out of the project.
        """
        try:
            if not (self.root / folder).resolve().is_relative_to(self.root):
                return (), (), ()
            with os.scandir(self.root / folder) as entries:
                kinds = [(entry.name, _kind(entry)) for entry in entries if not self._is_excluded(folder, entry.name)]
        except (FileNotFoundError, NotADirectoryError):
            return (), (), ()
        except (OSError, RuntimeError) as error:
            self.diagnostics.append(diagnose("unreadable", f"cannot be read: {_reason(error)}", folder or "."))
            return (), (), ()
        folders, files, links = (tuple(name for name, one in kinds if one == kind) for kind in range(3))
        return folders, files, links

    def _is_excluded(self, folder: str, name: str) -> bool:
        if not self.exclude or not PurePosixPath(folder).is_relative_to(self.folder):
            return False
        path = (PurePosixPath(folder) / name).relative_to(self.folder).as_posix()
        return any(fnmatchcase(path, pattern) for pattern in self.exclude)

    def contents(self, path: str) -> bytes | None:
        """Return the bytes of a file, or None if there is none within the project, or it is too large to be data."""
        try:
            file = resolved(self.root / path)
            if file.is_relative_to(self.root) and file.is_file() and file.stat().st_size <= DATA_LIMIT:
                return read_bytes(file)
        except OSError:
            return None
        return None

    def sources(self, paths: Iterable[str]) -> Outcome[tuple[Source, ...]]:
        """Read the files of a book, in the order given. A link that leads out of the project is an error."""
        paths = list(paths)
        if paths:
            return gather(_read(self.root / path, self.root) for path in paths)
        return Outcome((), (_no_articles(self.root, self.folder or "."),))


def _kind(entry: "os.DirEntry[str]") -> int:
    """Return 0 for a folder, 1 for a file or what is unknown, and 2 for a symbolic link to a folder."""
    try:
        return 1 if not entry.is_dir() else 2 if entry.is_symlink() else 0
    except OSError:  # a circular link
        return 1


def _no_articles(root: Path, folder: str) -> Diagnostic:
    place = (root / folder).resolve()
    if not place.is_relative_to(root):
        return diagnose("outside-project", "the content folder lies outside the project", folder)
    if not place.is_dir():
        hint = "create it, or set folder in the [content] table"
        return diagnose("no-articles", "there is no such folder", folder, hint=hint)
    hint = "put a Markdown file there: its name ends in .md"
    return diagnose("no-articles", "no article was found in this folder", folder, hint=hint)


def _reason(error: Exception) -> str:
    """Return why a file cannot be read. Python before 3.13 raises RuntimeError for ELOOP."""
    if isinstance(error, RuntimeError) or (isinstance(error, OSError) and error.errno == errno.ELOOP):
        return _LOOP
    return getattr(error, "strerror", None) or str(error)


def _read(file: Path, root: Path) -> Outcome[Source | None]:
    path = file.relative_to(root).as_posix()
    try:
        target = file.resolve(strict=True)
        if not target.is_relative_to(root):
            return Outcome(
                None, (diagnose("outside-project", "the link leads out of the project", path, hint=_LINK_HINT),)
            )
        if not target.is_file():
            return Outcome(
                None,
                (diagnose("unreadable", "is not a file; links to folders are not followed", path, hint=_LINK_HINT),),
            )
        return Outcome(Source(path, read_bytes(target)))
    except (OSError, RuntimeError) as error:
        reason = _reason(error)
        if isinstance(error, FileNotFoundError) and file.is_symlink():
            reason = "it is a broken link"
    return Outcome(None, (diagnose("unreadable", f"cannot be read: {reason}", path),))
