"""Content store on disk: written atomically, verified when read, the least recently used entries removed."""

import hashlib
import os
from collections.abc import Iterator
from pathlib import Path

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
    """Entries in a folder, each a file with a checksum (SHA-256) and the data. Safe for several processes at once.

    An entry is written to a temporary file and renamed, so that no partial entry is read. One that was damaged all the
    same, by a full disk or a power cut, fails its checksum and counts as missing. `faults` collects error messages.
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
            with path.open("rb") as file:
                checksum, data = file.read(_CHECKSUM), file.read()  # not sliced afterwards: a book is large
            os.utime(path)
        except FileNotFoundError:
            return None
        except OSError as error:
            self.faults[f"cannot be read: {error.strerror}"] = None
            return None
        if hashlib.sha256(data).digest() == checksum:
            return data
        self.faults["an entry was damaged and is made again"] = None
        return None

    def write(self, name: str, data: bytes) -> None:
        """Store data under a name. A failure is added to `faults`."""
        path = self._path_of(name)
        temporary = path.with_name(f".{path.name}.{os.getpid()}")
        try:
            if not path.parent.is_dir():
                self._make_folder(path.parent)
            try:
                with temporary.open("wb") as file:
                    file.write(hashlib.sha256(data).digest())
                    file.write(data)  # not joined first: a book is large
                temporary.replace(path)
            except BaseException:
                temporary.unlink(missing_ok=True)
                raise
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
            with self._size_list.open("a", encoding="ascii") as sizes:
                sizes.write(f"{self._unlisted}\n")
            self._unlisted = 0
            if sum(map(int, self._size_list.read_text("ascii").split())) > self._limit:
                self._size_list.write_text(f"{self._trimmed_size()}\n", "ascii")
        except (OSError, ValueError) as error:
            self._size_list.unlink(missing_ok=True)
            self.faults[f"cannot be trimmed: {error}"] = None

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
