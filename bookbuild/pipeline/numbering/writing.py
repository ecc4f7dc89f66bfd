"""Numbered files written: all of them, or none."""

import os
from pathlib import Path
from stat import S_IMODE

from bookbuild.diagnostics import UsageError, diagnose
from bookbuild.pipeline.numbering.planning import NumberedFile, Numbering
from bookbuild.system.regular_files import read_bytes
from bookbuild.system.whole_files import write_whole


def write_numbers(project: Path, numbering: Numbering) -> None:
    """Write the changed files of a numbering, each whole and with its permissions.

    Raises:
        UsageError: when one cannot be written, or is not what it was; all are then as they were before.
    """
    for file in numbering.changed:
        _require_unchanged(project, file)
    written: list[NumberedFile] = []
    try:
        for file in numbering.changed:
            written.append(file)
            _write(project / file.path, file.new or b"")
    except OSError as error:
        _take_back(project, written[:-1])
        message = f"cannot be written: {error.strerror}; all files are as they were"
        raise UsageError(diagnose("unwritable-output", message, written[-1].path)) from error
    except BaseException:  # Ctrl-C
        _take_back(project, written)
        raise


def _require_unchanged(project: Path, file: NumberedFile) -> None:
    try:
        now = read_bytes(project / file.path) if file.old or (project / file.path).exists() else b""
    except OSError as error:
        message = f"cannot be read: {error.strerror}"
        raise UsageError(diagnose("unwritable-output", message, file.path)) from error
    if now != file.old:
        message, hint = "was changed meanwhile, so nothing is written", "run the command again"
        raise UsageError(diagnose("unwritable-output", message, file.path, hint=hint))


def _write(file: Path, data: bytes) -> None:
    """Write a file in the place of an old one, or of the one that a symbolic link leads to."""
    target = file.resolve()
    if not target.exists():
        write_whole(target, (data,))
        return
    if not os.access(target, os.W_OK):
        raise PermissionError(0, "it is write-protected")
    write_whole(target, (data,), mode=S_IMODE(target.stat().st_mode))


def _take_back(project: Path, files: list[NumberedFile]) -> None:
    for file in files:
        if file.old:
            _write(project / file.path, file.old)
        else:
            (project / file.path).unlink(missing_ok=True)
