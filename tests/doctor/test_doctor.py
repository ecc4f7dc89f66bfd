"""What the doctor finds, on this machine and on ones that lack something."""

import ctypes
import shlex
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Callable
from pathlib import Path

import pytest

from bookbuild.cli.report import show_findings
from bookbuild.doctor import (
    Finding,
    conclusion,
    examine,
    libraries,
    machine,
    missing_library,
    python_packages,
    system_libraries,
)
from bookbuild.doctor.python_packages import packages

ROOT = Path(__file__).parents[2]


@pytest.fixture
def debian(monkeypatch: pytest.MonkeyPatch) -> None:
    """A Debian machine on which one is not root."""
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setattr(shutil, "which", lambda name, **_: f"/usr/bin/{name}" if name == "apt-get" else None)
    monkeypatch.setattr("os.geteuid", lambda: 1000)


@pytest.fixture
def without_libraries(monkeypatch: pytest.MonkeyPatch) -> None:
    """A machine on which no library can be loaded."""

    def refuse(name: str) -> ctypes.CDLL:
        raise OSError(name)

    monkeypatch.setattr(ctypes, "CDLL", refuse)
    monkeypatch.setattr("ctypes.util.find_library", lambda _: None)


def pretend_installed(monkeypatch: pytest.MonkeyPatch, version_of: Callable[[str], str]) -> None:
    monkeypatch.setattr(python_packages, "installed_version", version_of)
    monkeypatch.setattr(machine, "installed_version", version_of)


def named(name: str, findings: tuple[Finding, ...]) -> Finding:
    return next(finding for finding in findings if finding.name == name)


def test_a_machine_that_runs_the_tests_can_build() -> None:
    """Where these tests run, nothing that a build needs is missing."""
    assert [finding for finding in examine(ROOT) if not finding.ok and not finding.optional] == []


@pytest.mark.usefixtures("without_libraries")
def test_every_lack_has_a_remedy(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Whatever is missing is reported together with what installs it."""
    pretend_installed(monkeypatch, lambda _: "")
    monkeypatch.setattr(shutil, "which", lambda *_, **__: None)
    lacks = [finding for finding in examine(tmp_path / "gone") if not finding.ok]
    assert len(lacks) > 20
    assert all(finding.remedy for finding in lacks)


def test_every_dependency_is_looked_at() -> None:
    """The doctor looks at each dependency that pyproject.toml names, and at no others."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    assert len(packages()) == len(project["dependencies"])


def test_a_missing_package_is_got_in_the_tested_version(monkeypatch: pytest.MonkeyPatch) -> None:
    """The remedy for a missing package is this Python's pip and the version of constraints.txt."""
    pretend_installed(monkeypatch, lambda _: "")
    found = named("weasyprint", packages())
    assert (found.ok, found.optional) == (False, False)
    assert (
        found.remedy
        == f"{shlex.quote(sys.executable)} -m pip install weasyprint=={python_packages.tested_versions()['weasyprint']}"
    )


@pytest.mark.parametrize(
    ("installed", "ok", "detail"),
    [
        ("70.5", True, "70.5, newer than {tested}, which bookbuild is tested with"),
        ("70.0.1rc2", True, "70.0.1rc2, newer than {tested}, which bookbuild is tested with"),
        ("68.9", False, "68.9 does not work with bookbuild, which needs {limits}"),
        ("71.0", False, "71.0 does not work with bookbuild, which needs {limits}"),
    ],
)
def test_a_newer_version_that_works_is_distinguished_from_one_that_does_not(
    monkeypatch: pytest.MonkeyPatch,
    installed: str,
    ok: bool,  # noqa: FBT001 - a row of a table
    detail: str,
) -> None:
    """Another version than the tested one is well within the limits of pyproject.toml, and at fault beyond them."""
    pretend_installed(monkeypatch, lambda _: installed)
    monkeypatch.setattr(python_packages, "requires", lambda _: ["weasyprint<71,>=70"])
    found = named("weasyprint", packages())
    assert (found.ok, found.optional) == (ok, False)
    assert found.detail == detail.format(tested=python_packages.tested_versions()["weasyprint"], limits="<71,>=70")


def test_zeros_at_the_end_of_a_version_do_not_count() -> None:
    """``70`` and ``70.0`` are the same version, and letters end the numbers."""
    numbers = python_packages._numbers
    assert [numbers(text) for text in ("70", "70.0", "70.10", "0.0.1", "1.26.post1", "1.0rc1", "dev")] == [
        (70,),
        (70,),
        (70, 10),
        (0, 0, 1),
        (1, 26),
        (1,),
        (),
    ]


@pytest.mark.usefixtures("debian", "without_libraries")
def test_libraries_on_debian() -> None:
    """On Debian the libraries come from apt, by sudo for users who are not root."""
    assert {finding.remedy for finding in libraries()} == {
        "sudo apt-get update && sudo apt-get install --yes libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0"
    }


@pytest.mark.usefixtures("without_libraries")
def test_libraries_on_macos(monkeypatch: pytest.MonkeyPatch) -> None:
    """On macOS the libraries come with Homebrew's Pango."""
    monkeypatch.setattr(sys, "platform", "darwin")
    assert {finding.remedy for finding in libraries()} == {"brew install pango"}


@pytest.fixture
def windows(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """A Windows machine with no library; returns the paths that were tried."""
    tried: list[str] = []

    def refuse(name: str) -> ctypes.CDLL:
        tried.append(name)
        raise OSError(name)

    monkeypatch.setattr(sys, "platform", "win32")
    monkeypatch.setattr(ctypes, "CDLL", refuse)
    monkeypatch.setattr("ctypes.util.find_library", lambda _: None)
    monkeypatch.delenv("WEASYPRINT_DLL_DIRECTORIES", raising=False)
    return tried


def test_on_windows_the_folders_of_the_layout_engine_are_searched(windows: list[str]) -> None:
    """On Windows libraries are looked for in MSYS2's folders, then where the system has them."""
    libraries()
    assert windows[:4] == [
        r"C:\msys64\ucrt64\bin\libpango-1.0-0.dll",
        r"C:\msys64\mingw64\bin\libpango-1.0-0.dll",
        r"C:\Program Files\GTK3-Runtime Win64\bin\libpango-1.0-0.dll",
        "libpango-1.0-0.dll",
    ]


def test_on_windows_the_folders_can_be_set(windows: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    """WEASYPRINT_DLL_DIRECTORIES replaces the folders that are searched."""
    monkeypatch.setenv("WEASYPRINT_DLL_DIRECTORIES", r"D:\gtk\bin;D:\more")
    libraries()
    assert windows[:2] == [r"D:\gtk\bin\libpango-1.0-0.dll", r"D:\more\libpango-1.0-0.dll"]


@pytest.mark.usefixtures("windows")
def test_on_windows_two_commands_install_pango() -> None:
    """The remedy on Windows is MSYS2's package and the folder in which the layout engine looks for it."""
    (remedy,) = {finding.remedy for finding in libraries()}
    assert "`pacman -S mingw-w64-x86_64-pango`" in remedy
    assert r"`set WEASYPRINT_DLL_DIRECTORIES=C:\msys64\mingw64\bin`" in remedy


@pytest.mark.usefixtures("debian", "without_libraries")
def test_missing_libraries_are_one_diagnostic() -> None:
    """Whatever number of libraries is missing, there is one diagnostic, with the doctor's remedy as its hint."""
    found = missing_library()
    assert found is not None
    assert (found.code, found.hint) == ("missing-library", libraries()[0].remedy)
    assert all(finding.name in found.message for finding in libraries())


def test_nothing_is_reported_where_all_libraries_are() -> None:
    """A machine that can load the libraries gets no diagnostic."""
    assert missing_library() is None


def test_a_library_that_the_engine_can_do_without_stops_no_build(monkeypatch: pytest.MonkeyPatch) -> None:
    """HarfBuzz without its subset library is reported, and PDFs are made all the same."""
    load = system_libraries._load
    monkeypatch.setattr(system_libraries, "_load", lambda name, abi: None if "subset" in name else load(name, abi))
    found = named("HarfBuzz", libraries())
    assert (found.ok, found.optional, found.detail) == (False, True, "cannot load libharfbuzz-subset")
    assert missing_library() is None


@pytest.mark.usefixtures("without_libraries")
def test_each_library_that_cannot_be_loaded_is_named() -> None:
    """What cannot be loaded is reported by its own name, not only by the name of its family."""
    assert [finding.detail for finding in libraries()] == [
        "cannot load libpango-1.0, libpangoft2-1.0, libgobject-2.0",
        "cannot load libharfbuzz, libharfbuzz-subset",
        "cannot load libfontconfig",
    ]


def test_an_old_pango_will_not_do(monkeypatch: pytest.MonkeyPatch) -> None:
    """A Pango that the layout engine cannot work with counts as missing."""
    old = system_libraries._Library("Pango", (("pango-1.0", 0),), lambda _: "1.42.4", oldest=(1, 44))
    monkeypatch.setattr(system_libraries, "_LIBRARIES", (old,))
    (found,) = libraries()
    assert (found.ok, found.detail) == (False, "1.42.4 is older than 1.44")


def test_the_doctor_needs_nothing_that_it_looks_for() -> None:
    """Looking at a machine imports none of the packages that may be missing from it."""
    script = (
        "import sys, bookbuild.doctor as d; d.examine(); print(*sorted({m.partition('.')[0] for m in sys.modules}))"
    )
    run = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True, cwd=ROOT)
    assert not set(run.stdout.split()) & {"weasyprint", "pikepdf", "lxml", "click", "rich", "msgspec", "jinja2", "PIL"}


def test_a_java_that_does_not_run_is_none(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A `java` that only prints where to get Java, as macOS has it, is reported as missing; a build can do without."""
    stub = tmp_path / "java"
    stub.write_text("#!/bin/sh\nexit 1\n", "utf-8")
    stub.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    found = named("EPUBCheck", examine(tmp_path))
    assert (found.ok, found.optional) == (False, True)


def test_a_folder_that_cannot_be_written_to(tmp_path: Path) -> None:
    """A project's folder in which no file can be made is a fault."""
    found = named("Project folder", examine(tmp_path / "gone"))
    assert (found.ok, found.optional) == (False, False)


def test_a_full_disk_is_reported(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Little free space is reported with its amount."""
    monkeypatch.setattr(shutil, "disk_usage", lambda _: shutil._ntuple_diskusage(10**9, 10**9, 0))
    found = named("Disk", examine(tmp_path))
    assert (found.ok, found.detail) == (False, "0.0 GiB free")


def test_accelerators_that_are_left_out_are_named() -> None:
    """An engine that some accelerators do not fit is reported with their names; a build can do without them."""
    found = named("layout engine", examine(ROOT, lambda: ("lines", "glyphs")))
    assert (found.ok, found.optional) == (False, True)
    assert found.detail == "slower without these accelerators: lines, glyphs"
    assert named("layout engine", examine(ROOT, lambda: ())).ok


def test_a_layout_engine_that_does_not_load_is_at_fault() -> None:
    """An engine that is installed and cannot be imported is reported with the error."""

    def left_out() -> tuple[str, ...]:
        raise OSError("cannot open libpango")

    found = machine.layout_engine(left_out)
    assert (found.ok, found.optional, found.detail) == (False, False, "cannot be loaded: cannot open libpango")


@pytest.mark.usefixtures("without_libraries")
def test_the_layout_engine_is_not_loaded_without_its_libraries() -> None:
    """Where libraries are missing the engine is not tried: it would print a page of its own."""
    assert all(finding.name != "layout engine" for finding in examine(ROOT, lambda: ()))


def test_the_last_line_states_whether_this_machine_is_ready() -> None:
    """The conclusion is that a build can start, or each command that must be typed before, once."""
    well, optional = Finding("a", ok=True, detail=""), Finding("b", ok=False, detail="", remedy="x", optional=True)
    assert conclusion([well, optional]) == "Ready to build."
    lacks = [Finding(name, ok=False, detail="", remedy=remedy) for name, remedy in (("c", "y"), ("d", "y"), ("e", "z"))]
    assert conclusion([well, optional, *lacks]) == "Not ready to build. To repair it: y; then: z"


def test_what_is_missing_is_listed_first(capsys: pytest.CaptureFixture[str]) -> None:
    """What a build needs comes first, then what it can do without, then all that is there."""
    findings = (
        Finding("a", ok=True, detail="there"),
        Finding("b", ok=False, detail="gone", remedy="x", optional=True),
        Finding("c", ok=False, detail="gone", remedy="y"),
    )
    assert show_findings(findings) == 1
    assert [line[8] for line in capsys.readouterr().err.splitlines() if line.startswith(("  ok", "  lacks"))] == [
        *"cba"
    ]
