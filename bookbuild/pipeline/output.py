"""Files on disk: an output appears whole or not at all, and an unchanged one is not touched."""

import os
import shutil
import tempfile
from pathlib import Path

from bookbuild.cache import CACHE
from bookbuild.diagnostics import BookError, diagnose
from bookbuild.model import Artifact
from bookbuild.pipeline.results import OutputFile

_CHUNK = 1 << 18


def write_file(artifact: Artifact, folder: Path) -> bool:
    """Write an artifact into a folder, creating it if necessary, and return whether the file there changed.

    It is written to a temporary file in the same folder and renamed, so that a reader sees the old book or the new one.

    Raises:
        OSError: when the folder cannot be made or the file not written; what was there before stays.
        ValueError: when the artifact's name is a path: it may come from a cache that somebody else has filled.
    """
    if Path(artifact.name).name != artifact.name:
        raise ValueError(f"{artifact.name} is no file name")
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / artifact.name
    if file.is_file() and file.stat().st_size == len(artifact.data) and _holds(file, artifact.data):
        return False
    handle, temporary = tempfile.mkstemp(prefix=f".{artifact.name}.", dir=folder)
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(artifact.data)
            stream.flush()
            os.fsync(stream.fileno())
        Path(temporary).chmod(0o644 & ~_umask())
        Path(temporary).replace(file)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise
    return True


def _holds(file: Path, data: bytes) -> bool:
    """Return whether a file of the same size has these bytes. It is read in chunks, since a book is large."""
    view = memoryview(data)
    with file.open("rb") as stream:
        return all(stream.read(_CHUNK) == view[start : start + _CHUNK] for start in range(0, len(data), _CHUNK))


def write_output(artifact: Artifact, folder: Path, shown_folder: str) -> OutputFile:
    """Write an artifact into a folder and describe the file.

    Raises:
        BookError: when that is impossible (``unwritable-output``, whose path is `shown_folder`).
    """
    try:
        changed = write_file(artifact, folder)
    except OSError as error:
        is_taken = isinstance(error, FileExistsError | NotADirectoryError)
        reason = "a file stands where the folder should be" if is_taken else error.strerror
        message = f"{artifact.name} cannot be written: {reason}"
        raise BookError(diagnose("unwritable-output", message, shown_folder)) from error
    return OutputFile.of(artifact, folder / artifact.name, changed=changed)


def remove_cache(project: Path) -> int:
    """Remove a project's cache and return how many bytes it had, 0 if there is none."""
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
