"""What this machine has and lacks of what a build needs, and the command that gets the missing part."""

import ctypes
import ctypes.util
import importlib.resources
import importlib.util
import os
import re
import shlex
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, requires, version
from pathlib import Path

_OLDEST_PYTHON = (3, 11)
_LEAST_FREE = 200 * 1024**2  # bytes: many times what a guide of 300 pages takes while it is made


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing looked at. `remedy` is the command that mends it here; a build can do without what is `optional`."""

    name: str
    ok: bool
    detail: str
    remedy: str = ""
    optional: bool = False


def examine(project: Path = Path()) -> tuple[Finding, ...]:
    """Look at everything that a build of the project in that folder needs on this machine."""
    return (_python(), *packages(), *libraries(), _hyphenation(), _epubcheck(), _writable(project), _disk(project))


def _well(name: str, detail: str) -> Finding:
    return Finding(name, ok=True, detail=detail)


def _ill(name: str, detail: str, remedy: str, *, optional: bool = False) -> Finding:
    return Finding(name, ok=False, detail=detail, remedy=remedy, optional=optional)


def _python() -> Finding:
    running = ".".join(map(str, sys.version_info[:3]))
    if sys.version_info >= _OLDEST_PYTHON:
        return _well("Python", running)
    wanted = ".".join(map(str, _OLDEST_PYTHON))
    remedy = _from_system(apt="python3 python3-venv", brew="python", plain=f"Python {wanted}")
    return _ill("Python", f"{running} is older than {wanted}", remedy)


# ── Python packages ──────────────────────────────────────────────────────────────────────────────────────────────────


def packages() -> tuple[Finding, ...]:
    """Look for each Python package that bookbuild needs, and at whether it is the version tested with."""
    tested = tested_versions()
    return tuple(_package(name, tested.get(name, "")) for name in _required())


def tested_versions() -> Mapping[str, str]:
    """Return the versions of ``constraints.txt``, by normalised package name."""
    packaged = importlib.resources.files("bookbuild") / "_constraints.txt"
    source = packaged if packaged.is_file() else Path(__file__).parents[1] / "constraints.txt"
    pins = re.findall(r"(?m)^([\w.-]+)==(\S+)", source.read_text("utf-8"))
    return {_normalised(name): pin for name, pin in pins}


def _normalised(name: str) -> str:
    """Spell a package's name as PEP 503 has it."""
    return re.sub(r"[-_.]+", "-", name).lower()


def _required() -> tuple[str, ...]:
    needs = [need for need in requires("bookbuild") or () if "extra ==" not in need]
    return tuple(_normalised(re.split(r"[^\w.-]", need, maxsplit=1)[0]) for need in needs)


def _package(name: str, tested: str) -> Finding:
    installed = _installed(name)
    if not installed:
        return _ill(name, "not installed", _pip(name, tested))
    if tested and installed != tested:
        return _ill(name, f"{installed}, but tested with {tested}", _pip(name, tested), optional=True)
    return _well(name, installed)


def _installed(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return ""


def _pip(name: str, pin: str = "") -> str:
    return shlex.join((sys.executable, "-m", "pip", "install", f"{name}=={pin}" if pin else name))


# ── The system's libraries ───────────────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class _Library:
    """A library and its kin: `files` are (name, ABI number), and `version` asks the first of them."""

    name: str
    files: tuple[tuple[str, int], ...]
    version: Callable[[ctypes.CDLL], str]
    oldest: tuple[int, ...] = ()


def _version_string(function: str) -> Callable[[ctypes.CDLL], str]:
    """Make a question to a library that has its version as a C string."""

    def ask(library: ctypes.CDLL) -> str:
        call = library[function]
        call.restype = ctypes.c_char_p
        return str(call(), "ascii")

    return ask


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
    _Library("HarfBuzz", (("harfbuzz", 0), ("harfbuzz-subset", 0)), _version_string("hb_version_string")),
    _Library("fontconfig", (("fontconfig", 1),), _fontconfig_version),
)


def libraries() -> tuple[Finding, ...]:
    """Look at whether the libraries that set text can be loaded, and ask them for their versions."""
    return tuple(map(_library, _LIBRARIES))


def _library(library: _Library) -> Finding:
    loaded = {name: _load(name, abi) for name, abi in library.files}
    missing = [f"lib{name}" for name, handle in loaded.items() if handle is None]
    first = loaded[library.files[0][0]]
    if first is None or missing:
        return _ill(library.name, f"cannot load {', '.join(missing)}", _get_libraries())
    found = library.version(first)
    if tuple(map(int, re.findall(r"\d+", found))) < library.oldest:
        oldest = ".".join(map(str, library.oldest))
        return _ill(library.name, f"{found} is older than {oldest}", _get_libraries())
    return _well(library.name, found)


def _load(name: str, abi: int) -> ctypes.CDLL | None:
    """Load a library as the layout engine does: by its file's name on Linux, macOS or Windows, then by a search."""
    for file in (f"lib{name}.so.{abi}", f"lib{name}.{abi}.dylib", f"lib{name}-{abi}.dll"):
        try:
            return ctypes.CDLL(file)
        except OSError:
            continue
    found = ctypes.util.find_library(name)
    return ctypes.CDLL(found) if found else None


def _get_libraries() -> str:
    return _from_system(
        apt="libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0",
        brew="pango",
        plain="Pango 1.44 or newer, HarfBuzz with its subset library, and fontconfig",
    )


# ── Everything else ──────────────────────────────────────────────────────────────────────────────────────────────────


def _hyphenation() -> Finding:
    spec = importlib.util.find_spec("pyphen")
    folders = (spec.submodule_search_locations or ()) if spec else ()
    count = sum(1 for folder in folders for _ in Path(folder, "dictionaries").glob("hyph_*.dic"))
    return (
        _well("Hyphenation", f"{count} dictionaries") if count else _ill("Hyphenation", "no dictionary", _pip("pyphen"))
    )


def _epubcheck() -> Finding:
    if not _java_runs():
        remedy = _from_system(apt="default-jre-headless", brew="openjdk", plain="Java")
        return _ill("EPUBCheck", "no Java to run it; only validation needs it", remedy, optional=True)
    found = _installed("epubcheck") or shutil.which("epubcheck")
    if not found:
        return _ill("EPUBCheck", "not installed; only validation needs it", _pip("epubcheck"), optional=True)
    return _well("EPUBCheck", found)


def _java_runs() -> bool:
    """Run Java: on macOS the program may be a stub that only says where to get the real one."""
    java = shutil.which("java")
    if java is None:
        return False
    return subprocess.run([java, "-version"], capture_output=True, check=False).returncode == 0  # noqa: S603 - what PATH has under that name


def _writable(project: Path) -> Finding:
    try:
        with tempfile.TemporaryFile(dir=project):
            return _well("Project folder", "can be written to")
    except OSError as error:
        remedy = shlex.join(("chmod", "u+rwx", str(project)))
        return _ill("Project folder", f"cannot be written to: {error.strerror}", remedy)


def _disk(project: Path) -> Finding:
    folder = next(folder for folder in (project, *project.resolve().parents) if folder.is_dir())
    free = shutil.disk_usage(folder).free
    detail = f"{free / 1024**3:.1f} GiB free"
    return _well("Disk", detail) if free >= _LEAST_FREE else _ill("Disk", detail, "bookbuild clean", optional=True)


def _from_system(apt: str, brew: str, plain: str) -> str:
    """Return the command that installs packages here, or a sentence where the package manager is another."""
    if sys.platform == "darwin":
        return f"brew install {brew}"
    if shutil.which("apt-get"):
        sudo = "" if os.geteuid() == 0 else "sudo "
        return f"{sudo}apt-get update && {sudo}apt-get install --yes {apt}"
    return f"install {plain} with this system's package manager"
