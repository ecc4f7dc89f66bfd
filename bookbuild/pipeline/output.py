"""Files on disk: an output appears whole or not at all, and an unchanged one is not touched."""

import shutil
from pathlib import Path

from bookbuild.cache import CACHE
from bookbuild.diagnostics import BookError, diagnose
from bookbuild.model import Artifact
from bookbuild.pipeline.results import OutputFile
from bookbuild.system.whole_files import write_whole

_CHUNK = 1 << 18


def write_file(artifact: Artifact, folder: Path) -> bool:
    """Write an artifact into a folder, creating it if necessary, and return whether the file there changed.

    A reader sees the old book or the new one.

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
    write_whole(file, (artifact.data,), is_lasting=True)
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
