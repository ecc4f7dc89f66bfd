"""Records what a build reads of its project by the interpreter's audit events (PEP 578), so that nothing is missed.

Python raises an event before a file is opened or a folder is listed, and the tracker computes a digest then. If a file
changes while it is being read, the tracker has the older state, and the next build rebuilds. Checks for existence raise
no event; they are covered if the folder is listed too, and the project's folder always is.
"""

import hashlib
import os
import stat
import sys
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from bookbuild.system.regular_files import read_bytes

_PACKAGE = str(Path(__file__).resolve().parents[1])


@dataclass(frozen=True, slots=True)
class TrackedInput:
    """A file or folder that was read: the SHA-256 of its bytes or listing, or an empty string if it was unreadable."""

    path: str
    is_folder: bool
    digest: str

    def is_so(self, ignored: Iterable[str]) -> bool:
        """Return whether it is unchanged."""
        return self == self.as_it_is(ignored)

    def as_it_is(self, ignored: Iterable[str]) -> "TrackedInput":
        """Return it as it is now."""
        digest = _digest_of_folder(self.path, ignored) if self.is_folder else _digest_of_file(self.path)
        return TrackedInput(self.path, self.is_folder, digest)

    @property
    def existing_folder(self) -> Path:
        """The folder in which a change of it shows: its own, or the nearest that exists."""
        path = Path(self.path) if self.is_folder else Path(self.path).parent
        return next(folder for folder in (path, *path.parents) if folder.is_dir())


class InputTracker:
    """Context manager that records what is read below a folder, except what the build writes there (`ignored`)."""

    def __init__(self, project: Path, ignored: Iterable[Path]) -> None:
        self._roots = tuple({os.path.realpath(project), os.path.abspath(project)})  # noqa: PTH100 - links as they are
        self.ignored = tuple(os.path.realpath(path) for path in ignored)
        self._excluded = tuple(filter(self._is_inside, (*self.ignored, _PACKAGE, sys.prefix)))
        self._seen: dict[tuple[str, bool], str] = {}
        self._is_adding = False
        self._add(self._roots[0], is_folder=True)

    def __enter__(self) -> Self:
        _install_audit_hook()
        _open.append(self)
        return self

    def __exit__(self, *_: object) -> None:
        _open.remove(self)

    def seen(self) -> tuple[TrackedInput, ...]:
        """Return everything that was read, in order."""
        return tuple(TrackedInput(*key, digest) for key, digest in sorted(self._seen.items()))

    def is_so(self) -> bool:
        """Return whether everything that was read is unchanged."""
        return all(seen.is_so(self.ignored) for seen in self.seen())

    def record(self, path: object, *, is_folder: bool) -> None:
        """Record a file or folder that is about to be read."""
        if self._is_adding or not isinstance(path, str | bytes | os.PathLike):
            return
        path = os.path.abspath(os.fsdecode(path))  # noqa: PTH100 - links as they are
        if self._is_inside(path) and not any(_is_below(path, folder) for folder in self._excluded):
            self._add(path, is_folder=is_folder)

    def _add(self, path: str, *, is_folder: bool) -> None:
        if (path, is_folder) in self._seen:
            return
        self._is_adding = True
        try:
            digest = _digest_of_folder(path, self.ignored) if is_folder else _digest_of_file(path)
            self._seen[path, is_folder] = digest
        finally:
            self._is_adding = False

    def _is_inside(self, path: str) -> bool:
        return any(_is_below(path, root) for root in self._roots)


_open: list[InputTracker] = []
_hook_installed: list[bool] = []


def _install_audit_hook() -> None:
    """Install the audit hook, once per process: it cannot be removed."""
    if not _hook_installed:
        sys.addaudithook(_audit_hook)
        _hook_installed.append(True)


def _audit_hook(event: str, arguments: tuple[object, ...]) -> None:
    if not _open:
        return
    if event == "open":
        path, _, flags = arguments
        if isinstance(flags, int) and flags & (os.O_WRONLY | os.O_RDWR) == 0:
            _record(path, is_folder=False)
    elif event in {"os.listdir", "os.scandir"}:
        _record("." if arguments[0] is None else arguments[0], is_folder=True)


def _record(path: object, *, is_folder: bool) -> None:
    for tracker in _open:
        tracker.record(path, is_folder=is_folder)


def _is_below(path: str, folder: str) -> bool:
    return path == folder or path.startswith(folder.rstrip(os.sep) + os.sep)


def _digest_of_file(path: str) -> str:
    with suppress(OSError):
        return hashlib.sha256(read_bytes(path)).hexdigest()
    return ""


def _digest_of_folder(path: str, ignored: Iterable[str]) -> str:
    """Return a digest of the names in a folder, their types, and the targets of links."""
    try:
        entries = sorted(os.scandir(path), key=lambda entry: entry.name)
    except OSError:
        return ""
    digest = hashlib.sha256()
    for entry in entries:
        if entry.path not in ignored:
            digest.update(os.fsencode(entry.name) + b"\0" + _kind_of(entry))
    return digest.hexdigest()


def _kind_of(entry: "os.DirEntry[str]") -> bytes:
    if not entry.is_symlink():
        return b"folder" if entry.is_dir() else b"file"
    try:
        return os.fsencode(os.path.realpath(entry.path)) + str(stat.S_IFMT(entry.stat().st_mode)).encode()
    except OSError:
        return b"broken"
