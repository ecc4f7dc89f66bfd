"""The program as an input: digests of its own sources, and the versions of its libraries."""

import ctypes
import hashlib
import os
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
def sources_of(*packages: str) -> str:
    """Return a digest of the source of these packages (``layout``, ``model``), or of all with the default theme."""
    digest = hashlib.sha256()
    for name, content in sorted(_files(packages)):
        digest.update(f"{name}\0{content}\0".encode())
    return digest.hexdigest()


def _files(packages: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    """Yield name and digest of each file."""
    if not packages:
        yield from _sources().items()
        for folder in ("styles", "templates"):  # inside the package when installed, beside it in a checkout
            yield from _digests(_theme(folder), "", f"{folder}/")
    for package in packages:
        parts = (f"{package}/", f"{package}.py")
        yield from ((name, digest) for name, digest in _sources().items() if name.startswith(parts))


@cache
def _sources() -> Mapping[str, str]:
    """Return the digests of the package's modules, by their paths in it."""
    return dict(_digests(_PACKAGE, ".py"))


def _digests(root: Path, suffix: str, prefix: str = "") -> Iterator[tuple[str, str]]:
    for folder, _, names in os.walk(root):
        for file in (Path(folder, name) for name in names if name.endswith(suffix)):
            yield f"{prefix}{file.relative_to(root).as_posix()}", hashlib.sha256(file.read_bytes()).hexdigest()


def _theme(folder: str) -> Path:
    installed = _PACKAGE / "_theme" / folder
    return installed if installed.is_dir() else _PACKAGE.parent / folder


def versions_of(*libraries: str) -> Mapping[str, str]:
    """Return the versions of installed distributions, by their normalised names; empty if one is not installed."""
    return {library: installed().get(library, "") for library in libraries}


@cache
def installed() -> Mapping[str, str]:
    """Return the versions of all distributions, by their normalised names.

    They are read from folder names, a hundred times faster than importlib.metadata.

    A distribution's folder is called NAME-VERSION.dist-info (PyPA, "Recording installed projects").
    """
    versions: dict[str, str] = {}
    for folder in reversed(sys.path):
        names = sorted(file.name for file in Path(folder).glob("*.dist-info"))
        matches = filter(None, map(_DISTRIBUTION.fullmatch, names))
        versions.update({re.sub(r"[-_.]+", "-", match[1]).lower(): match[2] for match in matches})
    return versions


@cache
def platform() -> Mapping[str, str]:
    """Return the versions of Python and of the system libraries used to set text."""
    libraries = {name: _library_version(name, abi, function) for name, abi, function in _TEXT_LIBRARIES}
    return {"python": f"{'.'.join(map(str, sys.version_info[:3]))} on {sys.platform}", **libraries}


def _library_version(name: str, abi: int, function: str) -> str:
    """Return the version of a system library, named by its file on Linux, macOS or Windows, or an empty string."""
    for file in (f"lib{name}.so.{abi}", f"lib{name}.{abi}.dylib", f"lib{name}-{abi}.dll"):
        try:
            ask = ctypes.CDLL(file)[function]
        except OSError:
            continue
        if function.endswith("string"):
            ask.restype = ctypes.c_char_p
            return str(ask(), "ascii")
        return str(ask())
    from ctypes.util import find_library  # noqa: PLC0415 - slow to import, and seldom needed

    return find_library(name) or ""
