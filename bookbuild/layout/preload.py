"""WeasyPrint imported in half the time, in a process of our own: importing this module imports it.

WeasyPrint loads each library by one name after the other. For a name that is none of this system, Python starts
ldconfig, a compiler and a linker to find out where those would look, sixteen times in all. Where the system's loader
finds the libraries by their names alone, that search is left out. It is a function of Python's that is replaced
meanwhile, so this is for processes in which no other code runs: the command, and that which workers are forked from.
See docs/performance.md.
"""

import ctypes
import ctypes.util
import sys

from bookbuild.layout import import_engine

_LIBRARIES = (
    "libgobject-2.0.so.0",
    "libpango-1.0.so.0",
    "libharfbuzz.so.0",
    "libfontconfig.so.1",
    "libpangoft2-1.0.so.0",
)


def _are_found_by_name() -> bool:
    """Return whether the system's loader finds the libraries. It loads them, as WeasyPrint does next."""
    try:
        for name in _LIBRARIES:
            ctypes.CDLL(name)
    except OSError:
        return False
    return True


def _find_nothing(name: str) -> str | None:  # noqa: ARG001 - Python's own function has it
    """Return None, in place of ``ctypes.util.find_library``."""
    return None


def _load() -> None:
    find_library = ctypes.util.find_library
    if sys.platform == "linux" and _are_found_by_name():
        ctypes.util.find_library = _find_nothing
    try:
        import_engine()
    finally:
        ctypes.util.find_library = find_library


_load()
