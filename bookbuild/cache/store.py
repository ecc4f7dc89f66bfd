"""Content store on disk: written atomically, verified when read, the least recently used entries removed."""

import hashlib
import os
import shutil
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from bookbuild.system.regular_files import open_regular
from bookbuild.system.whole_files import write_whole

LIMIT = 1_000_000_000
"""Size in bytes above which a store is trimmed."""
TRIM_TO = 0.8
"""Share of the limit to which a store is trimmed, so that trimming is rare."""

_CHECKSUM = hashlib.sha256().digest_size
_TAG = (
    "Signature: 8a477f597d28d172789f06886806bc55\n"
    "# This folder is a cache of bookbuild. It can be removed at any time: bookbuild clean\n"
    "# See https://bford.info/cachedir/\n"
)


class Store:
    """Entries in a folder, each a file with a checksum (SHA-256) of name and data, and the data.

    An entry appears whole or not at all, so that no partial entry is read, whatever other processes do.
    One that was damaged all the same, by a full disk or a power cut, fails its checksum and counts as missing.
    `faults` collects error messages.
    """

    def __init__(self, folder: Path, limit: int = LIMIT) -> None:
        self._folder = folder
        self._entries = folder / "entries"
        self._size_list = folder / "written"
        self._limit = limit
        self._unlisted = 0
        self.faults: dict[str, None] = {}

    def read(self, name: str) -> bytes | None:
        """Return an entry's data and mark it as used, or None if there is none or it is damaged."""
        path = self._path_of(name)
        try:
            with open(path, "rb", opener=open_regular) as file:
                checksum, data = file.read(_CHECKSUM), file.read()  # not sliced afterwards: a book is large
            os.utime(path)
        except FileNotFoundError:
            return None
        except OSError as error:
            self.faults[f"cannot be read: {error.strerror}"] = None
            return None
        if _checksum(name, data) == checksum:
            return data
        self.faults["an entry was damaged and is made again"] = None
        return None

    def write(self, name: str, data: bytes) -> None:
        """Store data under a name. A failure is added to `faults`."""
        path = self._path_of(name)
        try:
            if not path.parent.is_dir():
                self._make_folder(path.parent)
            write_whole(path, (_checksum(name, data), data))  # not joined first: a book is large
        except OSError as error:
            self.faults[f"cannot be written to: {error.strerror}"] = None
        else:
            self._unlisted += _CHECKSUM + len(data)

    def trim(self) -> None:
        """Trim the store to its limit: the least recently used entries are removed first.

        Each process appends the size it wrote to a list; only if their sum exceeds the limit are the entries examined.
        """
        if not self._unlisted:
            return
        try:
            if sum(self._sizes_listed()) > self._limit:
                self._size_list.write_text(f"{self._trimmed_size()}\n", "ascii")
        except (OSError, ValueError) as error:
            self.faults[f"cannot be trimmed: {getattr(error, 'strerror', None) or error}"] = None
            with suppress(OSError):
                shutil.rmtree(self._size_list) if self._size_list.is_dir() else self._size_list.unlink()

    def _sizes_listed(self) -> list[int]:
        """Append what this process has written to the list of sizes, and return the list."""
        with open(self._size_list, "a+", encoding="ascii", opener=open_regular) as sizes:
            sizes.write(f"{self._unlisted}\n")
            self._unlisted = 0
            sizes.seek(0)
            return [int(size) for size in sizes]

    def _trimmed_size(self) -> int:
        """Remove entries down to `TRIM_TO` of the limit, and return the size of the rest."""
        entries = sorted(self._list_entries())
        total = sum(size for _, size, _ in entries)
        for _, size, file in entries:
            if total <= self._limit * TRIM_TO:
                break
            file.unlink(missing_ok=True)
            total -= size
        return total

    def _list_entries(self) -> Iterator[tuple[int, int, Path]]:
        for file in self._entries.glob("*/*"):
            try:
                status = file.stat()
            except FileNotFoundError:  # another process has removed it
                continue
            yield status.st_mtime_ns, status.st_size, file

    def _path_of(self, name: str) -> Path:
        return self._entries / name[:2] / name[2:]

    def _make_folder(self, folder: Path) -> None:
        """Make a folder for entries, and exclude the store from backups and repositories."""
        if self._folder.is_symlink():
            raise OSError(0, "it is a symbolic link")
        folder.mkdir(parents=True, exist_ok=True)
        for name, text in (("CACHEDIR.TAG", _TAG), (".gitignore", "*\n")):
            if not (self._folder / name).exists():
                (self._folder / name).write_text(text, encoding="ascii")


def _checksum(name: str, data: bytes) -> bytes:
    digest = hashlib.sha256(name.encode())
    digest.update(data)
    return digest.digest()
