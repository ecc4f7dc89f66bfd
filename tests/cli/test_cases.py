"""Each diagnostic has a small project that causes it, with exactly the expected output."""

import re
import shutil
from pathlib import Path
from runpy import run_path

import pytest

from tests.book import BookProject

CASES = Path(__file__).parents[1] / "cases"
USAGE = {
    "config-key",
    "config-syntax",
    "config-value",
    "machine-limit",
    "missing-library",
    "no-executor",
    "unknown-edition",
}
"""What is the command line's fault or the configuration's, and not the book's."""
SUMMARY = re.compile(
    r"[\d,]+ [\w-]+(, [\d,]+ [\w-]+)*: [\d,]+ messages\n"
    r"|to make the book all the same, .*\n(\[check\]\n)?([\w-]+ = .*\n)+"
    r"|\d[\d,]* files?, [\d,]+ words?: .*\n"
    r"|.*: (nothing was made|not everything was made).*\n"
    r"|made +pages.*\n(.*/_book/.*\n)+"
)
"""The last lines of `check` and of `build`: counts, the table of what was made, and the settings that lower errors."""


def project_of(case: Path, folder: Path) -> BookProject:
    """Copy a case, and make the symbolic links that its links.txt lists: ``content/a.md -> ../../b.md``."""
    shutil.copytree(case, folder / case.name, ignore=shutil.ignore_patterns("*.txt", "*.py"))
    (folder / "diary.md").write_text("Dear diary", encoding="utf-8")
    project = BookProject(folder / case.name)
    links = case / "links.txt"
    for line in links.read_text("utf-8").splitlines() if links.exists() else ():
        path, _, target = line.partition(" -> ")
        project.link(path, target)
    return project


def cases() -> list[Path]:
    """List the cases that are whole projects; those of single articles are read where articles are parsed."""
    return sorted(case for case in CASES.iterdir() if (case / "content").is_dir())


@pytest.mark.parametrize("case", cases(), ids=lambda case: case.name)
def test_a_case_has_the_expected_output(case: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """`bookbuild check`, or the command in arguments.txt, writes expected.txt and a last line that counts, on a machine
    as it should be, or as a Python file of the case spoils it.
    """
    arguments = case / "arguments.txt"
    command = arguments.read_text("utf-8").split() if arguments.exists() else ["check"]
    for machine in case.glob("*.py"):
        run_path(str(machine))["spoil"](monkeypatch)
    ran = project_of(case, tmp_path).run(*command)
    assert ran.out == "" or "--for" in command  # which prints a table
    assert SUMMARY.sub("", ran.err) == (case / "expected.txt").read_text("utf-8")
    assert f"[{case.name}]: " in ran.err
    assert ran.status == (2 if case.name in USAGE else int("error[" in ran.err or "nothing was made" in ran.err))
