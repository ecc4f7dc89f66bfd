"""Files that appear whole or not at all, whatever ends the process that writes them."""

import os
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from threading import get_ident

_MODE = 0o644
_NAMELESS = getattr(os, "O_TMPFILE", 0)
_OPEN_FILES = "/proc/self/fd"


def write_whole(file: Path, parts: Iterable[bytes], *, is_lasting: bool = False) -> None:
    """Write a file in the place of an old one: a program that opens it meanwhile sees one or the other.

    The new one has no name until it is whole, where the system allows that (Linux: O_TMPFILE), so that nothing is left
    of it if the process is killed. One that `is_lasting` is on the disk before the old one is gone.

    Raises:
        OSError: when it cannot be written; what was there before stays.
    """
    temporary = file.with_name(f".{file.name[:80]}.{os.getpid()}.{get_ident()}")
    try:
        if not _written_nameless(temporary, parts, is_lasting=is_lasting):
            temporary.unlink(missing_ok=True)
            descriptor = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL, _MODE)
            _fill(descriptor, parts, is_lasting=is_lasting)
        temporary.replace(file)
    except BaseException:
        with suppress(OSError):
            temporary.unlink()
        raise


def _written_nameless(name: Path, parts: Iterable[bytes], *, is_lasting: bool) -> bool:
    """Write a file and give it a name then; return whether that was possible here.

    Raises:
        OSError: when there is no room for it.
    """
    if not _NAMELESS or not Path(_OPEN_FILES).is_dir():
        return False
    try:
        descriptor = os.open(name.parent, os.O_WRONLY | _NAMELESS, _MODE)
    except OSError:  # a file system that cannot do it; any other fault shows again
        return False
    copy = os.dup(descriptor)
    try:
        _fill(descriptor, parts, is_lasting=is_lasting)
        folder = os.open(name.parent, os.O_RDONLY)
        try:
            with suppress(FileNotFoundError):
                name.unlink()
            # With a folder given, Python follows the link of the open file.
            os.link(f"{_OPEN_FILES}/{copy}", name.name, dst_dir_fd=folder, follow_symlinks=True)
        finally:
            os.close(folder)
    finally:
        os.close(copy)
    return True


def _fill(descriptor: int, parts: Iterable[bytes], *, is_lasting: bool) -> None:
    with open(descriptor, "wb") as file:
        for part in parts:
            file.write(part)
        if is_lasting:
            file.flush()
            os.fsync(descriptor)
