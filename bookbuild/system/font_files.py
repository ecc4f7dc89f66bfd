"""Fonts as files, for libraries that open each by a path: in memory where the system can, so that no disk is needed.

Whatever ends the process, nothing of them is left. Elsewhere they are in a temporary folder.
"""

import os
import shutil
import tempfile
import weakref
from pathlib import Path

_IN_MEMORY = Path("/proc/self/fd")


def need_disk() -> bool:
    """Return whether font files must be on a disk: this system has none in memory (Linux: memfd_create)."""
    return not hasattr(os, "memfd_create") or not _IN_MEMORY.is_dir()


class FontFolder:
    """Font files of which each is called ``folder / name``. They are there as long as this object."""

    def __init__(self) -> None:
        self._files: dict[str, FontFile] = {}
        self._folder: Path | None = None

    def __truediv__(self, name: str) -> "FontFile":
        return self._files.setdefault(name, FontFile(self, name))

    def paths(self) -> list[str]:
        """Return the paths of all files, in the order in which they were first named."""
        return [file.as_posix() for file in self._files.values()]

    def descriptors(self) -> tuple[int, ...]:
        """Return the numbers under which files in memory are open: another process reads them if it is passed these."""
        return tuple(file.descriptor for file in self._files.values() if file.descriptor >= 0)

    def on_disk(self) -> Path:
        """Return a temporary folder, which is removed with this object, or when the process ends.

        Raises:
            OSError: if it cannot be made.
        """
        if self._folder is None:
            self._folder = Path(tempfile.mkdtemp(prefix="bookbuild-"))
            weakref.finalize(self, shutil.rmtree, self._folder, ignore_errors=True)
        return self._folder


class FontFile:
    """A file of a `FontFolder`, with the methods of `Path` that WeasyPrint calls on its own."""

    def __init__(self, folder: FontFolder, name: str) -> None:
        self._folder, self._name = weakref.proxy(folder), name
        self._path: Path | None = None
        self.descriptor = -1

    def exists(self) -> bool:
        """Return whether the file was written."""
        return self._path is not None

    def as_posix(self) -> str:
        """Return the path of the written file."""
        return str(self._path)

    __str__ = as_posix  # WeasyPrint before 70 names files so

    def write_bytes(self, data: bytes) -> int:
        """Write the file.

        Raises:
            OSError: if there is no room for it.
        """
        self._path = self._in_memory(data) or self._on_disk(data)
        return len(data)

    def _in_memory(self, data: bytes) -> Path | None:
        """Return the path of a file that is on no disk, or None if there can be none."""
        if need_disk():
            return None
        try:
            self.descriptor = os.memfd_create(self._name)
        except OSError:  # too many files are open, or a sandbox forbids it
            return None
        weakref.finalize(self, os.close, self.descriptor)
        with open(self.descriptor, "wb", closefd=False) as file:
            file.write(data)
        return _IN_MEMORY / str(self.descriptor)

    def _on_disk(self, data: bytes) -> Path:
        path: Path = self._folder.on_disk() / self._name
        path.write_bytes(data)
        return path
