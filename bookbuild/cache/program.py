"""The program as an input: its own sources, the libraries that it stands on, and their versions."""

import ctypes
import hashlib
import re
import sys
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

_PACKAGE = Path(__file__).resolve().parents[1]
_DISTRIBUTION = re.compile(r"([^-]+)-([^-]+)\.dist-info")
_TEXT_LIBRARIES = (
    ("pango-1.0", 0, "pango_version_string"),
    ("harfbuzz", 0, "hb_version_string"),
    ("fontconfig", 1, "FcGetVersion"),
)


@cache
def sources_of(*rooms: str) -> str:
    """Return a digest of the source of these rooms (``layout``, ``model``), or of all: the default theme, too."""
    digest = hashlib.sha256()
    for file in sorted(_files(rooms)):
        digest.update(file.relative_to(_PACKAGE.parent).as_posix().encode() + b"\0")
        digest.update(file.read_bytes() + b"\0")
    return digest.hexdigest()


def _files(rooms: tuple[str, ...]) -> Iterator[Path]:
    if not rooms:
        yield from _PACKAGE.rglob("*.py")
        for folder in ("styles", "templates"):  # inside the package when installed, beside it in a checkout
            yield from (file for file in _theme(folder).rglob("*") if file.is_file())
    for room in rooms:
        place = _PACKAGE / room
        yield from place.rglob("*.py") if place.is_dir() else (place.with_suffix(".py"),)


def _theme(folder: str) -> Path:
    installed = _PACKAGE / "_theme" / folder
    return installed if installed.is_dir() else _PACKAGE.parent / folder


def versions_of(*libraries: str) -> Mapping[str, str]:
    """Return the versions of installed distributions, by their normalised names; empty where one is not installed."""
    return {library: installed().get(library, "") for library in libraries}


@cache
def installed() -> Mapping[str, str]:
    """Return the versions of all distributions, by their normalised names.

    They are read from the names of folders, which takes a hundredth of asking importlib.metadata.

    A distribution's folder is called NAME-VERSION.dist-info (PyPA, "Recording installed projects").
    """
    found: dict[str, str] = {}
    for folder in reversed(sys.path):
        names = sorted(file.name for file in Path(folder).glob("*.dist-info"))
        matches = filter(None, map(_DISTRIBUTION.fullmatch, names))
        found.update({re.sub(r"[-_.]+", "-", match[1]).lower(): match[2] for match in matches})
    return found


@cache
def platform() -> Mapping[str, str]:
    """Return the versions of Python and of the system's libraries that set text."""
    libraries = {name: _library_version(name, abi, function) for name, abi, function in _TEXT_LIBRARIES}
    return {"python": f"{'.'.join(map(str, sys.version_info[:3]))} on {sys.platform}", **libraries}


def _library_version(name: str, abi: int, function: str) -> str:
    """Ask a library of the system, by its file's name on Linux, macOS or Windows; empty where it is not found."""
    for file in (f"lib{name}.so.{abi}", f"lib{name}.{abi}.dylib", f"lib{name}-{abi}.dll"):
        try:
            ask = ctypes.CDLL(file)[function]
        except OSError:
            continue
        if function.endswith("string"):
            ask.restype = ctypes.c_char_p
            return str(ask(), "ascii")
        return str(ask())
    from ctypes.util import find_library  # noqa: PLC0415 - slow to import, and seldom wanted

    return find_library(name) or ""
