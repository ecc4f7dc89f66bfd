"""Files on disk: outputs appear whole or not at all, and what is unchanged is left alone."""

import os
import shutil
import tempfile
from pathlib import Path

from bookbuild.cache import CACHE
from bookbuild.cli.made import OutputFile
from bookbuild.diagnostics import BookError, diagnose
from bookbuild.model import Artifact

_PIECE = 1 << 18


def write(artifact: Artifact, folder: Path) -> bool:
    """Put an artifact into a folder, made if need be; return whether the file there changed.

    It is written beside its place and renamed, so that a reader sees the old book or the new one, never half of one.

    Raises:
        OSError: when the folder cannot be made or the file not written; what was there before stays.
        ValueError: when the artifact's name leads elsewhere: it may come from a cache that somebody else has filled.
    """
    if Path(artifact.name).name != artifact.name:
        raise ValueError(f"{artifact.name} is no file name")
    folder.mkdir(parents=True, exist_ok=True)
    place = folder / artifact.name
    if place.is_file() and place.stat().st_size == len(artifact.data) and _holds(place, artifact.data):
        return False
    handle, beside = tempfile.mkstemp(prefix=f".{artifact.name}.", dir=folder)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(artifact.data)
            file.flush()
            os.fsync(file.fileno())
        Path(beside).chmod(0o644 & ~_umask())
        Path(beside).replace(place)
    except BaseException:
        Path(beside).unlink(missing_ok=True)
        raise
    return True


def _holds(place: Path, data: bytes) -> bool:
    """Tell whether a file of the same size holds these bytes; it is not read whole, since a book is large."""
    view = memoryview(data)
    with place.open("rb") as file:
        return all(file.read(_PIECE) == view[start : start + _PIECE] for start in range(0, len(data), _PIECE))


def put(artifact: Artifact, folder: Path, told_as: str) -> OutputFile:
    """Write an artifact into a folder, and tell of the file.

    Raises:
        BookError: when that cannot be done (``unwritable-output``, of the folder as it is `told_as`).
    """
    try:
        changed = write(artifact, folder)
    except OSError as error:
        is_taken = isinstance(error, FileExistsError | NotADirectoryError)
        reason = "a file stands where the folder should be" if is_taken else error.strerror
        message = f"{artifact.name} cannot be written: {reason}"
        raise BookError(diagnose("unwritable-output", message, told_as)) from error
    return OutputFile.of(artifact, folder / artifact.name, changed=changed)


def remove_cache(project: Path) -> int:
    """Remove a project's cache and return how many bytes it held."""
    folder = project / CACHE
    if folder.is_symlink() or not folder.is_dir():
        return 0
    size = sum(file.stat().st_size for file in folder.rglob("*") if file.is_file())
    shutil.rmtree(folder)
    return size


def _umask() -> int:
    """Return the umask: a temporary file has mode 600, a book the usual one."""
    mask = os.umask(0o077)
    os.umask(mask)
    return mask
