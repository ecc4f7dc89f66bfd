"""Bytes on disk by their name, a digest: whole or not at all, proved when read, the longest unused thrown away."""

import hashlib
import os
from collections.abc import Iterator
from pathlib import Path

LIMIT = 1_000_000_000
"""Bytes that a store may hold before it is thinned out."""
KEPT = 0.8
"""How much of the limit is left then, so that thinning out is seldom."""

_CHECKSUM = hashlib.sha256().digest_size
_TAG = (
    "Signature: 8a477f597d28d172789f06886806bc55\n"
    "# This folder is a cache of bookbuild. It can be removed at any time: bookbuild clean\n"
    "# See https://bford.info/cachedir/\n"
)


class Store:
    """Entries in a folder, each a file of a checksum (SHA-256) and the bytes. Several processes may use it at once.

    An entry is written beside its place and renamed, so nobody reads half of one. What was torn all the same, by
    a full disk or a power cut, fails its checksum and counts as absent. `faults` says what went wrong.
    """

    def __init__(self, folder: Path, limit: int = LIMIT) -> None:
        self._folder = folder
        self._entries = folder / "entries"
        self._written = folder / "written"
        self._limit = limit
        self._new = 0
        self.faults: dict[str, None] = {}

    def read(self, name: str) -> bytes | None:
        """Return the bytes of a name, or `None` where there are none or they are damaged; it now counts as used."""
        place = self._place(name)
        try:
            with place.open("rb") as file:
                checksum, data = file.read(_CHECKSUM), file.read()  # not parted afterwards: a book is large
            os.utime(place)
        except FileNotFoundError:
            return None
        except OSError as error:
            self.faults[f"cannot be read: {error.strerror}"] = None
            return None
        if hashlib.sha256(data).digest() == checksum:
            return data
        self.faults["an entry was damaged, so it is made again"] = None
        return None

    def write(self, name: str, data: bytes) -> None:
        """Keep bytes under a name. Where that cannot be done, it is one of the `faults`, and no more."""
        place = self._place(name)
        beside = place.with_name(f".{place.name}.{os.getpid()}")
        try:
            if not place.parent.is_dir():
                self._make(place.parent)
            try:
                with beside.open("wb") as file:
                    file.write(hashlib.sha256(data).digest())
                    file.write(data)  # not joined first: a book is large
                beside.replace(place)
            except BaseException:
                beside.unlink(missing_ok=True)
                raise
        except OSError as error:
            self.faults[f"cannot be written to: {error.strerror}"] = None
        else:
            self._new += _CHECKSUM + len(data)

    def thin_out(self) -> None:
        """Keep the store below its limit: the entries that were not used for longest go first.

        Each process adds what it wrote to a list, and only where that exceeds the limit are the entries looked at.
        """
        if not self._new:
            return
        try:
            with self._written.open("a", encoding="ascii") as sizes:
                sizes.write(f"{self._new}\n")
            self._new = 0
            if sum(map(int, self._written.read_text("ascii").split())) > self._limit:
                self._written.write_text(f"{self._thinned()}\n", "ascii")
        except (OSError, ValueError) as error:
            self._written.unlink(missing_ok=True)
            self.faults[f"cannot be thinned out: {error}"] = None

    def _thinned(self) -> int:
        """Throw away what is too much, and return what is left."""
        found = sorted(self._found())
        total = sum(size for _, size, _ in found)
        for _, size, file in found:
            if total <= self._limit * KEPT:
                break
            file.unlink(missing_ok=True)
            total -= size
        return total

    def _found(self) -> Iterator[tuple[int, int, Path]]:
        for file in self._entries.glob("*/*"):
            try:
                status = file.stat()
            except FileNotFoundError:  # another process has thrown it away
                continue
            yield status.st_mtime_ns, status.st_size, file

    def _place(self, name: str) -> Path:
        return self._entries / name[:2] / name[2:]

    def _make(self, folder: Path) -> None:
        """Make a folder for entries, and mark the store as what no backup and no repository wants."""
        if self._folder.is_symlink():
            raise OSError(0, "it is a symbolic link")
        folder.mkdir(parents=True, exist_ok=True)
        for name, text in (("CACHEDIR.TAG", _TAG), (".gitignore", "*\n")):
            if not (self._folder / name).exists():
                (self._folder / name).write_text(text, encoding="ascii")
