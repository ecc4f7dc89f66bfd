"""A machine whose folder for temporary files is full."""

import errno
import os
import tempfile

import pytest

from bookbuild.layout import composition
from bookbuild.model import LaidOutRun, LayoutJob


def spoil(patch: pytest.MonkeyPatch) -> None:
    """Let nothing be written."""

    def full(_job: LayoutJob) -> LaidOutRun:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    patch.setattr(composition, "compose", full)
    patch.setattr(tempfile, "tempdir", "/tmp")  # noqa: S108 - nothing is written
