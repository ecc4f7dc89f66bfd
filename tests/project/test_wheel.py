"""The wheel: all that an installed bookbuild needs, and a build from an empty folder."""

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def names(tmp_path_factory: pytest.TempPathFactory) -> set[str]:
    """The names of the files in a wheel of the working tree."""
    folder = tmp_path_factory.mktemp("wheel")
    build = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    subprocess.run(build, check=True, capture_output=True, cwd=ROOT)
    (wheel,) = folder.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        return set(archive.namelist())


def test_the_wheel_carries_the_default_theme(names: set[str]) -> None:
    """Every template and stylesheet of the project is in the wheel."""
    theme = [file for folder in ("styles", "templates") for file in (ROOT / folder).rglob("*") if file.is_file()]
    assert theme
    assert {f"bookbuild/_theme/{file.relative_to(ROOT).as_posix()}" for file in theme} - names == set()


def test_the_wheel_carries_every_module(names: set[str]) -> None:
    """Every file of the program is in the wheel, those that are no Python too."""
    program = [file for file in (ROOT / "bookbuild").rglob("*") if file.is_file() and file.suffix != ".pyc"]
    assert {file.relative_to(ROOT).as_posix() for file in program} - names == set()


def test_the_wheel_holds_the_tested_versions(names: set[str]) -> None:
    """An installed doctor has the versions to compare with."""
    assert "bookbuild/_constraints.txt" in names


def test_the_wheel_carries_the_pages_that_the_program_shows(names: set[str]) -> None:
    """An installed bookbuild can explain its diagnostics, and has the JSON Schema for editors."""
    assert {"bookbuild/_docs/diagnostics.md", "bookbuild/_docs/bookbuild.schema.json"} - names == set()


def test_the_wheel_has_nothing_else(names: set[str]) -> None:
    """Tests, content and tools of the project stay at home."""
    assert {name.partition("/")[0] for name in names if ".dist-info/" not in name} == {"bookbuild"}
