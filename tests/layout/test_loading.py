"""The layout engine is loaded without starting other programs, and is loaded all the same where that fails."""

import subprocess
import sys

import pytest

linux = pytest.mark.skipif(sys.platform != "linux", reason="elsewhere libraries are found as WeasyPrint finds them")

STARTED = """
import sys
started = []
sys.addaudithook(lambda event, _: started.append(event) if event in ("subprocess.Popen", "os.posix_spawn") else None)
{before}
import bookbuild.layout.loading
from bookbuild.layout.composition import compose
import ctypes.util
print(len(started), ctypes.util.find_library.__module__)
"""
REFUSED = """
import builtins
whole = builtins.__import__
def refuse(name, *others, **more):
    if name.endswith("ffi") and not refused:
        refused.append(name)
        print("what is missing")
        raise OSError
    return whole(name, *others, **more)
refused = []
builtins.__import__ = refuse
"""


def said(before: str = "") -> list[str]:
    code = STARTED.format(before=before)
    return subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True).stdout.split()


@linux
def test_loading_starts_no_program() -> None:
    """No compiler is asked where libraries are, and whoever asks later gets Python's own answer."""
    assert said() == ["0", "ctypes.util"]


@linux
def test_what_the_loader_does_not_find_is_looked_for() -> None:
    """Where the loader alone fails, WeasyPrint is imported in its own way, and nothing of the first try is heard."""
    started, finder = said(REFUSED)
    assert int(started) > 0
    assert finder == "ctypes.util"
