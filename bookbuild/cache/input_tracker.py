"""What a build reads of its project, as the interpreter itself tells it (PEP 578), so that nothing can be forgotten.

Python announces each file that is opened and each folder that is listed, before it is. A ledger takes the digest of
it at that moment. Where a file changes while it is being read, the ledger has the older state, and the next build
finds it changed: it errs on the safe side. What is announced to nobody is a mere look whether something exists: that
is safe where the folder is listed too, and the project's own folder always is.
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

_PACKAGE = str(Path(__file__).resolve().parents[1])


@dataclass(frozen=True, slots=True)
class TrackedInput:
    """A file or a folder as it was: the SHA-256 of its bytes, or of its list; empty where it could not be read."""

    path: str
    is_folder: bool
    digest: str

    def is_so(self, ignored: Iterable[str]) -> bool:
        """Whether it is still as it was."""
        return self.digest == (_digest_of_folder(self.path, ignored) if self.is_folder else _digest_of_file(self.path))


class InputTracker:
    """Records what is read below a folder while it is open; what is written there (`ignored`) is not looked at."""

    def __init__(self, project: Path, ignored: Iterable[Path]) -> None:
        self._roots = tuple({os.path.realpath(project), os.path.abspath(project)})  # noqa: PTH100 - links as they are
        self.ignored = tuple(os.path.realpath(path) for path in ignored)
        self._passed_over = tuple(filter(self._is_inside, (*self.ignored, _PACKAGE, sys.prefix)))
        self._seen: dict[tuple[str, bool], str] = {}
        self._is_looking = False
        self._look(self._roots[0], is_folder=True)

    def __enter__(self) -> Self:
        _hear_from_now_on()
        _open.append(self)
        return self

    def __exit__(self, *_: object) -> None:
        _open.remove(self)

    def seen(self) -> tuple[TrackedInput, ...]:
        """Return everything that was read, in order."""
        return tuple(TrackedInput(*key, digest) for key, digest in sorted(self._seen.items()))

    def is_so(self) -> bool:
        """Whether everything that was read is as it was."""
        return all(seen.is_so(self.ignored) for seen in self.seen())

    def hear(self, path: object, *, is_folder: bool) -> None:
        """Take down what is about to be read."""
        if self._is_looking or not isinstance(path, str | bytes | os.PathLike):
            return
        place = os.path.abspath(os.fsdecode(path))  # noqa: PTH100 - links as they are
        if self._is_inside(place) and not any(_is_below(place, folder) for folder in self._passed_over):
            self._look(place, is_folder=is_folder)

    def _look(self, place: str, *, is_folder: bool) -> None:
        if (place, is_folder) in self._seen:
            return
        self._is_looking = True
        try:
            digest = _digest_of_folder(place, self.ignored) if is_folder else _digest_of_file(place)
            self._seen[place, is_folder] = digest
        finally:
            self._is_looking = False

    def _is_inside(self, place: str) -> bool:
        return any(_is_below(place, root) for root in self._roots)


_open: list[InputTracker] = []
_hearing: list[bool] = []


def _hear_from_now_on() -> None:
    """Ask to be told what is read; that can be asked for once, and not be undone."""
    if not _hearing:
        sys.addaudithook(_hear)
        _hearing.append(True)


def _hear(event: str, arguments: tuple[object, ...]) -> None:
    if not _open:
        return
    if event == "open":
        path, _, flags = arguments
        if isinstance(flags, int) and flags & (os.O_WRONLY | os.O_RDWR) == 0:
            _tell(path, is_folder=False)
    elif event in {"os.listdir", "os.scandir"}:
        _tell("." if arguments[0] is None else arguments[0], is_folder=True)


def _tell(path: object, *, is_folder: bool) -> None:
    for ledger in _open:
        ledger.hear(path, is_folder=is_folder)


def _is_below(path: str, folder: str) -> bool:
    return path == folder or path.startswith(folder.rstrip(os.sep) + os.sep)


def _digest_of_file(path: str) -> str:
    with suppress(OSError), open(path, "rb") as file:  # noqa: PTH123 - a Path for each of a thousand takes its time
        return hashlib.sha256(file.read()).hexdigest()
    return ""


def _digest_of_folder(path: str, ignored: Iterable[str]) -> str:
    """Return a digest of the names in a folder, what each is, and where links lead."""
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
