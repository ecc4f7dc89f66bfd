"""The pages that describe the code are made from it, or checked against it."""

import re
import subprocess
import sys
from pathlib import Path

from bookbuild.diagnostics import CODES

ROOT = Path(__file__).parents[2]

# No project that we know of brings it out: pages would have to move away from every number that is printed of them.
WITHOUT_CASE = {"unstable-pages", "wrong-argument"}


def test_generated_pages_are_up_to_date() -> None:
    """The pages made from the code are up to date; `make docs` writes them."""
    check = [sys.executable, "scripts/docs.py", "--check"]
    run = subprocess.run(check, capture_output=True, text=True, check=False, cwd=ROOT)
    assert (run.returncode, run.stderr) == (0, "")


def test_every_code_has_a_case() -> None:
    """Each diagnostic is shown by a case folder under its name, but for those that no project can bring out."""
    cases = {folder.name for folder in (ROOT / "tests" / "cases").glob("*/") if any(folder.iterdir())}
    assert sorted(set(CODES) - cases - WITHOUT_CASE) == []


def test_every_case_is_of_a_code() -> None:
    """A case folder is named for the diagnostic that it shows."""
    cases = {folder.name for folder in (ROOT / "tests" / "cases").glob("*/")}
    assert sorted(cases - set(CODES)) == []


def test_the_map_names_every_package() -> None:
    """ARCHITECTURE.md has an entry for each package of the program and each module outside them, and for no other."""
    text = (ROOT / "ARCHITECTURE.md").read_text("utf-8")
    entries = re.findall(r"(?m)^    (\w+(?:/|\.py)) ", text)
    package = ROOT / "bookbuild"
    modules = [path.name for path in package.glob("[!_]*.py")]
    assert sorted(entries) == sorted([*modules, *(f"{path.parent.name}/" for path in package.glob("*/__init__.py"))])


def test_the_map_can_be_read_at_one_sitting() -> None:
    """ARCHITECTURE.md stays below 100 lines of at most 120 characters."""
    lines = (ROOT / "ARCHITECTURE.md").read_text("utf-8").splitlines()
    assert len(lines) < 100
    assert max(map(len, lines)) <= 120
