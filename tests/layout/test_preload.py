"""The layout engine is preloaded without starting other programs, and is imported all the same where that fails."""

import subprocess
import sys

import pytest

linux = pytest.mark.skipif(sys.platform != "linux", reason="elsewhere libraries are found as WeasyPrint finds them")

CODE = """
import sys
started = []
sys.addaudithook(lambda event, _: started.append(event) if event in ("subprocess.Popen", "os.posix_spawn") else None)
import ctypes
{before}
import bookbuild.layout.preload
from bookbuild.layout.composition import compose
import ctypes.util
print(len(started), ctypes.util.find_library.__module__)
"""
REFUSED = """
def refuse(name):
    raise OSError(name)
ctypes.CDLL = refuse
"""


def output_of(before: str = "") -> list[str]:
    code = CODE.format(before=before)
    return subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True).stdout.split()


@linux
def test_preloading_starts_no_program() -> None:
    """No compiler is run to find libraries, and `find_library` is Python's own afterwards."""
    assert output_of() == ["0", "ctypes.util"]


@linux
def test_what_the_loader_does_not_find_is_looked_for() -> None:
    """Where the loader does not find a library by its name, WeasyPrint looks in its own way."""
    started, finder = output_of(REFUSED)
    assert int(started) > 0
    assert finder == "ctypes.util"


@linux
def test_workers_start_without_other_programs() -> None:
    """What workers are forked from loads the engine in the same way, in whatever order its modules are imported."""
    before = """
import os, socket
ours, theirs = socket.socketpair()
os.dup2(theirs.fileno(), 0)
ours.close()
theirs.close()
os._exit = lambda _: sys.exit(print(len(started)))
from bookbuild.pipeline.workers import fork_server
fork_server.print_to_standard_error = lambda: None
fork_server.main()
"""
    assert output_of(before) == ["0"]
