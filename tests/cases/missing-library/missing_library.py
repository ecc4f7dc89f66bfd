"""A Debian machine without Pango and its kin, on which one is root."""

import ctypes
import ctypes.util
import os
import shutil
import sys

import pytest

import bookbuild.doctor  # noqa: F401 - before the library loader is replaced


def spoil(patch: pytest.MonkeyPatch) -> None:
    """Let no library be found."""

    def refuse(name: str) -> ctypes.CDLL:
        raise OSError(name)

    patch.setattr(ctypes, "CDLL", refuse)
    patch.setattr(ctypes.util, "find_library", lambda _: None)
    patch.setattr(sys, "platform", "linux")
    patch.setattr(os, "geteuid", lambda: 0)
    which = shutil.which
    patch.setattr(shutil, "which", lambda name, *more: "/usr/bin/apt-get" if name == "apt-get" else which(name, *more))
