"""constraints.txt: the versions that the project is tested with."""

import re
import tomllib
from importlib.metadata import version
from pathlib import Path

from bookbuild.doctor import python_packages

ROOT = Path(__file__).parents[2]


def test_what_is_tested_is_what_is_installed() -> None:
    """Every version in constraints.txt is the one that these tests run with."""
    pins = python_packages.tested_versions()
    assert {name: version(name) for name in pins} == pins


def test_every_dependency_is_pinned() -> None:
    """Bytes depend on versions, so each package that the project requires has its version in constraints.txt."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    asked = [*project["dependencies"], *project["optional-dependencies"]["dev"]]
    names = {re.sub(r"[-_.]+", "-", re.split(r"[^\w.-]", need, maxsplit=1)[0]).lower() for need in asked}
    assert names - set(python_packages.tested_versions()) == set()


def test_constraints_are_plain() -> None:
    """A constraint is a name and a version: no address, no option, nothing that pip would fetch from elsewhere."""
    lines = (ROOT / "constraints.txt").read_text("utf-8").splitlines()
    odd = [line for line in lines if line and not re.fullmatch(r"#.*|[A-Za-z0-9._-]+==[A-Za-z0-9.]+", line)]
    assert odd == []
