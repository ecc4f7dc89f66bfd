"""Reading files. What is a pipe, a socket or a device, or leads in a circle, is reported, and never waited for."""

import errno
import os
import stat
from os import PathLike
from pathlib import Path

_WITHOUT_WAITING = getattr(os, "O_NONBLOCK", 0)  # Windows has none, and no such files
_NO_FILE = "it is a pipe, a socket or a device, and no file"


def read_bytes(path: str | PathLike[str]) -> bytes:
    """Return the bytes of a file.

    Raises:
        OSError: when it cannot be read, or is no file.
    """
    with open(path, "rb", opener=open_regular) as file:
        return file.read()


def read_text(path: str | PathLike[str]) -> str:
    """Return the text of a UTF-8 file, without a byte order mark and with the line ends of Unix.

    Raises:
        OSError: when it cannot be read, or is no file.
        UnicodeDecodeError: when it is not UTF-8.
    """
    with open(path, encoding="utf-8-sig", opener=open_regular) as file:
        return file.read()


def resolved(path: Path) -> Path:
    """Return a path with symbolic links resolved.

    Raises:
        OSError: when they lead in a circle; Python before 3.13 raises RuntimeError.
    """
    try:
        return path.resolve()
    except RuntimeError as error:
        raise OSError(errno.ELOOP, os.strerror(errno.ELOOP), str(path)) from error


def is_no_file(path: Path) -> bool:
    """Return whether there is something of this name that is neither a file nor a folder: a pipe, a broken link."""
    return os.path.lexists(path) and not path.is_file() and not path.is_dir()


def open_regular(path: str, flags: int) -> int:
    """Open a file for `open`, as its `opener`.

    Raises:
        OSError: when that is impossible, or it is no file.
    """
    try:
        descriptor = os.open(path, flags | _WITHOUT_WAITING, 0o666)
    except OSError as error:
        if error.errno == errno.ENXIO:  # a socket, or a pipe without a reader
            raise OSError(errno.EINVAL, _NO_FILE, path) from error
        raise
    mode = os.fstat(descriptor).st_mode
    if not stat.S_ISREG(mode) and not stat.S_ISDIR(mode):  # `open` itself refuses folders
        os.close(descriptor)
        raise OSError(errno.EINVAL, _NO_FILE, path)
    return descriptor
