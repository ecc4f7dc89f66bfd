"""Temporary files of worker processes, for systems whose font files must be on a disk."""

import os
import tempfile

from bookbuild.system.font_files import need_disk


class ProcessFiles:
    """The temporary files of a process, which is killed and cannot remove them itself: a folder, where it needs one."""

    def __init__(self) -> None:
        self._folder: tempfile.TemporaryDirectory[str] | None = None

    def environment(self) -> dict[str, str] | None:
        """Return the environment of the process, or None for that of this one.

        Raises:
            OSError: when no folder can be made.
        """
        if not need_disk():
            return None
        self._folder = self._folder or tempfile.TemporaryDirectory(prefix="bookbuild-", ignore_cleanup_errors=True)
        return {**os.environ, **dict.fromkeys(("TMPDIR", "TEMP", "TMP"), self._folder.name)}

    def remove(self) -> None:
        """Remove the files."""
        if self._folder:
            self._folder.cleanup()
            self._folder = None
