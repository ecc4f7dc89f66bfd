"""Libraries of the system that WeasyPrint has loaded, with functions of theirs that it does not declare.

They are declared apart from WeasyPrint's own declarations, which stay as they are.
"""

import os
from collections.abc import Iterator
from contextlib import suppress
from typing import Any

from cffi import FFI
from weasyprint.text.ffi import ffi

_SEARCH_ADDED_FOLDERS = 0x1000  # LOAD_LIBRARY_SEARCH_DEFAULT_DIRS of Windows, the flag that WeasyPrint passes


def open_library(name: str, version: int, declarations: str) -> tuple[Any, Any]:
    """Return an FFI with these declarations and WeasyPrint's types, and a library of this name and ABI version.

    Raises:
        OSError: when it cannot be found.

    """
    own = FFI()
    own.include(ffi)
    own.cdef(declarations)
    flags = _SEARCH_ADDED_FOLDERS if os.name == "nt" else own.RTLD_NOW
    for file in _files(name, version):
        with suppress(OSError):
            return own, own.dlopen(file, flags)
    return own, own.dlopen(name, flags)


def _files(name: str, version: int) -> Iterator[str]:
    """Yield the names of a library's file on Linux, macOS and Windows."""
    yield from (
        f"lib{name}.so.{version}",
        f"lib{name}.{version}.dylib",
        f"lib{name}-{version}.dll",
        f"lib{name}-{version}",
    )
