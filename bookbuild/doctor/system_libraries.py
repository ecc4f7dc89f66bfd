"""The system's libraries that the layout engine loads. Every build checks them, so imports here are few."""

import ctypes
import ctypes.util
import ntpath
import os
import re
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from bookbuild.diagnostics import Diagnostic, diagnose
from bookbuild.doctor.findings import Finding, failed, from_system, passed

_DLL_FOLDERS = (
    r"C:\msys64\ucrt64\bin",
    r"C:\msys64\mingw64\bin",
    r"C:\Program Files\GTK3-Runtime Win64\bin",
)
"""Where the layout engine looks on Windows if WEASYPRINT_DLL_DIRECTORIES is not set."""


@dataclass(frozen=True, slots=True)
class _Library:
    """A library and others of its family. `files` and `optional` are (name, ABI number); `version` is its own."""

    name: str
    files: tuple[tuple[str, int], ...]
    version: Callable[[ctypes.CDLL], str]
    oldest: tuple[int, ...] = ()
    optional: tuple[tuple[str, int], ...] = ()


def _version_string(function: str) -> Callable[[ctypes.CDLL], str]:
    """Return a function that reads the version of a library, which is a C string."""

    def read(library: ctypes.CDLL) -> str:
        call = library[function]
        call.restype = ctypes.c_char_p
        return str(call(), "ascii")

    return read


def _fontconfig_version(library: ctypes.CDLL) -> str:
    number = library.FcGetVersion()  # 2.14.1 is 21401
    return f"{number // 10000}.{number // 100 % 100}.{number % 100}"


_LIBRARIES = (
    _Library(
        "Pango",
        (("pango-1.0", 0), ("pangoft2-1.0", 0), ("gobject-2.0", 0)),
        _version_string("pango_version_string"),
        oldest=(1, 44),  # the first that WeasyPrint works with
    ),
    _Library("HarfBuzz", (("harfbuzz", 0),), _version_string("hb_version_string"), optional=(("harfbuzz-subset", 0),)),
    _Library("fontconfig", (("fontconfig", 1),), _fontconfig_version),
)


def libraries() -> tuple[Finding, ...]:
    """Return for each library that lays out text whether it can be loaded, and its version."""
    return tuple(map(_examined, _LIBRARIES))


def missing_library() -> Diagnostic | None:
    """Return a diagnostic if the layout engine cannot load its libraries, or None if it can.

    It names all of them, with the command that installs them on this machine.
    """
    faults = [finding for finding in libraries() if not (finding.ok or finding.optional)]
    if not faults:
        return None
    details = ", ".join(f"{finding.name} ({finding.detail})" for finding in faults)
    message = f"PDFs cannot be made, since libraries of the layout engine are missing: {details}"
    return diagnose("missing-library", message, hint=faults[0].remedy)


def _examined(library: _Library) -> Finding:
    loaded = {name: _load(name, abi) for name, abi in (*library.files, *library.optional)}
    missing = [name for name, handle in loaded.items() if handle is None]
    needed = [name for name, _ in library.files if name in missing]
    first = loaded[library.files[0][0]]
    if first is None or missing:
        detail = f"cannot load {', '.join(f'lib{name}' for name in missing)}"
        return failed(library.name, detail, _remedy(), optional=not needed)
    version = library.version(first)
    if tuple(map(int, re.findall(r"\d+", version))) < library.oldest:
        oldest = ".".join(map(str, library.oldest))
        return failed(library.name, f"{version} is older than {oldest}", _remedy())
    return passed(library.name, version)


def _load(name: str, abi: int) -> ctypes.CDLL | None:
    """Load a library from where the layout engine does; return None if it is not there."""
    for file in _file_names(name, abi):
        try:
            return ctypes.CDLL(file)
        except OSError:
            continue
    path = ctypes.util.find_library(name)
    return ctypes.CDLL(path) if path else None


def _file_names(name: str, abi: int) -> Iterator[str]:
    """Yield the names a library may have: on Windows, in the folders of the layout engine first."""
    if sys.platform == "win32":
        folders = os.environ.get("WEASYPRINT_DLL_DIRECTORIES", ";".join(_DLL_FOLDERS)).split(";")
        yield from (ntpath.join(folder, f"lib{name}-{abi}.dll") for folder in folders if folder)
        yield f"lib{name}-{abi}.dll"
    else:
        yield from (f"lib{name}.so.{abi}", f"lib{name}.{abi}.dylib")


def _remedy() -> str:
    return from_system(
        apt="libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0",
        brew="pango",
        plain="Pango 1.44 or newer, HarfBuzz with its subset library, and fontconfig",
        windows="in the MSYS2 shell `pacman -S mingw-w64-x86_64-pango`, then in the command prompt "
        r"`set WEASYPRINT_DLL_DIRECTORIES=C:\msys64\mingw64\bin`",
    )
