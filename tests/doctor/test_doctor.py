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

from bookbuild import doctor
from bookbuild.doctor import Finding, examine

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
    monkeypatch.setattr(doctor, "_installed", version_of)


def named(name: str, findings: tuple[Finding, ...]) -> Finding:
    return next(finding for finding in findings if finding.name == name)


def test_a_machine_that_runs_the_tests_can_build() -> None:
    """Where these tests run, nothing that a build needs is missing."""
    assert [finding for finding in examine(ROOT) if not finding.ok and not finding.optional] == []


@pytest.mark.usefixtures("without_libraries")
def test_every_lack_has_a_remedy(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Whatever is missing is told together with what gets it."""
    pretend_installed(monkeypatch, lambda _: "")
    monkeypatch.setattr(shutil, "which", lambda *_, **__: None)
    lacks = [finding for finding in examine(tmp_path / "gone") if not finding.ok]
    assert len(lacks) > 20
    assert all(finding.remedy for finding in lacks)


def test_every_dependency_is_looked_at() -> None:
    """The doctor looks at each dependency that pyproject.toml names, and at no others."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    assert len(doctor.packages()) == len(project["dependencies"])


def test_a_missing_package_is_got_in_the_tested_version(monkeypatch: pytest.MonkeyPatch) -> None:
    """The remedy for a missing package is this Python's pip and the version of constraints.txt."""
    pretend_installed(monkeypatch, lambda _: "")
    found = named("weasyprint", doctor.packages())
    assert (found.ok, found.optional) == (False, False)
    assert (
        found.remedy
        == f"{shlex.quote(sys.executable)} -m pip install weasyprint=={doctor.tested_versions()['weasyprint']}"
    )


def test_another_version_than_the_tested_one_is_told_but_does_not_stop(monkeypatch: pytest.MonkeyPatch) -> None:
    """A package of a version that was not tested is worth a word, and no more."""
    pretend_installed(monkeypatch, lambda _: "0.0.0")
    found = named("weasyprint", doctor.packages())
    assert (found.ok, found.optional) == (False, True)
    assert found.detail == f"0.0.0, but tested with {doctor.tested_versions()['weasyprint']}"


@pytest.mark.usefixtures("debian", "without_libraries")
def test_libraries_on_debian() -> None:
    """On Debian the libraries come from apt, by sudo for those who are not root."""
    assert {finding.remedy for finding in doctor.libraries()} == {
        "sudo apt-get update && sudo apt-get install --yes libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0"
    }


@pytest.mark.usefixtures("without_libraries")
def test_libraries_on_macos(monkeypatch: pytest.MonkeyPatch) -> None:
    """On macOS the libraries come with Homebrew's Pango."""
    monkeypatch.setattr(sys, "platform", "darwin")
    assert {finding.remedy for finding in doctor.libraries()} == {"brew install pango"}


@pytest.mark.usefixtures("without_libraries")
def test_each_library_that_cannot_be_loaded_is_named() -> None:
    """What cannot be loaded is told by its own name, not only by the name of its family."""
    assert [finding.detail for finding in doctor.libraries()] == [
        "cannot load libpango-1.0, libpangoft2-1.0, libgobject-2.0",
        "cannot load libharfbuzz, libharfbuzz-subset",
        "cannot load libfontconfig",
    ]


def test_an_old_pango_will_not_do(monkeypatch: pytest.MonkeyPatch) -> None:
    """A Pango that the layout engine cannot work with counts as missing."""
    old = doctor._Library("Pango", (("pango-1.0", 0),), lambda _: "1.42.4", oldest=(1, 44))
    monkeypatch.setattr(doctor, "_LIBRARIES", (old,))
    (found,) = doctor.libraries()
    assert (found.ok, found.detail) == (False, "1.42.4 is older than 1.44")


def test_the_doctor_needs_nothing_that_it_looks_for() -> None:
    """Looking at a machine imports none of the packages that may be missing from it."""
    script = (
        "import sys, bookbuild.doctor as d; d.examine(); print(*sorted({m.partition('.')[0] for m in sys.modules}))"
    )
    run = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True, cwd=ROOT)
    assert not set(run.stdout.split()) & {"weasyprint", "pikepdf", "lxml", "click", "rich", "msgspec", "jinja2", "PIL"}


def test_a_java_that_does_not_run_is_none(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A `java` that only says where to get Java, as macOS has it, is told as missing; a build can do without."""
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


def test_a_full_disk_is_told(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Little free space is told with its amount."""
    monkeypatch.setattr(shutil, "disk_usage", lambda _: shutil._ntuple_diskusage(10**9, 10**9, 0))
    found = named("Disk", examine(tmp_path))
    assert (found.ok, found.detail) == (False, "0.0 GiB free")
