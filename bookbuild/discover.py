"""Content folder -> Sources."""

import errno
from fnmatch import fnmatchcase
from pathlib import Path

from bookbuild.diagnostics import Outcome, diagnose, gather
from bookbuild.model import ContentSettings, Source
from bookbuild.system.regular_files import read_bytes

SKIPPED_FOLDERS = frozenset({"fonts", "node_modules", "styles", "templates", "venv"})
"""Folders that are skipped if the project's folder itself is the content folder: the theme, and packages."""

_LOOP = "the link is circular"


def discover(project: Path, settings: ContentSettings) -> Outcome[tuple[Source, ...]]:
    """Read every ``*.md`` below the content folder, sorted by the code points of their paths on every system.

    Names that begin with a dot or an underscore, files named README.md, and paths that match `exclude` (shell patterns
    relative to the content folder) are skipped. A link that leads out of the project is an error.
    """
    root = project.resolve()
    folder = (root / settings.folder).resolve()
    if not folder.is_relative_to(root):
        message = "the content folder lies outside the project"
        return Outcome((), (diagnose("outside-project", message, settings.folder),))
    if not folder.is_dir():
        hint = "create it, or set folder in the [content] table"
        return Outcome((), (diagnose("no-articles", "there is no such folder", settings.folder, hint=hint),))
    try:
        paths = sorted(_walk(folder, settings.exclude, skip=SKIPPED_FOLDERS if folder == root else frozenset()))
    except OSError as error:
        return Outcome((), (diagnose("unreadable", f"cannot be read: {error.strerror}", settings.folder),))
    if paths:
        return gather(_read(folder / path, root) for path in paths)
    hint = "put a Markdown file there: its name ends in .md"
    return Outcome((), (diagnose("no-articles", "no article was found in this folder", settings.folder, hint=hint),))


def _walk(folder: Path, exclude: tuple[str, ...], skip: frozenset[str]) -> list[str]:
    """Yield paths of articles below a folder, in POSIX form relative to it; links to folders too, to be reported."""
    paths: list[str] = []
    waiting = [folder]
    while waiting:
        for entry in waiting.pop().iterdir():
            path = entry.relative_to(folder).as_posix()
            if entry.name.startswith((".", "_")) or any(fnmatchcase(path, pattern) for pattern in exclude):
                continue
            if entry.is_dir():
                if entry.is_symlink():
                    paths.append(path)
                elif entry.name not in skip:
                    waiting.append(entry)
            elif entry.suffix.lower() == ".md" and entry.name.lower() != "readme.md":
                paths.append(path)
    return paths


def _read(file: Path, root: Path) -> Outcome[Source | None]:
    path = file.relative_to(root).as_posix()
    try:
        target = file.resolve(strict=True)
        if not target.is_relative_to(root):
            return Outcome(None, (diagnose("outside-project", "the link leads out of the project", path),))
        if not target.is_file():
            return Outcome(None, (diagnose("unreadable", "is not a file; links to folders are not followed", path),))
        return Outcome(Source(path, read_bytes(target)))
    except RuntimeError:  # what Python before 3.13 raises for ELOOP
        reason = _LOOP
    except OSError as error:
        reason = _LOOP if error.errno == errno.ELOOP else error.strerror or str(error)
        if isinstance(error, FileNotFoundError) and file.is_symlink():
            reason = "it is a broken link"
    return Outcome(None, (diagnose("unreadable", f"cannot be read: {reason}", path),))
